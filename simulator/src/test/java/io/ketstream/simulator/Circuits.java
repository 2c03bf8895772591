package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Circuits and operators for tests.
final class Circuits {

    private static final List<Gate> ALL_GATES = List.of(Gate.values());

    private Circuits() {}

    static Instruction.Apply gate(Gate gate, int... qubits) {
        return new Instruction.Apply(
                gate, List.of(), IntStream.of(qubits).boxed().toList());
    }

    static Instruction.Apply gate(Gate gate, ParameterExpression angle, int... qubits) {
        return new Instruction.Apply(
                gate, List.of(angle), IntStream.of(qubits).boxed().toList());
    }

    static Instruction.Apply gate(Gate gate, double angle, int... qubits) {
        return gate(gate, ParameterExpression.constant(angle), qubits);
    }

    static ParameterizedCircuit fixed(int qubits, Instruction... instructions) {
        return ParameterizedCircuit.of(qubits, List.of(), List.of(instructions));
    }

    /// QAOA with the X mixer, parameters γ₁…γₚ, β₁…βₚ: H on all; per layer RZ(2γh), RZZ(2γJ), RX(2β).
    static ParameterizedCircuit qaoa(IsingHamiltonian ising, int layers) {
        int n = ising.spins();
        var names = new ArrayList<String>();
        IntStream.range(0, layers).forEach(layer -> names.add("gamma" + layer));
        IntStream.range(0, layers).forEach(layer -> names.add("beta" + layer));
        var instructions = new ArrayList<Instruction>();
        for (int qubit = 0; qubit < n; qubit++) {
            instructions.add(gate(Gate.H, qubit));
        }
        for (int layer = 0; layer < layers; layer++) {
            for (int qubit = 0; qubit < n; qubit++) {
                instructions.add(gate(
                        Gate.RZ,
                        ParameterExpression.parameter(layer, 2 * ising.h().get(qubit)),
                        qubit));
            }
            for (IsingHamiltonian.Coupling coupling : ising.couplings()) {
                instructions.add(gate(
                        Gate.RZZ,
                        ParameterExpression.parameter(layer, 2 * coupling.weight()),
                        coupling.i(),
                        coupling.j()));
            }
            for (int qubit = 0; qubit < n; qubit++) {
                instructions.add(gate(Gate.RX, ParameterExpression.parameter(layers + layer, 2), qubit));
            }
        }
        return ParameterizedCircuit.of(n, names, instructions);
    }

    /// RY and RZ on each qubit with a parameter each, then a ring of CX.
    static ParameterizedCircuit rotationsAndRings(int qubits, int layers) {
        var names =
                IntStream.range(0, 2 * qubits * layers).mapToObj(k -> "p" + k).toList();
        var instructions = new ArrayList<Instruction>();
        for (int layer = 0; layer < layers; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                int parameter = 2 * (layer * qubits + qubit);
                instructions.add(gate(Gate.RY, ParameterExpression.parameter(parameter), qubit));
                instructions.add(gate(Gate.RZ, ParameterExpression.parameter(parameter + 1), qubit));
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(gate(Gate.CX, qubit, (qubit + 1) % qubits));
            }
        }
        return ParameterizedCircuit.of(qubits, names, instructions);
    }

    /// An Ising model, X on each qubit, and `others` random terms.
    static PauliSum transverseIsing(int qubits, int others, long seed) {
        var terms = new ArrayList<>(randomIsing(qubits, seed).toPauliSum().terms());
        for (int qubit = 0; qubit < qubits; qubit++) {
            var label = new StringBuilder("I".repeat(qubits));
            label.setCharAt(qubit, 'X');
            terms.add(new PauliSum.Term(new PauliString(label.toString()), 0.5 + 0.1 * qubit));
        }
        terms.addAll(randomObservable(qubits, others, "IXYZ", seed).terms());
        return new PauliSum(qubits, terms);
    }

    static IsingHamiltonian randomIsing(int spins, long seed) {
        var random = new Random(seed);
        var h = new double[spins];
        var couplings = new ArrayList<IsingHamiltonian.Coupling>();
        for (int i = 0; i < spins; i++) {
            h[i] = random.nextGaussian();
            for (int j = i + 1; j < spins; j++) {
                couplings.add(new IsingHamiltonian.Coupling(i, j, random.nextGaussian() / Math.sqrt(spins)));
            }
        }
        return new IsingHamiltonian(RealVector.of(h), couplings, 0.25);
    }

    /// `gates` random gates of the whole gate set; angles are affine in `parameters` shared parameters.
    static ParameterizedCircuit random(int qubits, int gates, int parameters, long seed) {
        var random = new Random(seed);
        var names = IntStream.range(0, parameters).mapToObj(k -> "p" + k).toList();
        var instructions = new ArrayList<Instruction>();
        for (int k = 0; k < gates; k++) {
            Gate gate = ALL_GATES.get(random.nextInt(ALL_GATES.size()));
            if (gate.qubits() <= qubits) {
                instructions.add(randomly(gate, qubits, parameters, random));
            }
        }
        return ParameterizedCircuit.of(qubits, names, instructions);
    }

    static Instruction.Apply randomly(Gate gate, int qubits, int parameters, Random random) {
        var all = new ArrayList<>(IntStream.range(0, qubits).boxed().toList());
        Collections.shuffle(all, random);
        var angles = new ArrayList<ParameterExpression>();
        for (int a = 0; a < gate.angles(); a++) {
            ParameterExpression angle = ParameterExpression.constant(random.nextDouble(-3, 3));
            for (int term = 0; term < Math.min(2, parameters) && random.nextInt(4) > 0; term++) {
                angle = angle.plus(ParameterExpression.parameter(random.nextInt(parameters), random.nextDouble(-2, 2)));
            }
            angles.add(angle);
        }
        return new Instruction.Apply(gate, angles, all.subList(0, gate.qubits()));
    }

    static RealVector randomParameters(int parameters, long seed) {
        return RealVector.of(new Random(seed).doubles(parameters, -3, 3).toArray());
    }

    static PauliSum randomObservable(int qubits, int terms, String letters, long seed) {
        var random = new Random(seed);
        var sum = new ArrayList<PauliSum.Term>();
        for (int t = 0; t < terms; t++) {
            var label = new StringBuilder();
            for (int qubit = 0; qubit < qubits; qubit++) {
                label.append(letters.charAt(random.nextInt(letters.length())));
            }
            sum.add(new PauliSum.Term(new PauliString(label.toString()), random.nextGaussian()));
        }
        return new PauliSum(qubits, sum);
    }
}
