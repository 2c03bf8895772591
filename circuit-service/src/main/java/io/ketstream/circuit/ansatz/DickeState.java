package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.model.circuit.Gate;
import java.util.List;

/// Prepares |D(n, K)⟩ of n qubits from |0…0⟩: the equal superposition, with positive amplitudes, of all basis
/// states with K ones.
///
/// Bärtschi and Eidenbenz, arXiv 1904.07358: K ones on the last qubits are spread by split-and-cyclic-shift
/// blocks, O(nK) gates, no ancillas. Qubit l of the paper (from 1) is our qubit l − 1; the state is symmetric.
/// For K > n/2 the complement is prepared and flipped.
final class DickeState {

    private DickeState() {}

    static void append(GateSequence gates, List<Integer> qubits, int ones) {
        int size = qubits.size();
        boolean flipped = 2 * ones > size;
        int spread = flipped ? size - ones : ones;
        for (int qubit : qubits.subList(size - spread, size)) {
            gates.gate(Gate.X, qubit);
        }
        for (int block = size; block >= 2; block--) {
            splitAndShift(gates, qubits.subList(0, block), Math.min(spread, block - 1));
        }
        if (flipped) {
            for (int qubit : qubits) {
                gates.gate(Gate.X, qubit);
            }
        }
    }

    /// SCS(l, k) on the qubits l − k − 1 … l − 1: |0 1ʲ⟩ → √(j/l) |0 1ʲ⟩ + √((l−j)/l) |1ʲ 0⟩ on the last j + 1
    /// of them, for j = 1 … k.
    private static void splitAndShift(GateSequence gates, List<Integer> block, int k) {
        int l = block.size();
        int last = block.get(l - 1);
        for (int j = 1; j <= k; j++) {
            int target = block.get(l - 1 - j);
            double angle = 2 * Math.acos(Math.sqrt((double) j / l));
            gates.gate(Gate.CX, target, last);
            if (j == 1) {
                gates.rotate(Gate.CRY, angle, last, target);
            } else {
                doublyControlledRotation(gates, angle, block.get(l - j), last, target);
            }
            gates.gate(Gate.CX, target, last);
        }
    }

    /// RY(angle) on `target` when both controls are 1: each CX turns the sense of the quarter rotations around
    /// it, so that they add up for 11 only.
    private static void doublyControlledRotation(GateSequence gates, double angle, int first, int second, int target) {
        double quarter = angle / 4;
        gates.rotate(Gate.RY, quarter, target)
                .gate(Gate.CX, first, target)
                .rotate(Gate.RY, -quarter, target)
                .gate(Gate.CX, second, target)
                .rotate(Gate.RY, quarter, target)
                .gate(Gate.CX, first, target)
                .rotate(Gate.RY, -quarter, target)
                .gate(Gate.CX, second, target);
    }
}
