package io.ketstream.model.learning;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.List;

/// Kernel principal components (B. Schölkopf, A. Smola, K.-R. Müller, Neural Computation 10, 1299
/// (1998)): what is left of a row in the space of the kernel, less the mean of the rows of
/// training, along the directions in which these differ most.
///
/// @param components a function each, largest eigenvalue first; of the rows of training its values
///     have squares that add up to the eigenvalue, and the largest is positive
/// @param eigenvalues λ of the centred kernel matrix
/// @param trace of the centred kernel matrix, the sum of all of its eigenvalues: λ/trace is the
///     share of the variance that a component explains
public record KernelPrincipalComponents(
        List<Integer> rows, List<KernelExpansion> components, RealVector eigenvalues, double trace)
        implements KernelModel {

    public KernelPrincipalComponents {
        rows = KernelRules.ascending("rows", rows);
        components = List.copyOf(Rules.required("components", components));
        Rules.notEmpty("components", components);
        for (int k = 0; k < components.size(); k++) {
            Rules.size(
                    "components[" + k + "].coefficients",
                    components.get(k).coefficients().size(),
                    rows.size());
        }
        Rules.size("eigenvalues", Rules.required("eigenvalues", eigenvalues).size(), components.size());
        Rules.positive("trace", trace, Double.MAX_VALUE);
    }

    /// The share of the variance of the rows of training that these components explain together.
    public double explained() {
        double sum = 0;
        for (int k = 0; k < eigenvalues.size(); k++) {
            sum += eigenvalues.get(k);
        }
        return sum / trace;
    }

    @Override
    public Decision.OfComponents decide(double[] kernelRow) {
        Rules.size("kernelRow", kernelRow.length, rows.size());
        var values = new double[components.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = components.get(k).at(kernelRow);
        }
        return new Decision.OfComponents(RealVector.of(values));
    }
}
