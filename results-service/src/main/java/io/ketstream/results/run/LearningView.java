package io.ketstream.results.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.LearningControl;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningVerdict;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.learning.SearchReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a run that learnt; the components are those of [LearningReport], without its model, which is kept
/// beside the run.
///
/// @param modelLeftOut why there is no model to predict with although one was trained
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LearningView(
        int rows,
        int features,
        int qubits,
        int weights,
        List<Metric> training,
        List<Metric> validation,
        List<List<Metric>> folds,
        @Nullable List<List<Integer>> confusion,
        @Nullable KernelDiagnostics kernel,
        List<LearningControl> controls,
        @Nullable LearningVerdict verdict,
        double quantumSeconds,
        double classicalSeconds,
        @Nullable String modelLeftOut,
        @Nullable SearchReport search) {

    static @Nullable LearningView of(@Nullable LearningReport report) {
        return report == null
                ? null
                : new LearningView(
                        report.rows(),
                        report.features(),
                        report.qubits(),
                        report.weights(),
                        report.training(),
                        report.validation(),
                        report.folds(),
                        report.confusion(),
                        report.kernel(),
                        report.controls(),
                        report.verdict(),
                        report.quantumSeconds(),
                        report.classicalSeconds(),
                        report.modelLeftOut(),
                        report.search());
    }
}
