package io.ketstream.optimizer.training;

import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.FittedPreprocessing;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.KernelPrincipalComponents;
import io.ketstream.model.learning.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of rows by their kernel alone.
///
/// @param model of the rows themselves; absent where only the kernel was wanted
/// @param metrics of the model on its own rows
/// @param seconds that its training took here
record Described(
        FittedPreprocessing preprocessing,
        KernelDiagnostics diagnostics,
        @Nullable KernelModel model,
        List<Metric> metrics,
        double seconds) {

    Described {
        metrics = List.copyOf(metrics);
    }

    /// @param decisions of the rows that the model was trained on
    /// @param byLandmarks whether the model's rows are landmarks, and say nothing of the support
    ///     vectors
    static List<Metric> metrics(KernelModel model, List<Decision> decisions, boolean byLandmarks) {
        if (model instanceof KernelPrincipalComponents components) {
            return List.of(new Metric("explainedVariance", components.explained(), null, null));
        }
        double outside = decisions.stream()
                .filter(decision -> decision instanceof Decision.OfLikeness likeness && !likeness.alike())
                .count();
        var outliers = new Metric("outliers", outside / decisions.size(), null, null);
        return byLandmarks
                ? List.of(outliers)
                : List.of(
                        outliers,
                        new Metric("supportVectors", (double) model.rows().size() / decisions.size(), null, null));
    }
}
