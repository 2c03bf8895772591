package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gaussian process regression (C. E. Rasmussen, C. K. I. Williams, Gaussian Processes for Machine Learning
/// (2006), algorithm 2.1) with the mean of the targets as the process's mean.
///
/// @param noise variance of a target around the process
/// @param variance of the process, without the noise; m² numbers for m rows, which [#withoutVariance()]
///     leaves out
/// @param logMarginalLikelihood log p(y | rows), natural logarithm
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GaussianProcessRegressor(
        List<Integer> rows,
        KernelExpansion function,
        double noise,
        @Nullable PosteriorVariance variance,
        double logMarginalLikelihood)
        implements KernelRegressor {

    public GaussianProcessRegressor {
        rows = KernelRules.ascending("rows", rows);
        Rules.size(
                "function.coefficients",
                Rules.required("function", function).coefficients().size(),
                rows.size());
        if (variance != null) {
            Rules.size("variance.whitening", variance.whitening().rows(), rows.size());
        }
    }

    /// The same predictions without their standard deviation.
    public GaussianProcessRegressor withoutVariance() {
        return new GaussianProcessRegressor(rows, function, noise, null, logMarginalLikelihood);
    }

    @Override
    public Decision.OfValue decide(double[] kernelRow) {
        Rules.size("kernelRow", kernelRow.length, rows.size());
        Double deviation = variance == null ? null : Double.valueOf(Math.sqrt(variance.at(kernelRow)));
        return new Decision.OfValue(function.at(kernelRow), deviation);
    }
}
