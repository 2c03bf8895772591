package io.ketstream.circuit.gate;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Gates in order of application, being appended.
public final class GateSequence {

    /// More than any simulator or device would finish; keeps a careless `layers` from filling the memory.
    public static final int MAX_GATES = 250_000;

    private final int qubits;
    private final String field;
    private final List<Instruction> instructions = new ArrayList<>();

    /// @param field of the run that makes the circuit long: what is refused when it has more than
    ///     [#MAX_GATES]
    public GateSequence(int qubits, String field) {
        this.qubits = qubits;
        this.field = field;
    }

    public int qubits() {
        return qubits;
    }

    public GateSequence gate(Gate gate, int... targets) {
        return append(gate, List.of(), targets);
    }

    public GateSequence rotate(Gate gate, double angle, int... targets) {
        return rotate(gate, ParameterExpression.constant(angle), targets);
    }

    public GateSequence rotate(Gate gate, ParameterExpression angle, int... targets) {
        return append(gate, List.of(angle), targets);
    }

    public ParameterizedCircuit toCircuit(List<String> parameters) {
        return ParameterizedCircuit.of(qubits, parameters, instructions);
    }

    private GateSequence append(Gate gate, List<ParameterExpression> angles, int... targets) {
        if (instructions.size() == MAX_GATES) {
            throw new CircuitRejectedException(
                    field,
                    "would give a circuit of more than " + MAX_GATES + " gates: take fewer "
                            + field.substring(field.lastIndexOf('.') + 1));
        }
        instructions.add(new Instruction.Apply(
                gate, angles, Arrays.stream(targets).boxed().toList()));
        return this;
    }
}
