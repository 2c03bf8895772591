package io.ketstream.results.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.DecompositionReport.Stage;
import io.ketstream.model.run.DecompositionReport.Step;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Of runs that were taken apart, which have no iterations.
class TrajectoriesTest {

    private static final RunId ORIGINAL = RunId.of("00000000-0000-0000-0000-000000000001");
    private static final RunId REPLAY = RunId.of("00000000-0000-0000-0000-000000000002");

    @Test
    void aReplayMatchesByItsEndAndItsStages() {
        RunEnded original = end(ORIGINAL, RunStatus.SUCCEEDED, StopReason.CONVERGED, report(-1, 1));
        assertThat(match(original, end(REPLAY, RunStatus.SUCCEEDED, StopReason.CONVERGED, report(-1, 2))))
                .isTrue();
        assertThat(match(original, end(REPLAY, RunStatus.SUCCEEDED, StopReason.CONVERGED, report(-1.5, 1))))
                .isFalse();
        assertThat(match(original, end(REPLAY, RunStatus.FAILED, null, null))).isFalse();
        assertThat(match(original, null)).isNull();
    }

    @Test
    void whatTheClockEndedIsComparedAsFarAsItGot() {
        RunEnded original = end(ORIGINAL, RunStatus.SUCCEEDED, StopReason.TIMEOUT, report(-1, 1));
        assertThat(match(original, end(REPLAY, RunStatus.SUCCEEDED, StopReason.CONVERGED, report(-1, 1))))
                .isTrue();
        assertThat(match(original, end(REPLAY, RunStatus.SUCCEEDED, StopReason.CONVERGED, report(-1.5, 1))))
                .isFalse();
    }

    @Test
    void ofACancelledOriginalNothingCanBeTold() {
        RunEnded original = end(ORIGINAL, RunStatus.CANCELLED, null, null);
        assertThat(match(original, end(REPLAY, RunStatus.SUCCEEDED, StopReason.CONVERGED, report(-1, 1))))
                .isNull();
    }

    /// What a newer version decides otherwise is no sign that something is wrong.
    @Test
    void ofDifferentVersionsOfTheAlgorithmNothingIsTold() {
        RunEnded original = end(ORIGINAL, RunStatus.SUCCEEDED, StopReason.CONVERGED, report(-1, 1), "training/1");
        RunEnded other = end(REPLAY, RunStatus.SUCCEEDED, StopReason.CONVERGED, report(-1.5, 1), "training/2");
        RunEnded same = end(REPLAY, RunStatus.SUCCEEDED, StopReason.CONVERGED, report(-1.5, 1), "training/1");
        RunEnded unsaid = end(REPLAY, RunStatus.FAILED, null, null);
        var runs = new RunsWithoutIterations();
        assertThat(match(original, other)).isNull();
        assertThat(match(original, same)).isFalse();
        assertThat(match(original, unsaid)).isFalse();
        assertThat(Trainings.match(runs, false, ORIGINAL, original, REPLAY, other))
                .isNull();
        assertThat(Trainings.match(runs, false, ORIGINAL, original, REPLAY, same))
                .isTrue();
        assertThat(Trainings.match(runs, false, ORIGINAL, original, REPLAY, unsaid))
                .isFalse();
    }

    /// An engine that sums in another order has other last bits.
    @Test
    void ofDifferentEnginesNothingIsTold() {
        RunEnded original = by("statevector-8", ended(ORIGINAL, -1));
        RunEnded other = by("statevector-9", ended(REPLAY, -1.5));
        RunEnded same = by("statevector-8", ended(REPLAY, -1.5));
        RunEnded unsaid = ended(REPLAY, -1.5);
        assertThat(match(original, other)).isNull();
        assertThat(match(original, same)).isFalse();
        assertThat(match(original, unsaid)).isFalse();
        var runs = new RunsWithoutIterations();
        assertThat(Trainings.match(runs, false, ORIGINAL, original, REPLAY, other))
                .isNull();
        assertThat(Trainings.match(runs, false, ORIGINAL, original, REPLAY, same))
                .isTrue();
    }

