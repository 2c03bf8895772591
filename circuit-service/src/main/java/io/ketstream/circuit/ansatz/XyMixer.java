package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.List;

/// The product over pairs of exp(−iβ(XX + YY)/2), which keeps the number of ones (Hadfield et al., arXiv
/// 1709.03489).
///
/// Ring: (0,1), (2,3), …, then (1,2), (3,4), …, the closing pair (n−1,0) last; n = 2 has one pair. Complete:
/// lexicographic.
final class XyMixer {

    private XyMixer() {}

    static void append(GateSequence gates, List<int[]> pairs, ParameterExpression beta) {
        for (int[] pair : pairs) {
            gates.rotate(Gate.RXX, beta, pair).rotate(Gate.RYY, beta, pair);
        }
    }

    static List<int[]> ring(int qubits) {
        var pairs = new ArrayList<int[]>();
        for (int first = 0; first <= 1; first++) {
            for (int i = first; i + 1 < qubits; i += 2) {
                pairs.add(new int[] {i, i + 1});
            }
        }
        if (qubits > 2) {
            pairs.add(new int[] {qubits - 1, 0});
        }
        return pairs;
    }

    static List<int[]> complete(int qubits) {
        var pairs = new ArrayList<int[]>();
        for (int i = 0; i < qubits; i++) {
            for (int j = i + 1; j < qubits; j++) {
                pairs.add(new int[] {i, j});
            }
        }
        return pairs;
    }
}
