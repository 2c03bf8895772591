package io.ketstream.circuit.generation.web;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.PreprocessingStep;
import java.util.List;

/// How many features a row has after preprocessing, as far as that is known without the table.
final class PreviewedFeatures {

    private PreviewedFeatures() {}

    /// @throws InvalidValueException where the table would tell
    static int of(LearningProblem problem) {
        List<PreprocessingStep> steps = problem.preprocessing().steps();
        for (PreprocessingStep step : steps) {
            if (step instanceof PreprocessingStep.Pca pca) {
                return pca.components();
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof PreprocessingStep.OneHot) {
                throw new InvalidValueException(
                        "problem.preprocessing[" + i + "]",
                        "cannot be previewed without a pca: how many categories there are only the table tells");
            }
        }
        List<String> features = problem.features();
        if (features == null) {
            throw new InvalidValueException(
                    "problem.features", "is required for a preview: the table is not read, and its columns not known");
        }
        return features.size();
    }
}
