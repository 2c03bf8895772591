package io.ketstream.circuit.gate;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.operator.PauliString;

/// exp(−i (angle/2) P) of a Pauli string P.
///
/// One letter, or two equal ones, is a gate of its own (RX, RZZ, …). Otherwise every letter is turned to Z (X
/// by H, Y by S† then H), a ladder of CX gathers the parity on the last qubit, RZ turns it, and all is undone.
public final class PauliRotation {

    private PauliRotation() {}

    public static void append(GateSequence gates, PauliString pauli, ParameterExpression angle) {
        int[] support = support(pauli);
        if (support.length == 0) {
            return;
        }
        char letter = pauli.at(support[0]);
        if (support.length == 1) {
            gates.rotate(single(letter), angle, support[0]);
        } else if (support.length == 2 && letter == pauli.at(support[1])) {
            gates.rotate(pair(letter), angle, support[0], support[1]);
        } else {
            ladder(gates, pauli, support, angle);
        }
    }

    private static void ladder(GateSequence gates, PauliString pauli, int[] support, ParameterExpression angle) {
        for (int qubit : support) {
            char letter = pauli.at(qubit);
            if (letter == 'Y') {
                gates.gate(Gate.SDG, qubit);
            }
            if (letter != 'Z') {
                gates.gate(Gate.H, qubit);
            }
        }
        int last = support.length - 1;
        for (int k = 0; k < last; k++) {
            gates.gate(Gate.CX, support[k], support[k + 1]);
        }
        gates.rotate(Gate.RZ, angle, support[last]);
        for (int k = last - 1; k >= 0; k--) {
            gates.gate(Gate.CX, support[k], support[k + 1]);
        }
        for (int qubit : support) {
            char letter = pauli.at(qubit);
            if (letter != 'Z') {
                gates.gate(Gate.H, qubit);
            }
            if (letter == 'Y') {
                gates.gate(Gate.S, qubit);
            }
        }
    }

    private static int[] support(PauliString pauli) {
        int[] support = new int[pauli.weight()];
        int filled = 0;
        for (int qubit = 0; qubit < pauli.qubits(); qubit++) {
            if (pauli.at(qubit) != 'I') {
                support[filled++] = qubit;
            }
        }
        return support;
    }

    private static Gate single(char letter) {
        return switch (letter) {
            case 'X' -> Gate.RX;
            case 'Y' -> Gate.RY;
            default -> Gate.RZ;
        };
    }

    private static Gate pair(char letter) {
        return switch (letter) {
            case 'X' -> Gate.RXX;
            case 'Y' -> Gate.RYY;
            default -> Gate.RZZ;
        };
    }
}
