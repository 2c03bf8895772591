package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ketstream.model.Rules;
import org.jspecify.annotations.Nullable;

/// Hyper-parameters of classical controls, for whoever knows better ones than the defaults.
///
/// @param rbfSvm of the support vector machine with a Gaussian kernel
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ControlSettings(
        @JsonProperty("rbf-svm") @Nullable GaussianSvm rbfSvm) {

    @JsonCreator
    public ControlSettings {}

    /// Of the features as the preprocessing leaves them: with `gamma` given, they are not standardised.
    ///
    /// @param gamma of the kernel exp(−gamma·‖x − y‖²)
    public record GaussianSvm(double c, double gamma) {
        public GaussianSvm {
            Rules.positive("c", c, 1e5);
            Rules.positive("gamma", gamma, 1e9);
        }
    }
}
