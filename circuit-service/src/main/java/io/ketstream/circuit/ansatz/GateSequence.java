package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Gates in order of application, being appended.
final class GateSequence {

    /// More than any simulator or device would finish; keeps a careless `layers` from filling the memory.
    static final int MAX_GATES = 250_000;

    private final int qubits;
    private final List<Instruction> instructions = new ArrayList<>();

    GateSequence(int qubits) {
        this.qubits = qubits;
    }

    int qubits() {
        return qubits;
    }

    GateSequence gate(Gate gate, int... targets) {
        return append(gate, List.of(), targets);
    }

    GateSequence rotate(Gate gate, double angle, int... targets) {
        return rotate(gate, ParameterExpression.constant(angle), targets);
    }

    GateSequence rotate(Gate gate, ParameterExpression angle, int... targets) {
        return append(gate, List.of(angle), targets);
    }

    ParameterizedCircuit toCircuit(List<String> parameters) {
        return ParameterizedCircuit.of(qubits, parameters, instructions);
    }

    private GateSequence append(Gate gate, List<ParameterExpression> angles, int... targets) {
        if (instructions.size() == MAX_GATES) {
            throw new CircuitRejectedException(
                    "ansatz.layers", "would give a circuit of more than " + MAX_GATES + " gates: take fewer layers");
        }
        instructions.add(new Instruction.Apply(
                gate, angles, Arrays.stream(targets).boxed().toList()));
        return this;
    }
}
