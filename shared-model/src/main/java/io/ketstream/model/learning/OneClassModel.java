package io.ketstream.model.learning;

import io.ketstream.model.Rules;
import java.util.List;

/// The one-class support vector machine (B. Schölkopf et al., Neural Computation 13, 1443 (2001)): a row is
/// like those of training when f(x) = Σᵢ αᵢ k(x, xᵢ) − ρ ≥ 0, with Σα = 1.
///
/// @param nu bound of the share of rows of training that are told not to be alike
public record OneClassModel(List<Integer> rows, KernelExpansion function, double nu) implements KernelModel {

    public OneClassModel {
        rows = KernelRules.ascending("rows", rows);
        Rules.size(
                "function.coefficients",
                Rules.required("function", function).coefficients().size(),
                rows.size());
        Rules.positive("nu", nu, 1);
    }

    @Override
    public Decision.OfLikeness decide(double[] kernelRow) {
        Rules.size("kernelRow", kernelRow.length, rows.size());
        double score = function.at(kernelRow);
        return new Decision.OfLikeness(score >= 0, score);
    }
}
