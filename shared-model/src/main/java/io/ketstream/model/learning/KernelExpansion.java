package io.ketstream.model.learning;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;

/// f(x) = Σᵢ cᵢ k(x, xᵢ) + b.
///
/// @param coefficients cᵢ, one for each row of training that is needed
/// @param bias b
public record KernelExpansion(RealVector coefficients, double bias) {

    public KernelExpansion {
        Rules.required("coefficients", coefficients);
        Rules.moderate("bias", bias);
    }

    double at(double[] kernelRow) {
        double sum = 0;
        for (int i = 0; i < kernelRow.length; i++) {
            sum += coefficients.get(i) * kernelRow[i];
        }
        return sum + bias;
    }
}
