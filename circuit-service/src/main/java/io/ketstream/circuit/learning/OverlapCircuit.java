package io.ketstream.circuit.learning;

import io.ketstream.circuit.gate.ParameterNames;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A map's circuit at one row, then undone at another: every qubit is 0 with probability
/// |⟨ψ(y)|ψ(x)⟩|² (Havlíček et al., arXiv 1804.11326). Parameters: `x0…`, the weights `w0…` of a
/// kernel that was trained, then `y0…`.
///
/// So a device measures an entry of a kernel, which a simulator takes from the two states.
public final class OverlapCircuit {

    private OverlapCircuit() {}

    /// @param map its parameters are the angles of a row, then weights
    /// @param inputs how many are angles
    public static ParameterizedCircuit of(ParameterizedCircuit map, int inputs) {
        int parameters = map.parameters().size();
        var instructions = new ArrayList<>(map.instructions());
        for (Instruction instruction : map.instructions().reversed()) {
            instructions.add(undone((Instruction.Apply) instruction, inputs, parameters));
        }
        return ParameterizedCircuit.of(
                map.qubits(),
                Stream.concat(
                                ParameterNames.learning(inputs, parameters - inputs).stream(),
                                ParameterNames.numbered("y", inputs).stream())
                        .toList(),
                instructions);
    }

    private static Instruction undone(Instruction.Apply apply, int inputs, int parameters) {
        List<ParameterExpression> angles = apply.angles().stream()
                .map(angle -> ofOther(angle, inputs, parameters).negated())
                .toList();
        return new Instruction.Apply(inverse(apply.gate()), angles, apply.qubits());
    }

    /// With the other row's angles, which stand behind all other parameters.
    private static ParameterExpression ofOther(ParameterExpression angle, int inputs, int parameters) {
        return new ParameterExpression(
                angle.constant(),
                angle.terms().stream()
                        .map(term -> term.parameter() < inputs
                                ? new ParameterExpression.Term(term.parameter() + parameters, term.coefficient())
                                : term)
                        .toList());
    }

    /// Of the gates of feature maps and layers; one with an angle is undone by the angle's sign.
    private static Gate inverse(Gate gate) {
        return switch (gate) {
            case S -> Gate.SDG;
            case SDG -> Gate.S;
            case H, CX, CZ, RX, RY, RZ, RXX, RYY, RZZ -> gate;
            default -> throw new IllegalArgumentException("not a gate of a feature map: " + gate);
        };
    }
}
