package io.ketstream.optimizer.training;

import io.ketstream.model.learning.ProjectedKernel;

/// How far shots alone scatter an entry of [ProjectedKernel].
///
/// Each component r of a Bloch vector is a mean of S outcomes ±1, of variance (1 − r²)/(S − 1) as
/// estimated from them. An entry k = exp(−γ/2 · Σ d²) of differences d = r − r', of variance σ² =
/// var r + var r', has to second order in them the variance (γ/2)² k² Σ (4 d² σ² + 2 σ⁴), where an
/// estimate of d² is too large by σ²: so (γ/2)² k² Σ (4 d² σ² − 2 σ⁴) of the d that were measured.
/// The first term is the delta method's; where all states are alike only the second is left.
/// Components are taken as independent: what qubits that are measured together have in common is
/// not in their Bloch vectors.
final class ProjectedNoise {

    private ProjectedNoise() {}

    /// May be below 0, as estimates without bias are: its mean over many entries counts.
    ///
    /// @param bloch as estimated
    /// @param shots of each component, at least 2
    static double variance(double[] bloch, double[] other, double gamma, int shots) {
        double sum = 0;
        for (int i = 0; i < bloch.length; i++) {
            double difference = bloch[i] - other[i];
            double noise = (2 - bloch[i] * bloch[i] - other[i] * other[i]) / (shots - 1.0);
            sum += noise * (4 * difference * difference - 2 * noise);
        }
        double entry = ProjectedKernel.entry(bloch, other, gamma);
        return 0.25 * gamma * gamma * entry * entry * sum;
    }
}
