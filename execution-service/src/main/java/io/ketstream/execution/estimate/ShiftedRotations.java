package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A circuit with weights in which each rotation that has one can be turned further on its own: one
/// more parameter each is added to their angles.
///
/// By θ, the angle of a rotation exp(−iθP/2), the derivative of an expectation f is (f(θ + π/2) −
/// f(θ − π/2))/2 (Mitarai et al., arXiv 1803.00745; Schuld et al., arXiv 1811.11184), and that of
/// the state is ½ |ψ(θ + π)⟩. A weight that several rotations have, or one with a factor, has the
/// sum of theirs, each times its factor.
final class ShiftedRotations {

    /// exp(−iθP/2) with P² = 1.
    private static final Set<Gate> ROTATIONS = EnumSet.of(Gate.RX, Gate.RY, Gate.RZ, Gate.RXX, Gate.RYY, Gate.RZZ);

    private final int inputs;
    private final int weights;
    private final ParameterizedCircuit circuit;

    /// Of each rotation the terms of its angle that are weights.
    private final List<List<ParameterExpression.Term>> factors;

    private ShiftedRotations(
            int inputs, int weights, ParameterizedCircuit circuit, List<List<ParameterExpression.Term>> factors) {
        this.inputs = inputs;
        this.weights = weights;
        this.circuit = circuit;
        this.factors = factors;
    }

    /// @param inputs parameters before the first weight
    /// @throws InvalidValueException naming `wanted`, when a weight is in a gate that is no such
    ///     rotation
    static ShiftedRotations of(ParameterizedCircuit circuit, int inputs) {
        int parameters = circuit.parameters().size();
        var instructions = new ArrayList<Instruction>(circuit.instructions().size());
        var factors = new ArrayList<List<ParameterExpression.Term>>();
        for (Instruction instruction : circuit.instructions()) {
            List<ParameterExpression.Term> terms = weights(instruction, inputs);
            if (terms.isEmpty()) {
                instructions.add(instruction);
                continue;
            }
            if (!(instruction instanceof Instruction.Apply apply) || !ROTATIONS.contains(apply.gate())) {
                throw new InvalidValueException(
                        "wanted",
                        "needs every weight in a rotation (rx, ry, rz, rxx, ryy, rzz), not in " + name(instruction));
            }
            ParameterExpression shift = ParameterExpression.parameter(parameters + factors.size());
            instructions.add(new Instruction.Apply(
                    apply.gate(), List.of(apply.angles().getFirst().plus(shift)), apply.qubits()));
            factors.add(terms);
        }
        var names = new ArrayList<>(circuit.parameters());
        names.addAll(newNames(circuit.parameters(), factors.size()));
        return new ShiftedRotations(
                inputs,
                parameters - inputs,
                ParameterizedCircuit.of(circuit.qubits(), names, instructions),
                List.copyOf(factors));
    }

    private static List<ParameterExpression.Term> weights(Instruction instruction, int inputs) {
        return switch (instruction) {
            case Instruction.Apply apply ->
                apply.angles().stream()
                        .flatMap(angle -> angle.terms().stream())
                        .filter(term -> term.parameter() >= inputs)
                        .toList();
            case Instruction.Conditional conditional -> {
                var terms = new ArrayList<ParameterExpression.Term>();
                conditional.then().forEach(inner -> terms.addAll(weights(inner, inputs)));
                conditional.otherwise().forEach(inner -> terms.addAll(weights(inner, inputs)));
                yield terms;
            }
            case Instruction.Measure _, Instruction.Reset _, Instruction.Barrier _ -> List.of();
        };
    }

    private static String name(Instruction instruction) {
        return instruction instanceof Instruction.Apply apply ? apply.gate().qasmName() : "a condition";
    }

    /// Names that no parameter has.
    private static List<String> newNames(List<String> known, int count) {
        String prefix = "shift";
        while (startsWith(known, prefix)) {
            prefix += "_";
        }
        var names = new ArrayList<String>(count);
        for (int k = 0; k < count; k++) {
            names.add(prefix + k);
        }
        return names;
    }

    private static boolean startsWith(List<String> names, String prefix) {
        return names.stream().anyMatch(name -> name.startsWith(prefix));
    }

    /// Its parameters are those of the circuit, then a shift for each rotation.
    ParameterizedCircuit circuit() {
        return circuit;
    }

    /// How many rotations have weights.
    int size() {
        return factors.size();
    }

    /// Parameters of [#circuit] without any shift.
    RealVector unshifted(RealVector parameters) {
        return RealVector.of(Arrays.copyOf(parameters.toArray(), inputs + weights + factors.size()));
    }

    /// Parameters of [#circuit] where one rotation is turned further.
    RealVector shifted(RealVector parameters, int rotation, double shift) {
        double[] shifted = Arrays.copyOf(parameters.toArray(), inputs + weights + factors.size());
        shifted[inputs + weights + rotation] = shift;
        return RealVector.of(shifted);
    }

    /// Derivatives by the weights from those by the angles of the rotations.
    double[] byWeights(double[] byAngles) {
        var derivatives = new double[weights];
        for (int rotation = 0; rotation < byAngles.length; rotation++) {
            for (ParameterExpression.Term term : factors.get(rotation)) {
                derivatives[term.parameter() - inputs] += term.coefficient() * byAngles[rotation];
            }
        }
        return derivatives;
    }
}
