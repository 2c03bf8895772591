package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.List;

/// A state that a few gates prepare and in which every Pauli string has expectation −1, 0 or 1.
sealed interface StartState {

    int expectation(PauliString pauli);

    /// Appends the gates that prepare it from |0…0⟩.
    void append(GateSequence gates);

    /// Whether the string only multiplies the state by ±1.
    default boolean isEigenstateOf(PauliString pauli) {
        return expectation(pauli) != 0;
    }

    default double energy(PauliSum operator) {
        double energy = 0;
        for (PauliSum.Term term : operator.terms()) {
            energy += term.coefficient() * expectation(term.pauli());
        }
        return energy;
    }

    /// Every qubit is an eigenstate of the Pauli operator `axis`: of eigenvalue −1 where its bit in `ones` is
    /// 1.
    record Product(char axis, long ones) implements StartState {

        @Override
        public int expectation(PauliString pauli) {
            int sign = 1;
            for (int qubit = 0; qubit < pauli.qubits(); qubit++) {
                char letter = pauli.at(qubit);
                if (letter != 'I') {
                    if (letter != axis) {
                        return 0;
                    }
                    sign = (ones >>> qubit & 1) == 0 ? sign : -sign;
                }
            }
            return sign;
        }

        @Override
        public void append(GateSequence gates) {
            for (int qubit = 0; qubit < gates.qubits(); qubit++) {
                if ((ones >>> qubit & 1) == 1) {
                    gates.gate(Gate.X, qubit);
                }
                if (axis != 'Z') {
                    gates.gate(Gate.H, qubit);
                }
                if (axis == 'Y') {
                    gates.gate(Gate.S, qubit);
                }
            }
        }
    }

    /// Bell states on qubits (0,1), (2,3), …; a last odd qubit is |1⟩ where `lastIsOne`, else |0⟩.
    record BellPairs(List<Bell> pairs, boolean lastIsOne) implements StartState {

        public BellPairs {
            pairs = List.copyOf(pairs);
        }

        @Override
        public int expectation(PauliString pauli) {
            int value = 1;
            for (int pair = 0; pair < pairs.size(); pair++) {
                value *= pairs.get(pair).expectation(pauli.at(2 * pair), pauli.at(2 * pair + 1));
            }
            if (pauli.qubits() > 2 * pairs.size()) {
                value *= switch (pauli.at(pauli.qubits() - 1)) {
                    case 'I' -> 1;
                    case 'Z' -> lastIsOne ? -1 : 1;
                    default -> 0;
                };
            }
            return value;
        }

        @Override
        public void append(GateSequence gates) {
            for (int pair = 0; pair < pairs.size(); pair++) {
                pairs.get(pair).append(gates, 2 * pair, 2 * pair + 1);
            }
            if (lastIsOne) {
                gates.gate(Gate.X, gates.qubits() - 1);
            }
        }
    }

    /// A Bell state by the signs of ⟨XX⟩ and ⟨ZZ⟩; ⟨YY⟩ is minus their product.
    enum Bell {
        SINGLET(-1, -1),
        PSI_PLUS(1, -1),
        PHI_MINUS(-1, 1),
        PHI_PLUS(1, 1);

        private final int xx;
        private final int zz;

        Bell(int xx, int zz) {
            this.xx = xx;
            this.zz = zz;
        }

        int expectation(char first, char second) {
            if (first != second) {
                return 0;
            }
            return switch (first) {
                case 'I' -> 1;
                case 'X' -> xx;
                case 'Y' -> -xx * zz;
                default -> zz;
            };
        }

        void append(GateSequence gates, int first, int second) {
            gates.gate(Gate.H, first);
            if (xx < 0) {
                gates.gate(Gate.Z, first);
            }
            gates.gate(Gate.CX, first, second);
            if (zz < 0) {
                gates.gate(Gate.X, second);
            }
        }
    }
}
