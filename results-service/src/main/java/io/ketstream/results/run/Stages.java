package io.ketstream.results.run;

import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.DecompositionReport.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps of a run that was taken apart, compared bit for bit but for their times.
final class Stages {

    private Stages() {}

    static boolean areEqual(@Nullable DecompositionReport first, @Nullable DecompositionReport second) {
        if (first == null || second == null) {
            return first == null && second == null;
        }
        return haveSameStart(first, second) && timeless(first.stages()).equals(timeless(second.stages()));
    }

    /// Whether both took the same steps as long as no clock had a say: before the first stage that went without one of
    /// its children, and before polish, which begins where the clock leaves off.
    ///
    /// @return null where one of them has told no stages
    static @Nullable Boolean beginAlike(@Nullable DecompositionReport first, @Nullable DecompositionReport second) {
        if (first == null || second == null) {
            return null;
        }
        List<Stage> own = undisturbed(first);
        List<Stage> others = undisturbed(second);
        int common = Math.min(own.size(), others.size());
        return haveSameStart(first, second) && own.subList(0, common).equals(others.subList(0, common));
    }

    private static boolean haveSameStart(DecompositionReport first, DecompositionReport second) {
        return first.clusters() == second.clusters()
                && first.largestCluster() == second.largestCluster()
                && Double.compare(first.bound(), second.bound()) == 0;
    }

    private static List<Stage> undisturbed(DecompositionReport report) {
        return timeless(report.stages()).stream()
                .takeWhile(stage -> stage.fallbacks() == 0 && stage.step() != DecompositionReport.Step.POLISH)
                .toList();
    }

    private static List<Stage> timeless(List<Stage> stages) {
        return stages.stream()
                .map(stage -> new Stage(
                        stage.step(),
                        stage.objective(),
                        stage.gap(),
                        0,
                        stage.children(),
                        stage.fallbacks(),
                        stage.evaluations(),
                        stage.changes()))
                .toList();
    }
}
