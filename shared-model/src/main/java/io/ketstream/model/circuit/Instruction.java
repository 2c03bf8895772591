package io.ketstream.model.circuit;

import java.util.HashSet;
import java.util.List;

/// One step of a circuit.
public sealed interface Instruction {

    /// A gate on distinct qubits, controls first.
    record Apply(Gate gate, List<ParameterExpression> angles, List<Integer> qubits) implements Instruction {
        public Apply {
            angles = List.copyOf(angles);
            qubits = List.copyOf(qubits);
            if (angles.size() != gate.angles()) {
                throw new IllegalArgumentException(
                        gate.qasmName() + " takes " + gate.angles() + " angles, not " + angles.size());
            }
            if (qubits.size() != gate.qubits()) {
                throw new IllegalArgumentException(
                        gate.qasmName() + " acts on " + gate.qubits() + " qubits, not " + qubits.size());
            }
            if (new HashSet<>(qubits).size() != qubits.size()) {
                throw new IllegalArgumentException(gate.qasmName() + " names a qubit twice: " + qubits);
            }
        }
    }

    /// Measures `qubit` in the computational basis into bit `bit` of the circuit's classical bits.
    record Measure(int qubit, int bit) implements Instruction {}

    /// Sets `qubit` to |0⟩ (measure, then flip when 1; the outcome is forgotten).
    record Reset(int qubit) implements Instruction {}

    /// Keeps optimisations from crossing these qubits; no effect on the state.
    record Barrier(List<Integer> qubits) implements Instruction {
        public Barrier {
            qubits = List.copyOf(qubits);
            if (qubits.isEmpty() || new HashSet<>(qubits).size() != qubits.size()) {
                throw new IllegalArgumentException("a barrier names at least one qubit, each once, not " + qubits);
            }
        }
    }

    /// Runs `then` when the classical bits `bits` (least significant first), read as an unsigned integer, equal
    /// `value`, else `otherwise`.
    record Conditional(List<Integer> bits, long value, List<Instruction> then, List<Instruction> otherwise)
            implements Instruction {
        public Conditional {
            bits = List.copyOf(bits);
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
            if (bits.isEmpty() || bits.size() > 63) {
                throw new IllegalArgumentException("a condition compares 1 to 63 bits, not " + bits.size());
            }
            if (new HashSet<>(bits).size() != bits.size()) {
                throw new IllegalArgumentException("a condition names a bit twice: " + bits);
            }
            if (value < 0 || value >>> bits.size() != 0) {
                throw new IllegalArgumentException(bits.size() + " bits are never equal to " + value);
            }
        }
    }
}
