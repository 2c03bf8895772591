package io.ketstream.execution.estimate;

import io.ketstream.model.RealVector;
import io.ketstream.simulator.OutputLoss;

/// The one output f = Σ coefficients[k]·⟨P_k⟩ of a batch whose observables are added up.
final class CombinedOutput {

    private final double[] coefficients;

    CombinedOutput(RealVector coefficients) {
        this.coefficients = coefficients.toArray();
    }

    /// The loss as a function of the expectations, where `loss` is one of f.
    OutputLoss of(OutputLoss loss) {
        return (expectations, target, derivatives) -> {
            var slope = new double[1];
            double value = loss.evaluate(new double[] {value(expectations)}, target, slope);
            for (int k = 0; k < derivatives.length; k++) {
                derivatives[k] = slope[0] * coefficients[k];
            }
            return value;
        };
    }

    double value(double[] expectations) {
        double sum = 0;
        for (int k = 0; k < coefficients.length; k++) {
            sum += coefficients[k] * expectations[k];
        }
        return sum;
    }
}
