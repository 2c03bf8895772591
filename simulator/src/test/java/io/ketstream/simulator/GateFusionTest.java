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
import org.junit.jupiter.params.provider.ValueSource;

class GateFusionTest {

    /// A few hundred gates with an error of some 1e-16 each.
    private static final double ROUNDING = 1e-12;

    private static final List<Gate> ALL_GATES = List.of(Gate.values());

    /// What a compiler makes of gates on two qubits for a machine whose basis is RZ, SX and CX.
    private static List<Instruction> translated(int a, int b, Random random) {
        var gates = new ArrayList<Instruction>();
        for (int repetition = 0; repetition < 3; repetition++) {
            for (int qubit : List.of(a, b)) {
                gates.add(gate(Gate.RZ, random.nextDouble(6), qubit));
                gates.add(gate(random.nextBoolean() ? Gate.SX : Gate.SXDG, qubit));
                gates.add(gate(Gate.RZ, random.nextDouble(6), qubit));
            }
            gates.add(random.nextBoolean() ? gate(Gate.CX, a, b) : gate(Gate.CX, b, a));
        }
        return gates;
    }

    private static long products(ParameterizedCircuit circuit) {
        return CompiledCircuit.compileFull(circuit).unitarySteps().stream()
                .filter(TwoQubitStep.class::isInstance)
                .count();
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 2", "5, 3", "8, 4"})
    void translatedCircuitsMatchDenseMatrices(int qubits, long seed) {
        var random = new Random(seed);
        var instructions = new ArrayList<Instruction>();
        for (int block = 0; block < 12; block++) {
            int a = random.nextInt(qubits);
            int b = (a + 1 + random.nextInt(qubits - 1)) % qubits;
            instructions.addAll(translated(a, b, random));
            Gate other = ALL_GATES.get(random.nextInt(ALL_GATES.size()));
            if (other.qubits() <= qubits) {
                instructions.add(Circuits.randomly(other, qubits, 2, random));
            }
        }
        var circuit = ParameterizedCircuit.of(qubits, List.of("a", "b"), instructions);
        assertThat(products(circuit)).isPositive();
        RealVector parameters = Circuits.randomParameters(2, seed);
        try (var simulator = new StatevectorSimulator(1 << 20);
                var single = new StatevectorSimulator(1 << 20, 1, Precision.SINGLE)) {
            Statevector state = simulator.run(CompiledCircuit.compileFull(circuit), parameters);
            DenseReference.Complex[] expected = DenseReference.run(circuit, parameters);
            for (int b = 0; b < expected.length; b++) {
                assertThat(state.real(b)).isCloseTo(expected[b].re(), within(ROUNDING));
                assertThat(state.imaginary(b)).isCloseTo(expected[b].im(), within(ROUNDING));
            }
            CompiledObservable energy = CompiledObservable.compile(Circuits.randomObservable(qubits, 4, "IXYZ", seed));
            assertThat(single.expectation(CompiledCircuit.compileFull(circuit), parameters, energy))
                    .isCloseTo(
                            simulator.expectation(CompiledCircuit.compileFull(circuit), parameters, energy),
                            within(1e-4));
        }
    }

    /// Above one tile: the qubits of a product are in the same tile of some pass.
    @Test
    void productsOnAnyQubitsOfAStateOfManyTiles() {
        int qubits = 15;
        var random = new Random(5);
        var instructions = new ArrayList<Instruction>();
        for (int block = 0; block < 40; block++) {
            int a = random.nextInt(qubits);
            instructions.addAll(translated(a, (a + 1 + random.nextInt(qubits - 1)) % qubits, random));
        }
        var circuit = ParameterizedCircuit.of(qubits, List.of(), instructions);
        assertThat(products(circuit)).isPositive();
        var oneByOne = new UnitaryCompiler(qubits);
        instructions.forEach(each -> oneByOne.add((Instruction.Apply) each));
        var expected = new Statevector(qubits);
        expected.prepareUniform(0);
        try (var workers = new Workers(1);
                var simulator = new StatevectorSimulator(1 << 24)) {
            oneByOne.drain().forEach(step -> Passes.apply(step.bind(RealVector.of()), expected, workers));
            Statevector state = simulator.run(CompiledCircuit.compileFull(circuit), RealVector.of());
            for (int b = 0; b < state.size(); b++) {
                assertThat(state.re[b]).isCloseTo(expected.re[b], within(ROUNDING));
                assertThat(state.im[b]).isCloseTo(expected.im[b], within(ROUNDING));
            }
        }
    }

    @Test
    void gradientsGoBackThroughProducts() {
        var random = new Random(9);
        var instructions = new ArrayList<Instruction>();
        for (int layer = 0; layer < 3; layer++) {
            for (int qubit = 0; qubit < 4; qubit++) {
                instructions.add(gate(Gate.RY, ParameterExpression.parameter(layer, 1), qubit));
            }
            instructions.addAll(translated(0, 2, random));
            instructions.addAll(translated(3, 1, random));
        }
        var circuit = ParameterizedCircuit.of(4, List.of("a", "b", "c"), instructions);
        assertThat(products(circuit)).isEqualTo(6);
        CompiledCircuit compiled = CompiledCircuit.compileFull(circuit);
        CompiledObservable energy = CompiledObservable.compile(Circuits.randomObservable(4, 6, "IXYZ", 3));
        double[] at = {0.4, -1.1, 0.8};
        double step = 1e-5;
        try (var simulator = new StatevectorSimulator(1 << 20)) {
            RealVector gradient =
                    simulator.gradient(compiled, RealVector.of(at), energy).derivatives();
            for (int k = 0; k < at.length; k++) {
                double[] above = at.clone();
                double[] below = at.clone();
                above[k] += step;
                below[k] -= step;
                double difference = (simulator.expectation(compiled, RealVector.of(above), energy)
                                - simulator.expectation(compiled, RealVector.of(below), energy))
                        / (2 * step);
                assertThat(gradient.get(k)).isCloseTo(difference, within(1e-8));
            }
        }
    }

    /// Rotations of all qubits are one loop and their phases one step: a product of two qubits would cost more.
    @Test
    void layersOfRotationsStayLayers() {
        int qubits = 12;
        var instructions = new ArrayList<Instruction>();
        for (int layer = 0; layer < 4; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(gate(Gate.RZ, 0.3 + qubit, qubit));
                instructions.add(gate(Gate.RY, 0.7 + qubit, qubit));
            }
            for (int qubit = layer % 2; qubit + 1 < qubits; qubit += 2) {
                instructions.add(gate(Gate.CX, qubit, qubit + 1));
            }
        }
        assertThat(products(ParameterizedCircuit.of(qubits, List.of(), instructions)))
                .isZero();
    }

