package io.ketstream.model.circuit;

import java.util.HashSet;
import java.util.List;

/// A circuit on `qubits` qubits, all starting in |0⟩, whose angles are affine in named real parameters.
///
/// Qubit k is bit k of a basis state's index. Classical bits are numbered through the registers in order of
/// declaration, lowest index first. The record checks every index, so that a circuit that exists is well
/// formed.
public record ParameterizedCircuit(
        int qubits, List<ClassicalRegister> registers, List<String> parameters, List<Instruction> instructions) {

    public ParameterizedCircuit {
        if (qubits < 1) {
            throw new IllegalArgumentException("a circuit needs at least one qubit, not " + qubits);
        }
        registers = List.copyOf(registers);
        parameters = List.copyOf(parameters);
        instructions = List.copyOf(instructions);
        if (new HashSet<>(parameters).size() != parameters.size()) {
            throw new IllegalArgumentException("parameter names are not distinct: " + parameters);
        }
        if (registers.stream().map(ClassicalRegister::name).distinct().count() != registers.size()) {
            throw new IllegalArgumentException("names of classical registers are not distinct: " + registers);
        }
        int bits = registers.stream().mapToInt(ClassicalRegister::size).sum();
        for (Instruction instruction : instructions) {
            check(instruction, qubits, bits, parameters.size());
        }
    }

    /// A circuit without classical bits.
    public static ParameterizedCircuit of(int qubits, List<String> parameters, List<Instruction> instructions) {
        return new ParameterizedCircuit(qubits, List.of(), parameters, instructions);
    }

    public int classicalBits() {
        return registers.stream().mapToInt(ClassicalRegister::size).sum();
    }

    private static void check(Instruction instruction, int qubits, int bits, int parameters) {
        switch (instruction) {
            case Instruction.Apply apply -> {
                apply.qubits().forEach(qubit -> index("qubit", qubit, qubits));
                for (ParameterExpression angle : apply.angles()) {
                    angle.terms().forEach(term -> index("parameter", term.parameter(), parameters));
                }
            }
            case Instruction.Measure measure -> {
                index("qubit", measure.qubit(), qubits);
                index("bit", measure.bit(), bits);
            }
            case Instruction.Reset reset -> index("qubit", reset.qubit(), qubits);
            case Instruction.Barrier barrier -> barrier.qubits().forEach(qubit -> index("qubit", qubit, qubits));
            case Instruction.Conditional conditional -> {
                conditional.bits().forEach(bit -> index("bit", bit, bits));
                conditional.then().forEach(inner -> check(inner, qubits, bits, parameters));
                conditional.otherwise().forEach(inner -> check(inner, qubits, bits, parameters));
            }
        }
    }

    private static void index(String what, int index, int size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(what + " " + index + " is outside 0.." + (size - 1));
        }
    }
}
