package io.ketstream.circuit.ansatz;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import java.util.ArrayList;
import java.util.List;

/// From |0…0⟩, per layer each named rotation on every qubit, then CX on the entangling pairs; a last round of
/// rotations (Kandala et al., arXiv 1704.05018).
///
/// `theta0…` in order of application: layer, rotation, qubit. Pairs (control, target): linear (0,1), (1,2), …;
/// ring adds (n−1,0) for n > 2; full is every i < j in lexicographic order.
final class HardwareEfficientCircuit {

    private HardwareEfficientCircuit() {}

    static ParameterizedCircuit of(int qubits, Ansatz.HardwareEfficient ansatz) {
        var gates = new GateSequence(qubits);
        List<int[]> pairs = pairs(qubits, ansatz.entanglement());
        int parameter = 0;
        for (int layer = 0; layer <= ansatz.layers(); layer++) {
            for (Rotation rotation : ansatz.rotations()) {
                for (int qubit = 0; qubit < qubits; qubit++) {
                    gates.rotate(gate(rotation), ParameterExpression.parameter(parameter++), qubit);
                }
            }
            if (layer < ansatz.layers()) {
                pairs.forEach(pair -> gates.gate(Gate.CX, pair));
            }
        }
        return gates.toCircuit(ParameterNames.numbered("theta", parameter));
    }

    private static List<int[]> pairs(int qubits, Entanglement entanglement) {
        return switch (entanglement) {
            case LINEAR -> line(qubits);
            case RING -> {
                List<int[]> pairs = line(qubits);
                if (qubits > 2) {
                    pairs.add(new int[] {qubits - 1, 0});
                }
                yield pairs;
            }
            case FULL -> XyMixer.complete(qubits);
        };
    }

    private static List<int[]> line(int qubits) {
        var pairs = new ArrayList<int[]>();
        for (int i = 0; i + 1 < qubits; i++) {
            pairs.add(new int[] {i, i + 1});
        }
        return pairs;
    }

    private static Gate gate(Rotation rotation) {
        return switch (rotation) {
            case RX -> Gate.RX;
            case RY -> Gate.RY;
            case RZ -> Gate.RZ;
        };
    }
}
