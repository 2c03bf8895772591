package io.ketstream.circuit.learning;

import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;

/// Prepares the real amplitudes that the angles of an amplitude map stand for, by 2ⁿ − 1 RY and 2ⁿ − 2 CX
/// (Möttönen et al., arXiv quant-ph/0407010, fig. 2).
///
/// From the highest qubit down, each is turned by RY gates between which CX gates of the k qubits above it
/// stand: the controls follow a Gray code of k bits and come back to its beginning, so that every CX is
/// undone, and each value of the qubits above adds up the angles with signs of its own.
final class AmplitudeGates {

    private AmplitudeGates() {}

    static void append(GateSequence gates) {
        int parameter = 0;
        for (int above = 0; above < gates.qubits(); above++) {
            int target = gates.qubits() - 1 - above;
            int count = 1 << above;
            for (int i = 0; i < count; i++) {
                gates.rotate(Gate.RY, ParameterExpression.parameter(parameter++), target);
                if (above > 0) {
                    // the bit in which the Gray codes of i and i + 1 differ; the last step leads back to 0
                    int bit = Math.min(Integer.numberOfTrailingZeros(i + 1), above - 1);
                    gates.gate(Gate.CX, target + 1 + bit, target);
                }
            }
        }
    }
}
