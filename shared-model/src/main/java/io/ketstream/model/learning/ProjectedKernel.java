package io.ketstream.model.learning;

import io.ketstream.model.Rules;

/// The arithmetic of [Kernel.Projected]; the same bits on every machine.
public final class ProjectedKernel {

    private ProjectedKernel() {}

    /// exp(−gamma · Σ over qubits of ‖ρ − ρ'‖²), where ‖ρ − ρ'‖² = ½ ‖r − r'‖² of the Bloch vectors r and r' of a
    /// qubit's two states.
    ///
    /// @param bloch ⟨X⟩, ⟨Y⟩ and ⟨Z⟩ of each qubit in turn
    /// @param other of the other row
    public static double entry(double[] bloch, double[] other, double gamma) {
        Rules.size("other", other.length, bloch.length);
        double sum = 0;
        for (int i = 0; i < bloch.length; i++) {
            double difference = bloch[i] - other[i];
            sum += difference * difference;
        }
        return StrictMath.exp(-gamma * 0.5 * sum);
    }
}
