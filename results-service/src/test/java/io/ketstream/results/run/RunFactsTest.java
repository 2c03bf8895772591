package io.ketstream.results.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.RunStatus;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.testing.Interleaving;
import io.ketstream.results.testing.RecordedParent;
import io.ketstream.results.testing.RecordedRun;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFactsTest {

    private final RecordedRun recorded = RecordedRun.of(RunId.of("00000000-0000-0000-0000-000000000001"), 5);
    private final List<LoggedEvent> events = Interleaving.logged(recorded.all());
    private final RecordedParent parent = RecordedParent.of(RunId.of("00000000-0000-0000-0000-000000000002"));
    private final List<LoggedEvent> ofParent = Interleaving.logged(parent.all());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyInterleavingAndRepetitionGivesTheSameFacts(long seed) {
        assertThat(fold(Interleaving.shuffled(events, new Random(seed)))).isEqualTo(fold(events));
        assertThat(fold(Interleaving.shuffled(ofParent, new Random(seed)))).isEqualTo(fold(ofParent));
    }

    @Test
    void theFirstEndCounts() {
        assertThat(fold(events).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(fold(Interleaving.logged(List.of(recorded.failed("first"), recorded.ended())))
                        .status())
                .isEqualTo(RunStatus.FAILED);
    }

    @Test
    void aPauseHoldsUntilItIsLifted() {
        assertThat(fold(events.subList(0, 2)).status()).isEqualTo(RunStatus.QUEUED);
        assertThat(fold(events.subList(0, 4)).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(fold(events.subList(0, 5)).status()).isEqualTo(RunStatus.PAUSED);
        assertThat(fold(events.subList(0, 6)).status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void aParentGoesOnFromWhenItIsTakenApart() {
        assertThat(fold(ofParent.subList(0, 1)).status()).isEqualTo(RunStatus.QUEUED);
        assertThat(fold(ofParent.subList(0, 2)).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(fold(ofParent.subList(0, 6)).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(fold(ofParent).status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void aParentIsShownWithItsStagesAndWithoutACircuit() {
        assertThat(view(fold(ofParent.subList(0, 1))).decomposition()).isNull();

        RunView running = view(fold(ofParent.subList(0, 2)));
        DecompositionView apart = Objects.requireNonNull(running.decomposition());
        assertThat(apart.clusters()).isEqualTo(3);
        assertThat(apart.largestCluster()).isEqualTo(3);
        assertThat(apart.sizes()).containsExactly(3, 2, 2);
        assertThat(apart.modularity()).isEqualTo(0.375);
        assertThat(apart.count()).isEqualTo(new Clustering.Count(2, 3, 3, "greedy"));
        assertThat(apart.bound()).isNull();
        assertThat(apart.stages()).isEmpty();
        assertThat(running.startedAt()).isNotNull();

        RunView ended = view(fold(ofParent));
        DecompositionView known = Objects.requireNonNull(ended.decomposition());
        assertThat(known.modularity()).isEqualTo(0.375);
        assertThat(known.bound()).isEqualTo(-1.75);
        assertThat(known.stages())
                .extracting(DecompositionReport.Stage::objective)
                .containsExactly(-1.0, -1.5);
        assertThat(ended.verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(ended.optimum()).isNull();
        assertThat(ended.provenance().circuitDigest()).isNull();
        assertThat(ended.provenance().problemDigest()).isEqualTo(RecordedParent.PROBLEM);
        assertThat(ended.provenance().snapshotDigest()).isEqualTo(RecordedParent.SNAPSHOT);
        assertThat(ended.provenance().seed()).isEqualTo(42);
    }

    @Test
    void theEndOfAParentIsShownBeforeTheRest() {
        RunView view = view(fold(Interleaving.logged(List.of(parent.submitted(), parent.ended()))));
        DecompositionView known = Objects.requireNonNull(view.decomposition());
        assertThat(known.clusters()).isEqualTo(3);
        assertThat(known.modularity()).isNull();
        assertThat(known.stages()).hasSize(2);
    }

    @Test
    void factsSurviveTheirText() {
        assertThat(RunFactsJson.read(RunFactsJson.write(fold(ofParent)))).isEqualTo(fold(ofParent));
        RunFacts facts = fold(events);
        String text = RunFactsJson.write(facts);
        assertThat(RunFactsJson.read(text)).isEqualTo(facts);
        assertThat(text.chars().allMatch(character -> character >= ' ' && character < 127))
                .isTrue();
    }

    @Test
    void aRunIsShownWithItsVerdictAndTheProbabilityOfTheOptimum() {
        RunFacts facts = fold(events);
        RunView view = view(facts);
        assertThat(view.verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(view.optimum()).isEqualTo(new Optimum(0.75, 0.25));
        assertThat(view.best()).isNotNull().extracting(RunView.Best::objective).isEqualTo(6.0);
        assertThat(view.provenance().engine()).isEqualTo(RecordedRun.ENGINE);
        assertThat(view.provenance().backend()).isEqualTo("local-statevector");
        assertThat(view.provenance().seed()).isEqualTo(42);
        assertThat(view.iterations()).isEqualTo(5);
        assertThat(view.evaluations()).isEqualTo(10);
    }

    private RunView view(RunFacts facts) {
        return RunView.of(recorded.run(), facts, Objects.requireNonNull(facts.submission()), null, null, null);
    }

    private static RunFacts fold(List<LoggedEvent> received) {
        RunFacts facts = RunFacts.NONE;
        for (LoggedEvent each : received) {
            facts = facts.with((RunEvent) each.event(), each.position().offset());
        }
        return facts;
    }
}