    /// One phase for each qubit, and at most the last two gates on the last two qubits multiplied.
    @ParameterizedTest
    @ValueSource(ints = {6, 12})
    void theQuantumFourierTransformKeepsItsPhases(int qubits) {
        var instructions = new ArrayList<Instruction>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            instructions.add(gate(Gate.H, qubit));
            for (int other = qubit + 1; other < qubits; other++) {
                instructions.add(gate(Gate.CP, Math.PI / (1 << (other - qubit)), other, qubit));
            }
        }
        var circuit = ParameterizedCircuit.of(qubits, List.of(), instructions);
        assertThat(products(circuit)).isLessThanOrEqualTo(1);
        assertThat(CompiledCircuit.compileFull(circuit).unitarySteps())
                .filteredOn(DiagonalStep.class::isInstance)
                .hasSizeLessThanOrEqualTo(qubits);
    }

    /// Qubit by qubit or layer by layer: one phase a layer.
    @Test
    void phasesOfALayerAreOneStepHoweverTheyAreWritten() {
        int qubits = 6;
        var instructions = new ArrayList<Instruction>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            for (int layer = 0; layer < 3; layer++) {
                instructions.add(gate(Gate.RZ, 0.3 + qubit, qubit));
                instructions.add(gate(Gate.SX, qubit));
            }
        }
        assertThat(CompiledCircuit.compileFull(ParameterizedCircuit.of(qubits, List.of(), instructions))
                        .unitarySteps())
                .filteredOn(DiagonalStep.class::isInstance)
                .hasSize(4); // the last one is the phase of all SX
    }
}
