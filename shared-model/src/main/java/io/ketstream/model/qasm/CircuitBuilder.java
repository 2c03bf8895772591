package io.ketstream.model.qasm;

import io.ketstream.model.circuit.ClassicalRegister;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Collects what a program declares and does. Instructions go to the innermost open block.
final class CircuitBuilder {

    private final Budget budget;
    private final List<ClassicalRegister> registers = new ArrayList<>();
    private final List<String> parameters = new ArrayList<>();
    private final Deque<List<Instruction>> blocks = new ArrayDeque<>();
    private int qubits;
    private int bits;
    private boolean virtual;
    private boolean physical;

    CircuitBuilder(Budget budget) {
        this.budget = budget;
        open();
    }

    Value.Qubits qubits(int size, boolean register, Position at) {
        virtual = true;
        rejectMixture(at);
        if (qubits + size > Budget.MAXIMUM_QUBITS) {
            throw at.error("the program has more than " + Budget.MAXIMUM_QUBITS + " qubits");
        }
        qubits += size;
        return new Value.Qubits(range(qubits - size, size), register);
    }

    /// Takes note of the physical qubit `index`; the circuit has all qubits up to the highest.
    void physicalQubit(int index, Position at) {
        physical = true;
        rejectMixture(at);
        if (index >= Budget.MAXIMUM_QUBITS) {
            throw at.error("the program has more than " + Budget.MAXIMUM_QUBITS + " qubits");
        }
        qubits = Math.max(qubits, index + 1);
    }

    Value.Bits bits(String name, int size, boolean register, Position at) {
        if (bits + size > Budget.MAXIMUM_BITS) {
            throw at.error("the program has more than " + Budget.MAXIMUM_BITS + " classical bits");
        }
        bits += size;
        registers.add(new ClassicalRegister(name, size));
        return new Value.Bits(range(bits - size, size), register);
    }

    int parameter(String name) {
        parameters.add(name);
        return parameters.size() - 1;
    }

    void add(Instruction instruction, Position at) {
        budget.instructions(1, at);
        blocks.getFirst().add(instruction);
    }

    /// Adds instructions that the budget has already been charged for.
    void addAll(List<Instruction> instructions) {
        blocks.getFirst().addAll(instructions);
    }

    void open() {
        blocks.push(new ArrayList<>());
    }

    List<Instruction> close() {
        return blocks.pop();
    }

    List<Integer> allQubits() {
        return range(0, qubits);
    }

    ParameterizedCircuit build(Position end) {
        if (qubits == 0) {
            throw end.error("the program has no qubits");
        }
        return new ParameterizedCircuit(qubits, registers, parameters, blocks.getFirst());
    }

    private void rejectMixture(Position at) {
        if (virtual && physical) {
            throw at.error("declared and physical qubits cannot be mixed");
        }
    }

    private static List<Integer> range(int start, int size) {
        var range = new ArrayList<Integer>(size);
        for (int i = start; i < start + size; i++) {
            range.add(i);
        }
        return List.copyOf(range);
    }
}
