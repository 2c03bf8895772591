package io.ketstream.optimizer.loop;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.Ansatz;
import java.util.List;

/// Angles that were found for some problems, as a start for others of their kind: QAOA's best angles concentrate
/// (F. Brandão et al., arXiv 1812.04170) where costs are scaled alike, as circuits here scale them.
public final class AngleTransfer {

    /// @param qubits of its circuit
    /// @param parameters of its best evaluation, γ first
    public record Solved(int qubits, RealVector parameters) {}

    private AngleTransfer() {}

    /// The median of each angle, β in units of what a circuit's ramp has for its number of qubits: a few runs
    /// that ended in another minimum do not move it.
    ///
    /// @param solved with circuits of this ansatz, at least one
    /// @param qubits of the circuit to begin with
    public static RealVector median(Ansatz.Qaoa ansatz, List<Solved> solved, int qubits) {
        double[] start = new double[2 * ansatz.layers()];
        for (int k = 0; k < start.length; k++) {
            int angle = k;
            double[] values = solved.stream()
                    .mapToDouble(each -> each.parameters().get(angle) / unit(ansatz, angle, each.qubits()))
                    .sorted()
                    .toArray();
            double middle = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
            start[k] = middle * unit(ansatz, k, qubits);
        }
        return RealVector.of(start);
    }

    private static double unit(Ansatz.Qaoa ansatz, int angle, int qubits) {
        return angle < ansatz.layers() ? 1 : StartParameters.mixing(ansatz.mixer(), qubits);
    }
}
