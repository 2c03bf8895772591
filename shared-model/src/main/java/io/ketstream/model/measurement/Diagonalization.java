package io.ketstream.model.measurement;

import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.operator.PauliString;
import java.util.List;

/// A Clifford circuit C of H, S, S†, CX and CZ after which commuting Pauli strings are Z strings: C P C† = ± Z…Z.
///
/// Elimination over GF(2) on r ≤ n independent generators (Gokhale et al., arXiv 1907.13623). A qubit on which all have
/// the same letter or none takes one basis change, so that strings that commute qubit-wise need no gate on two qubits.
/// As long as there are others, the generator g with the fewest of them is reduced to X on one by controlled letters of
/// its own, which commutes with all the rest: each step ends a qubit and costs at most one gate for each that is left,
/// r n − r (r + 1) / 2 together, as the construction of van den Berg and Temme (arXiv 2003.13599). O(n³) operations on
/// words of 64 bits.
public final class Diagonalization {

    private final int qubits;
    private final List<Instruction.Apply> gates;

    private Diagonalization(int qubits, List<Instruction.Apply> gates) {
        this.qubits = qubits;
        this.gates = List.copyOf(gates);
    }

    /// @param strings one or more, on the same qubits, at most 63
    /// @throws IllegalArgumentException when two of them do not commute
    public static Diagonalization of(List<PauliString> strings) {
        int qubits = strings.getFirst().qubits();
        var generators = new Generators();
        for (PauliString string : strings) {
            Bits bits = Bits.of(string);
            if (string.qubits() != qubits || !generators.commuteWith(bits)) {
                throw new IllegalArgumentException(string + " does not commute with the strings before it");
            }
            generators.add(bits);
        }
        return new Diagonalization(qubits, new Elimination(qubits, generators.rows()).gates());
    }

    public List<Instruction.Apply> gates() {
        return gates;
    }

    public int twoQubitGates() {
        return (int) gates.stream().filter(gate -> gate.qubits().size() == 2).count();
    }

    /// C P C† for one of the strings, or for a product of some.
    ///
    /// @throws IllegalArgumentException when that is not diagonal
    public SignedZ of(PauliString string) {
        if (string.qubits() != qubits) {
            throw new IllegalArgumentException("needs a string of " + qubits + " letters, not " + string);
        }
        var conjugated = new Conjugation(string);
        gates.forEach(conjugated::apply);
        return conjugated.diagonal();
    }
}
