package io.ketstream.model.operator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A tensor product of Pauli operators, written as its label: the **rightmost** letter acts on qubit 0.
///
/// `"XIZ"` is X on qubit 2, identity on qubit 1, Z on qubit 0.
public record PauliString(@JsonValue String label) implements Comparable<PauliString> {

    @JsonCreator
    public PauliString {
        if (label.isEmpty()) {
            throw new IllegalArgumentException("a Pauli string needs at least one letter");
        }
        for (int i = 0; i < label.length(); i++) {
            if ("IXYZ".indexOf(label.charAt(i)) < 0) {
                throw new IllegalArgumentException(
                        "a Pauli string has the letters I, X, Y, Z only, not '" + label.charAt(i) + "'");
            }
        }
    }

    public static PauliString identity(int qubits) {
        return new PauliString("I".repeat(qubits));
    }

    /// The string that has `letter` on each of `targets` and identity elsewhere.
    public static PauliString of(int qubits, char letter, int... targets) {
        var letters = "I".repeat(qubits).toCharArray();
        for (int target : targets) {
            letters[qubits - 1 - target] = letter;
        }
        return new PauliString(new String(letters));
    }

    public int qubits() {
        return label.length();
    }

    /// The letter on `qubit`: I, X, Y or Z.
    public char at(int qubit) {
        return label.charAt(label.length() - 1 - qubit);
    }

    /// Whether it has only I and Z, so that it is diagonal in the computational basis.
    public boolean isDiagonal() {
        return label.indexOf('X') < 0 && label.indexOf('Y') < 0;
    }

    /// The number of letters that are not I.
    public int weight() {
        int weight = 0;
        for (int i = 0; i < label.length(); i++) {
            if (label.charAt(i) != 'I') {
                weight++;
            }
        }
        return weight;
    }

    /// Bits of the qubits with X or Y: applying the string maps basis state `b` to `b ^ xMask`, for at most 63 qubits.
    public long xMask() {
        return mask('X', 'Y');
    }

    /// Bits of the qubits with Z or Y, for at most 63 qubits.
    public long zMask() {
        return mask('Z', 'Y');
    }

    /// Whether on every qubit the letters are equal or one of them is I: both can be measured in one product basis.
    public boolean commutesQubitWise(PauliString other) {
        if (other.qubits() != qubits()) {
            throw new IllegalArgumentException("Pauli strings of " + qubits() + " and " + other.qubits() + " qubits");
        }
        for (int i = 0; i < label.length(); i++) {
            char a = label.charAt(i);
            char b = other.label.charAt(i);
            if (a != b && a != 'I' && b != 'I') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(PauliString other) {
        return label.compareTo(other.label);
    }

    @Override
    public String toString() {
        return label;
    }

    private long mask(char first, char second) {
        if (qubits() > 63) {
            throw new IllegalStateException("masks hold at most 63 qubits, not " + qubits());
        }
        long mask = 0;
        for (int qubit = 0; qubit < qubits(); qubit++) {
            char letter = at(qubit);
            if (letter == first || letter == second) {
                mask |= 1L << qubit;
            }
        }
        return mask;
    }
}
