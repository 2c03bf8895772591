package io.ketstream.simulator;

import static io.ketstream.simulator.Circuits.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateMatricesTest {

    /// Amplitudes are at most 1 and circuits short, so a few hundred rounding errors of 1e-16.
    private static final double ROUNDING = 1e-13;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 20);

    @ParameterizedTest
    @EnumSource(Gate.class)
    void everyGateActsAsItsClosedFormMatrixOnAnyQubits(Gate gate) {
        for (long seed = 0; seed < 6; seed++) {
            var random = new Random(seed);
            int qubits = gate.qubits() + random.nextInt(3);
            var instructions = new ArrayList<Instruction>(preparation(qubits, random));
            instructions.add(Circuits.randomly(gate, qubits, 0, random));
            assertMatches(ParameterizedCircuit.of(qubits, List.of(), instructions), RealVector.of(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void parameterisedAnglesGiveTheSameMatrices(Gate gate) {
        for (long seed = 0; seed < 6; seed++) {
            var random = new Random(seed);
            var instructions = new ArrayList<Instruction>(preparation(4, random));
            instructions.add(Circuits.randomly(gate, 4, 2, random));
            assertMatches(
                    ParameterizedCircuit.of(4, List.of("a", "b"), instructions),
                    Circuits.randomParameters(2, seed),
                    "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 20, 1", "2, 60, 2", "3, 120, 3", "5, 200, 4", "7, 300, 5", "9, 120, 6"})
    void randomCircuitsOfAllGatesMatch(int qubits, int gates, long seed) {
        ParameterizedCircuit circuit = Circuits.random(qubits, gates, 3, seed);
        assertMatches(circuit, Circuits.randomParameters(3, seed), circuit.toString());
    }

    @Test
    void qubitKIsBitKOfTheIndex() {
        Statevector state = simulator.run(
                CompiledCircuit.compile(Circuits.fixed(3, gate(Gate.X, 0), gate(Gate.CX, 0, 2))), RealVector.of());
        assertThat(state.probability(0b101)).isEqualTo(1);
    }

    @Test
    void rzzGivesEqualBitsTheNegativePhase() {
        // On |++>: exp(−iθ/2) for equal bits, exp(+iθ/2) for unequal ones.
        double theta = 0.7;
        Statevector state = simulator.run(
                CompiledCircuit.compile(
                        Circuits.fixed(2, gate(Gate.H, 0), gate(Gate.H, 1), gate(Gate.RZZ, theta, 0, 1))),
                RealVector.of());
        for (int b = 0; b < 4; b++) {
            double sign = b == 0 || b == 3 ? -1 : 1;
            assertThat(state.real(b)).isCloseTo(0.5 * Math.cos(theta / 2), within(ROUNDING));
            assertThat(state.imaginary(b)).isCloseTo(sign * 0.5 * Math.sin(theta / 2), within(ROUNDING));
        }
    }

    @Test
    void diagonalGatesAcrossManyQubitsMatchWhereLowAndHighQubitsMix() {
        var random = new Random(11);
        var instructions = new ArrayList<Instruction>(preparation(10, random));
        for (int k = 0; k < 60; k++) {
            Gate gate = List.of(Gate.RZ, Gate.RZZ, Gate.CP, Gate.CZ, Gate.CRZ, Gate.T, Gate.P)
                    .get(random.nextInt(7));
            instructions.add(Circuits.randomly(gate, 10, 1, random));
        }
        var circuit = ParameterizedCircuit.of(10, List.of("a"), instructions);
        assertMatches(circuit, RealVector.of(0.83), "diagonal");
        assertThat(CompiledCircuit.compile(circuit).unitarySteps())
                .filteredOn(DiagonalStep.class::isInstance)
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void normIsConservedThroughAThousandGates() {
        Statevector state =
                simulator.run(CompiledCircuit.compile(Circuits.random(8, 1000, 2, 5)), Circuits.randomParameters(2, 5));
        assertThat(state.norm()).isCloseTo(1, within(1e-12));
    }

    /// CP and RZZ of all pairs, written with CX and phases of single qubits.
    @Test
    void phasesBetweenEqualCxAreOnePhase() {
        int qubits = 5;
        var instructions = new ArrayList<Instruction>(preparation(qubits, new Random(8)));
        var direct = new ArrayList<>(instructions);
        for (int control = 0; control < qubits; control++) {
            for (int target = control + 1; target < qubits; target++) {
                double angle = 0.3 + control + 0.1 * target;
                direct.add(gate(Gate.CP, angle, control, target));
                direct.add(gate(Gate.RZZ, -angle, target, control));
                instructions.add(gate(Gate.P, angle / 2, control));
                instructions.add(gate(Gate.CX, control, target));
                instructions.add(gate(Gate.P, -angle / 2, target));
                instructions.add(gate(Gate.CX, control, target));
                instructions.add(gate(Gate.P, angle / 2, target));
                instructions.add(gate(Gate.CX, target, control));
                instructions.add(gate(Gate.RZ, -angle, control));
                instructions.add(gate(Gate.CX, target, control));
            }
        }
        CompiledCircuit compiled =
                CompiledCircuit.compile(Circuits.fixed(qubits, instructions.toArray(Instruction[]::new)));
        CompiledCircuit expected = CompiledCircuit.compile(Circuits.fixed(qubits, direct.toArray(Instruction[]::new)));
        assertThat(compiled.unitarySteps()).hasSameSizeAs(expected.unitarySteps());
        Statevector state = simulator.run(compiled, RealVector.of());
        Statevector reference = simulator.run(expected, RealVector.of());
        for (int x = 0; x < state.size(); x++) {
            assertThat(state.real(x)).isCloseTo(reference.real(x), within(1e-13));
            assertThat(state.imaginary(x)).isCloseTo(reference.imaginary(x), within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9})
    void normIsConservedThroughTenThousandLayers(int qubits) {
        int layers = 10_000;
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.qaoa(Circuits.randomIsing(qubits, 2), layers));
        assertThat(simulator.run(compiled, angles(layers, 0.9, 0.2)).norm()).isCloseTo(1, within(1e-12));
        // Rounding errors of equal angles have one sign in every layer; those of a phase's table are what is left.
        assertThat(simulator.run(compiled, angles(layers, 0, 0.3)).norm()).isCloseTo(1, within(1e-11));
        assertThat(simulator.run(compiled, angles(layers, 0, 1.2)).norm()).isCloseTo(1, within(1e-11));
    }

    private static RealVector angles(int layers, double ramp, double least) {
        var angles = new double[2 * layers];
        for (int layer = 0; layer < layers; layer++) {
            angles[layer] = 0.4 + ramp * layer / layers;
            angles[layers + layer] = least + ramp * (layers - layer) / layers;
        }
        return RealVector.of(angles);
    }

    /// A state without symmetry: no two qubits alike, all amplitudes complex.
    private static List<Instruction> preparation(int qubits, Random random) {
        var instructions = new ArrayList<Instruction>();
        for (int round = 0; round < 2; round++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(new Instruction.Apply(
                        Gate.U, List.of(angle(random), angle(random), angle(random)), List.of(qubit)));
            }
            for (int qubit = 0; qubit + 1 < qubits; qubit++) {
                instructions.add(gate(Gate.CX, qubit, qubit + 1));
            }
        }
        return instructions;
    }

    private static ParameterExpression angle(Random random) {
        return ParameterExpression.constant(random.nextDouble(-3, 3));
    }

    private void assertMatches(ParameterizedCircuit circuit, RealVector parameters, String description) {
        Statevector state = simulator.run(CompiledCircuit.compile(circuit), parameters);
        DenseReference.Complex[] expected = DenseReference.run(circuit, parameters);
        for (int b = 0; b < expected.length; b++) {
            assertThat(state.real(b)).as(description).isCloseTo(expected[b].re(), within(ROUNDING));
            assertThat(state.imaginary(b)).as(description).isCloseTo(expected[b].im(), within(ROUNDING));
        }
    }
}
