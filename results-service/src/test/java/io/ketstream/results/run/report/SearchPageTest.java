package io.ketstream.results.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEvent;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.run.Children;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.RunView;
import io.ketstream.results.testing.Interleaving;
import io.ketstream.results.testing.RecordedTraining;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SearchPageTest {

    private final RecordedTraining recorded =
            RecordedTraining.ofNetwork(RunId.of("00000000-0000-0000-0000-000000000004"));

    private static String page(RecordedTraining recorded) {
        RunFacts facts = RunFacts.NONE;
        for (LoggedEvent each : Interleaving.logged(recorded.all())) {
            facts = facts.with((RunEvent) each.event(), each.position().offset());
        }
        RunView view = RunView.of(
                recorded.run(), facts, Objects.requireNonNull(facts.accepted()), null, null, new Children(3, 3, 0));
        return LearningReportPage.of(view, Objects.requireNonNull(facts.training()), List.of(), 1);
    }

    /// The body has a network, and what was chosen is a machine.
    @Test
    void aSearchIsOfTheModelThatItHasChosen() {
        assertThat(page(recorded.searched()))
                .contains("by a support-vector-machine, in a circuit of feature map zz.")
                .doesNotContain("by a quantum-neural-network");
        assertThat(page(recorded)).contains("by a quantum-neural-network, in a circuit of feature map angle.");
    }

    @Test
    void aSearchShowsWhatItTried() {
        assertThat(page(recorded.searched()))
                .contains(
                        "<h2>What was tried</h2>",
                        "<th>model.c</th>",
                        "<tr><td>0</td><td>1</td><td>0.5000</td><td>0.2500</td><td></td></tr>",
                        "<tr><td>1</td><td>2</td><td>0.7500</td><td>0.0000</td><td>best</td></tr>",
                        "2 points, compared");
        assertThat(page(recorded)).doesNotContain("What was tried");
    }

    @Test
    void controlsOfASearchAreSearchedToo() {
        String usual = "The controls have their usual settings";
        assertThat(page(recorded.searched()))
                .contains("as many configurations as the grid has points")
                .doesNotContain(usual);
        assertThat(page(recorded)).contains(usual);
    }
}