    /// Its last steps are told by their number only, and none of them is compared.
    @Test
    void aSearchIsComparedWhateverOfItsStepsAreThere() {
        RunEnded original = after(9, ended(ORIGINAL, -1));
        RunEnded replay = after(9, ended(REPLAY, -1));
        var runs = new RunsWithoutIterations();
        assertThat(Trainings.match(runs, true, ORIGINAL, original, REPLAY, replay))
                .isTrue();
        assertThat(Trainings.match(runs, false, ORIGINAL, original, REPLAY, replay))
                .isNull();
    }

    private static RunEnded ended(RunId run, double objective) {
        return end(run, RunStatus.SUCCEEDED, StopReason.CONVERGED, report(objective, 1));
    }

    private static RunEnded by(String engine, RunEnded end) {
        return with(end.iterations(), new Engine("simulator", engine, "f64"), end);
    }

    private static RunEnded after(int iterations, RunEnded end) {
        return with(iterations, null, end);
    }

    private static RunEnded with(int iterations, @Nullable Engine engine, RunEnded end) {
        return new RunEnded(
                end.metadata(),
                end.runId(),
                end.status(),
                end.stopReason(),
                end.failure(),
                iterations,
                end.evaluations(),
                end.shots(),
                end.best(),
                end.expectation(),
                end.samples(),
                engine,
                end.circuitDigest(),
                end.optimizerVersion(),
                end.portfolio(),
                end.parent(),
                end.decomposition(),
                end.learnt(),
                end.learning());
    }

    private static @Nullable Boolean match(@Nullable RunEnded first, @Nullable RunEnded second) {
        return Trajectories.match(new RunsWithoutIterations(), ORIGINAL, first, REPLAY, second);
    }

    private static DecompositionReport report(double objective, double seconds) {
        return new DecompositionReport(
                3, 4, -4, List.of(new Stage(Step.CLUSTERS, objective, null, seconds, 3, 0, 60, 3)));
    }

    private static RunEnded end(
            RunId run, RunStatus status, @Nullable StopReason reason, @Nullable DecompositionReport report) {
        return end(run, status, reason, report, null);
    }

    private static RunEnded end(
            RunId run,
            RunStatus status,
            @Nullable StopReason reason,
            @Nullable DecompositionReport report,
            @Nullable String version) {
        var best = report == null
                ? null
                : new BestSolution(-2, Sense.MINIMIZE, null, true, RealVector.of(), List.of("A", "B"));
        return new RunEnded(
                EventMetadata.of(run + "/ended", Instant.EPOCH, null),
                run,
                status,
                reason,
                null,
                0,
                60,
                0,
                best,
                null,
                null,
                null,
                null,
                version,
                null,
                null,
                report,
                null,
                null);
    }

    private static final class RunsWithoutIterations implements Runs {

        @Override
        public Optional<RunFacts> facts(RunId run) {
            return Optional.empty();
        }

        @Override
        public Optional<RunView> find(RunId run) {
            return Optional.empty();
        }

        @Override
        public Paged<RunView> list(RunFilter filter, int page, int size) {
            return new Paged<>(List.of(), page, size, 0);
        }

        @Override
        public List<RunView> listAfter(RunFilter filter, RunView last, int limit) {
            return List.of();
        }

        @Override
        public Paged<Iteration> iterations(RunId run, int page, int size) {
            return new Paged<>(List.of(), page, size, 0);
        }

        @Override
        public List<Iteration> iterationsAfter(RunId run, int iteration, int limit) {
            return List.of();
        }

        @Override
        public int countIterations(RunId run, int last) {
            return 0;
        }

        @Override
        public int countEqualIterations(RunId run, RunId other, int last) {
            return 0;
        }

        @Override
        public List<TrainingStep> trainingStepsAfter(RunId run, int step, int limit) {
            return List.of();
        }

        @Override
        public Paged<TrainingStep> epochs(RunId run, int page, int size) {
            return new Paged<>(List.of(), page, size, 0);
        }

        @Override
        public List<TrainingStep> epochsAfter(RunId run, int step, int limit) {
            return List.of();
        }

        @Override
        public List<TrainingStep> everyEpoch(RunId run, int stride) {
            return List.of();
        }

        @Override
        public int countTrainingSteps(RunId run, int last) {
            return 0;
        }

        @Override
        public int countEpochs(RunId run) {
            return 0;
        }

        @Override
        public int countCommonEpochs(RunId run, RunId other) {
            return 0;
        }

        @Override
        public int countEqualEpochs(RunId run, RunId other) {
            return 0;
        }
    }
}
