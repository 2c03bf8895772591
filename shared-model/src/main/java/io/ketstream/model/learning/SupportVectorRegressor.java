package io.ketstream.model.learning;

import io.ketstream.model.Rules;
import java.util.List;

/// ε-insensitive support vector regression: f(x) = Σᵢ βᵢ k(x, xᵢ) + b with |βᵢ| ≤ C.
///
/// @param dualObjective Σ yᵢβᵢ − ε Σ|βᵢ| − ½ΣΣ βᵢβⱼkᵢⱼ, that was made as large as it can be
public record SupportVectorRegressor(List<Integer> rows, KernelExpansion function, double dualObjective)
        implements KernelRegressor {

    public SupportVectorRegressor {
        rows = KernelRules.ascending("rows", rows);
        Rules.size(
                "function.coefficients",
                Rules.required("function", function).coefficients().size(),
                rows.size());
    }

    public int supportVectors() {
        return rows.size();
    }

    @Override
    public Decision.OfValue decide(double[] kernelRow) {
        Rules.size("kernelRow", kernelRow.length, rows.size());
        return new Decision.OfValue(function.at(kernelRow), null);
    }
}
