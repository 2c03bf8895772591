package io.ketstream.circuit.gate;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import java.util.List;

/// The two halves of a hardware-efficient layer (Kandala et al., arXiv 1704.05018).
///
/// Pairs (control, target): linear (0,1), (1,2), …; ring adds (n−1,0) for n > 2; full is every i < j in
/// lexicographic order.
public final class HardwareEfficientLayer {

    private HardwareEfficientLayer() {}

    /// Each named rotation on every qubit, with a parameter each: `first` and those that follow, rotation
    /// by rotation.
    public static void rotate(GateSequence gates, List<Rotation> rotations, int first) {
        int parameter = first;
        for (Rotation rotation : rotations) {
            for (int qubit = 0; qubit < gates.qubits(); qubit++) {
                gates.rotate(gate(rotation), ParameterExpression.parameter(parameter++), qubit);
            }
        }
    }

    /// CX on each pair.
    public static void entangle(GateSequence gates, Entanglement entanglement) {
        for (FeatureMap.Pair pair : FeatureMap.pairs(gates.qubits(), entanglement)) {
            gates.gate(Gate.CX, pair.first(), pair.second());
        }
    }

    /// The gate of this name.
    public static Gate gate(Rotation rotation) {
        return switch (rotation) {
            case RX -> Gate.RX;
            case RY -> Gate.RY;
            case RZ -> Gate.RZ;
        };
    }
}
