package io.ketstream.model.learning;

import io.ketstream.model.Rules;
import java.util.List;

/// Kernel ridge regression: (K + αI) c = y − ȳ, f(x) = Σᵢ cᵢ k(x, xᵢ) + ȳ.
public record KernelRidgeRegressor(List<Integer> rows, KernelExpansion function) implements KernelRegressor {

    public KernelRidgeRegressor {
        rows = KernelRules.ascending("rows", rows);
        Rules.size(
                "function.coefficients",
                Rules.required("function", function).coefficients().size(),
                rows.size());
    }

    @Override
    public Decision.OfValue decide(double[] kernelRow) {
        Rules.size("kernelRow", kernelRow.length, rows.size());
        return new Decision.OfValue(function.at(kernelRow), null);
    }
}
