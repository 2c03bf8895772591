package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a classical model makes of the same rows, divided in the same way.
///
/// @param name majority (in regression mean), logistic-regression (ridge-regression), rbf-svm, mlp, boosted-trees,
///     random-fourier-features; separable-twin: the same model of the map without gates between qubits;
///     shuffled-labels: the same model of labels in random order, which is no rival and has no difference
/// @param validation on the rows of the test
/// @param seconds of training and test
/// @param difference by which the model is better on the same rows: its accuracy less the control's, or the control's
///     root mean square error less its
/// @param low of the confidence interval of the difference, 95 % over all controls together (Holm)
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
