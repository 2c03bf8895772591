package io.ketstream.results.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.TrainingProgressed;
import io.ketstream.model.run.RunStatus;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.model.ModelSummary;
import io.ketstream.results.testing.Interleaving;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.RecordedTraining;
import io.ketstream.results.testing.TrainedModels;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningFactsTest {

    private final RecordedTraining recorded =
            RecordedTraining.ofKernel(RunId.of("00000000-0000-0000-0000-000000000003"));
    private final List<LoggedEvent> events = Interleaving.logged(recorded.all());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyInterleavingAndRepetitionGivesTheSameFacts(long seed) {
        assertThat(fold(Interleaving.shuffled(events, new Random(seed)))).isEqualTo(fold(events));
    }

    @Test
    void factsSurviveTheirText() {
        RunFacts facts = fold(events);
        String text = RunFactsJson.write(facts);
        assertThat(RunFactsJson.read(text)).isEqualTo(facts);
        assertThat(text.chars().allMatch(character -> character >= ' ' && character < 127))
                .isTrue();
    }

    @Test
    void aRunIsRunningFromItsStartOrItsFirstAnswer() {
        assertThat(fold(events.subList(0, 2)).status()).isEqualTo(RunStatus.QUEUED);
        assertThat(fold(events.subList(0, 3)).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(fold(Interleaving.logged(List.of(recorded.submitted(), recorded.executed(1))))
                        .status())
                .isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void aRunIsShownWithItsProblemItsModelAndHowFarItIs() {
        var step =
                TrainingStep.of((TrainingProgressed) recorded.steps().getFirst().event());
        RunView running = view(fold(events.subList(0, 5)), step);
        assertThat(running.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(running.name()).isEqualTo("shapes\u0000\u20ac");
        assertThat(running.progress()).isEqualTo(step);
        assertThat(running.iterations()).isEqualTo(1);
        assertThat(running.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(running.learning()).isNull();
        assertThat(running.model())
                .isNotNull()
                .extracting(model -> model.type())
                .isEqualTo("support-vector-machine");
        ProblemSummary problem = running.problem();
        assertThat(problem.type()).isEqualTo("classification");
        assertThat(problem.variables()).isEqualTo(2);
        assertThat(problem.dataset()).isEqualTo("shapes");
        assertThat(problem.tableDigest()).isEqualTo(RecordedTraining.TABLE);
        assertThat(problem.rows()).isEqualTo(8);
        assertThat(problem.features()).containsExactly("width", "height");
        assertThat(problem.target()).isEqualTo("kind");
        assertThat(problem.classes()).containsExactly("a", "b");
        assertThat(problem.testDigest()).isNull();
    }

    @Test
    void aRunThatHasEndedIsShownWithItsReportAndProvenance() {
        RunView view = view(fold(events), null);
        assertThat(view.learning()).isEqualTo(LearningView.of(recorded.report()));
        assertThat(view.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(view.verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(view.progress()).isNull();
        assertThat(view.best()).isNull();
        assertThat(view.iterations()).isEqualTo(3);
        assertThat(view.evaluations()).isEqualTo(12);
        Provenance provenance = view.provenance();
        assertThat(provenance.seed()).isEqualTo(42);
        assertThat(provenance.engine()).isEqualTo(RecordedRun.ENGINE);
        assertThat(provenance.backend()).isEqualTo("local-statevector");
        assertThat(provenance.circuitDigest()).isEqualTo(RecordedTraining.CIRCUIT);
        assertThat(provenance.problemDigest()).isEqualTo(RecordedTraining.PROBLEM);
        assertThat(provenance.tableDigest()).isEqualTo(RecordedTraining.TABLE);
        assertThat(provenance.testDigest()).isNull();
        assertThat(provenance.optimizerVersion()).isEqualTo("training/1");
        assertThat(provenance.ansatz()).isNull();
    }

    @Test
    void theTrainedModelIsNoneOfTheFacts() {
        var learnt = recorded.with(TrainedModels.network(URI.create("http://localhost:1/")));
        assertThat(fold(Interleaving.logged(learnt.all()))).isEqualTo(fold(events));
    }

    @Test
    void aSearchIsShownWithWhatWasTried() {
        var searched = recorded.searched();
        RunFacts facts = fold(Interleaving.logged(searched.all()));
        assertThat(facts.isParent()).isTrue();
        assertThat(fold(events).isParent()).isFalse();
        RunEnded ended = Objects.requireNonNull(facts.outcome()).ended();
        // what a part tells of rows is not for its facts
        assertThat(Objects.requireNonNull(ended.learning()).tested()).isNull();
        RunView view = RunView.of(
                recorded.run(), facts, Objects.requireNonNull(facts.accepted()), null, null, new Children(3, 2, 1));
        assertThat(view.children()).isEqualTo(new Children(3, 2, 1));
        assertThat(Objects.requireNonNull(view.learning()).search())
                .isEqualTo(Objects.requireNonNull(searched.report()).search());
        ModelSummary summary = ModelSummary.of(recorded.run(), facts);
        assertThat(summary.model()).isNotEqualTo(view.model()).isEqualTo(RecordedTraining.CHOSEN);
    }

    @Test
    void aRunThatFailedHasNeitherReportNorVerdict() {
        RunView view = view(fold(Interleaving.logged(List.of(recorded.submitted(), recorded.failed("ended")))), null);
        assertThat(view.status()).isEqualTo(RunStatus.FAILED);
        assertThat(view.failure()).isNotNull();
        assertThat(view.learning()).isNull();
        assertThat(view.verdict()).isNull();
    }

    private RunView view(RunFacts facts, @Nullable Step latest) {
        return RunView.of(recorded.run(), facts, Objects.requireNonNull(facts.accepted()), latest, null, null);
    }

    private static RunFacts fold(List<LoggedEvent> received) {
        RunFacts facts = RunFacts.NONE;
        for (LoggedEvent each : received) {
            facts = facts.with((RunEvent) each.event(), each.position().offset());
        }
        return facts;
    }
}
