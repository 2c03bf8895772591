package io.ketstream.circuit.learning;

import io.ketstream.circuit.gate.ParameterNames;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A map's circuit at one row, then undone at another: every qubit is 0 with probability |⟨ψ(y)|ψ(x)⟩|²
/// (Havlíček et al., arXiv 1804.11326). Parameters: `x0…`, then `y0…`.
///
/// So a device measures an entry of a kernel, which a simulator takes from the two states.
public final class OverlapCircuit {

    private OverlapCircuit() {}

    /// @param map a circuit without weights
    public static ParameterizedCircuit of(ParameterizedCircuit map) {
        int inputs = map.parameters().size();
        var instructions = new ArrayList<>(map.instructions());
        for (Instruction instruction : map.instructions().reversed()) {
            instructions.add(undone((Instruction.Apply) instruction, inputs));
        }
        return ParameterizedCircuit.of(
                map.qubits(),
                Stream.concat(
                                ParameterNames.numbered("x", inputs).stream(),
                                ParameterNames.numbered("y", inputs).stream())
                        .toList(),
                instructions);
    }

    private static Instruction undone(Instruction.Apply apply, int inputs) {
        List<ParameterExpression> angles = apply.angles().stream()
                .map(angle -> shifted(angle, inputs).negated())
                .toList();
        return new Instruction.Apply(inverse(apply.gate()), angles, apply.qubits());
    }

    private static ParameterExpression shifted(ParameterExpression angle, int inputs) {
        return new ParameterExpression(
                angle.constant(),
                angle.terms().stream()
                        .map(term -> new ParameterExpression.Term(term.parameter() + inputs, term.coefficient()))
                        .toList());
    }

    /// Of the gates of feature maps; one with an angle is undone by the angle's sign.
    private static Gate inverse(Gate gate) {
        return switch (gate) {
            case S -> Gate.SDG;
            case SDG -> Gate.S;
            case H, CX, RX, RY, RZ, RXX, RYY, RZZ -> gate;
            default -> throw new IllegalArgumentException("not a gate of a feature map: " + gate);
        };
    }
}
