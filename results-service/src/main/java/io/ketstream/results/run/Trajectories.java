package io.ketstream.results.run;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.StopReason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether a replay took the steps of its original.
public final class Trajectories {

    private Trajectories() {}

    /// Equal iterations, of a run that was taken apart equal stages, bit for bit but for their times, and the same end.
    /// Where the clock or a user ended the original, or the clock the replay, only the steps that both took are
    /// compared.
    ///
    /// @return null while it cannot be told: one of the two has not ended, not all of its iterations are there, its
    ///     stages are not told, or the replay was cancelled; and where the two took different
    ///     versions of the algorithm or engines
    public static @Nullable Boolean match(
            Runs runs, RunId original, @Nullable RunEnded first, RunId replay, @Nullable RunEnded second) {
        if (first == null
                || second == null
                || second.status() == RunStatus.CANCELLED
                || Versions.differ(first, second)
                || runs.countIterations(original, first.iterations()) < first.iterations()
                || runs.countIterations(replay, second.iterations()) < second.iterations()) {
            return null;
        }
        boolean interrupted = isInterrupted(first) || isInterrupted(second);
        if (!interrupted && !haveSameEnd(first, second)) {
            return false;
        }
        if (interrupted && (first.decomposition() != null || second.decomposition() != null)) {
            return Stages.beginAlike(first.decomposition(), second.decomposition());
        }
        int common = Math.min(first.iterations(), second.iterations());
        return runs.countEqualIterations(original, replay, common) == common;
    }

    private static boolean isInterrupted(RunEnded end) {
        return end.status() == RunStatus.CANCELLED || end.stopReason() == StopReason.TIMEOUT;
    }

    private static boolean haveSameEnd(RunEnded first, RunEnded second) {
        return first.status() == second.status()
                && first.stopReason() == second.stopReason()
                && first.iterations() == second.iterations()
                && first.evaluations() == second.evaluations()
                && first.shots() == second.shots()
                && Objects.equals(first.best(), second.best())
                && Objects.equals(first.expectation(), second.expectation())
                && Stages.areEqual(first.decomposition(), second.decomposition());
    }
}
