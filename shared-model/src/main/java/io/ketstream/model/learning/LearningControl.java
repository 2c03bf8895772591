package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a classical model makes of the same rows, divided in the same way.
///
/// @param name majority, logistic-regression, rbf-svm, mlp, boosted-trees, random-fourier-features, separable-twin,
///     shuffled-labels, …
/// @param validation on the rows of the test
/// @param seconds of training and test
/// @param difference of the model's score and this one's on the same rows, accuracy or R²
/// @param low of the 95 % confidence interval of the difference
/// @param high of it
/// @param p that a difference as large comes by chance, two-sided, corrected for the number of controls
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LearningControl(
        String name,
        List<Metric> validation,
        double seconds,
        @Nullable Double difference,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double p) {

    public LearningControl {
        validation = List.copyOf(validation);
    }
}
