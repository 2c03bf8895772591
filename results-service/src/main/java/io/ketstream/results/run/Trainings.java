package io.ketstream.results.run;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.learning.LearningControl;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.run.RunStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether a replay of a run that learns came to the same.
public final class Trainings {

    private Trainings() {}

    /// An equal report, bit for bit but for its seconds, by as many questions and shots, and of a network equal epochs.
    /// Where a user ended the original, only the epochs that both have are compared.
    ///
    /// @param searches whether they try the points of a grid: a search has no epochs to wait for, and
    ///     the numbers of its steps may have gaps
    /// @return null while it cannot be told: one of the two has not ended, not all of its steps are there, or the
    ///     replay was cancelled; where the original was cancelled and there is nothing to compare,
    ///     as of a kernel always; and where the two took different versions of the algorithm or engines
    public static @Nullable Boolean match(
            Runs runs,
            boolean searches,
            RunId original,
            @Nullable RunEnded first,
            RunId replay,
            @Nullable RunEnded second) {
        if (first == null
                || second == null
                || second.status() == RunStatus.CANCELLED
                || Versions.differ(first, second)) {
            return null;
        }
        if (!searches && !(areAllThere(runs, original, first) && areAllThere(runs, replay, second))) {
            return null;
        }
        int common = runs.countCommonEpochs(original, replay);
        boolean alike = runs.countEqualEpochs(original, replay) == common;
        if (first.status() == RunStatus.CANCELLED) {
            return common == 0 ? null : Boolean.valueOf(alike);
        }
        return alike
                && runs.countEpochs(original) == common
                && runs.countEpochs(replay) == common
                && haveSameEnd(first, second);
    }

    private static boolean areAllThere(Runs runs, RunId run, RunEnded end) {
        return runs.countTrainingSteps(run, end.iterations()) >= end.iterations();
    }

    private static boolean haveSameEnd(RunEnded first, RunEnded second) {
        return first.status() == second.status()
                && first.stopReason() == second.stopReason()
                && first.evaluations() == second.evaluations()
                && first.shots() == second.shots()
                && Objects.equals(timeless(first.learning()), timeless(second.learning()));
    }

    private static @Nullable LearningReport timeless(@Nullable LearningReport report) {
        return report == null
                ? null
                : new LearningReport(
                        report.rows(),
                        report.features(),
                        report.qubits(),
                        report.weights(),
                        report.training(),
                        report.validation(),
                        report.folds(),
                        report.confusion(),
                        report.kernel(),
                        timeless(report.controls()),
                        report.verdict(),
                        0,
                        0,
                        null,
                        null,
                        report.search(),
                        null);
    }

    private static List<LearningControl> timeless(List<LearningControl> controls) {
        return controls.stream()
                .map(control -> new LearningControl(
                        control.name(),
                        control.training(),
                        control.validation(),
                        0,
                        control.difference(),
                        control.low(),
                        control.high(),
                        control.p()))
                .toList();
    }
}
