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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    /// Amplitudes are at most 1; a few hundred steps with errors of a few 1e-16.
    private static final double ROUNDING = 1e-13;

    private final Workers oneThread = new Workers(1);

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 20, 24})
    void layersOfQaoaTakeOnePassMoreThanTheyAre(int qubits) {
        for (int layers = 1; layers <= 6; layers++) {
            List<Step> steps = CompiledCircuit.compile(Circuits.qaoa(Circuits.randomIsing(qubits, 1), layers))
                    .unitarySteps();
            assertThat(Schedule.of(qubits, steps).passes()).hasSize(layers + 1);
        }
    }

    /// Larger tiles in longer runs, and eight of them for threads.
    @ParameterizedTest
    @CsvSource({"14, 14, 6", "16, 16, 6", "17, 14, 6", "20, 14, 6", "23, 16, 6", "24, 16, 6", "28, 18, 6"})
    void tilesAreLargeWhereStatesAre(int qubits, int tileQubits, int run) {
        var instructions = new ArrayList<Instruction>();
        for (int qubit = 0; qubit < 2 * qubits; qubit++) {
            instructions.add(gate(Gate.RY, 1.0, qubit % qubits));
            instructions.add(gate(Gate.RZ, 1.0, qubit % qubits));
            instructions.add(gate(Gate.CX, qubit % qubits, (qubit + 1) % qubits));
        }
        List<Step> steps = CompiledCircuit.compile(ParameterizedCircuit.of(qubits, List.of(), instructions))
                .unitarySteps();
        for (Schedule.Pass pass : Schedule.of(qubits, steps).passes()) {
            assertThat(Integer.bitCount(pass.mobile())).isEqualTo(tileQubits);
            assertThat(Integer.numberOfTrailingZeros(~pass.mobile())).isGreaterThanOrEqualTo(run);
        }
    }

    @Test
    void smallCircuitsTakeOnePass() {
        List<Step> steps = CompiledCircuit.compile(Circuits.random(Schedule.WHOLE, 200, 2, 1))
                .unitarySteps();
        assertThat(Schedule.of(Schedule.WHOLE, steps).passes()).hasSize(1);
    }

    /// Each step once, on tiles that have its flipped qubits, and after every earlier step that it shares a qubit with.
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 2, 2", "5, 3, 3", "7, 4, 4", "9, 6, 5", "15, 11, 6", "20, 12, 7", "26, 14, 8"})
    void passesKeepTheOrderOfStepsThatMeet(int qubits, int tileQubits, long seed) {
        List<Step> steps =
                CompiledCircuit.compile(Circuits.random(qubits, 300, 2, seed)).unitarySteps();
        var done = new ArrayList<Integer>();
        for (Schedule.Pass pass : Schedule.of(qubits, tileQubits, steps).passes()) {
            assertThat(Integer.bitCount(pass.mobile())).isEqualTo(tileQubits);
            assertThat(pass.steps()).isNotEmpty();
            for (int step : pass.steps()) {
                assertThat(steps.get(step).flipped() & ~pass.mobile()).isZero();
                for (int earlier = 0; earlier < step; earlier++) {
                    if ((steps.get(earlier).touched() & steps.get(step).touched()) != 0) {
                        assertThat(done).contains(earlier);
                    }
                }
                done.add(step);
            }
        }
        assertThat(done).hasSameSizeAs(steps).doesNotHaveDuplicates();
    }

    /// Small tiles, so that gates meet fixed qubits, tiles in place and tiles in a copy.
    @ParameterizedTest
    @EnumSource(Gate.class)
    void everyGateOnTilesIsItsClosedFormMatrix(Gate gate) {
        for (int tileQubits = 3; tileQubits <= 6; tileQubits++) {
            for (long seed = 0; seed < 6; seed++) {
                var random = new Random(seed);
                ParameterizedCircuit before = Circuits.random(6, 25, 0, seed);
                var instructions = new ArrayList<>(before.instructions());
                instructions.add(Circuits.randomly(gate, 6, 0, random));
                assertMatches(
                        ParameterizedCircuit.of(6, List.of(), instructions), RealVector.of(), tileQubits, gate.name());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 3, 60, 1", "6, 4, 200, 2", "8, 5, 200, 3", "9, 7, 150, 4"})
    void randomCircuitsOnTilesMatch(int qubits, int tileQubits, int gates, long seed) {
        ParameterizedCircuit circuit = Circuits.random(qubits, gates, 3, seed);
        assertMatches(circuit, Circuits.randomParameters(3, seed), tileQubits, "seed " + seed);
    }

    /// From half turns, whose tangent is infinite, through all quadrants: the rotations with and without cosine.
    @Test
    void rotationsAboutXByAnyAngleMatch() {
        double[] angles = {0, 1e-9, 1, Math.PI / 2, 3.1, Math.PI - 1e-3, Math.PI, 4, 2 * Math.PI, -Math.PI, -5, 40};
        for (double angle : angles) {
            var instructions = new ArrayList<>(Circuits.random(6, 25, 0, 3).instructions());
            IntStream.range(0, 6).forEach(qubit -> instructions.add(gate(Gate.RX, angle, qubit)));
            assertMatches(ParameterizedCircuit.of(6, List.of(), instructions), RealVector.of(), 4, "angle " + angle);
        }
    }

    @Test
    void rotationsAboutYByAnyAngleMatch() {
        double[] angles = {0, 1e-9, 1, Math.PI / 2, Math.PI - 1e-3, Math.PI, 2 * Math.PI, -5, 40};
        for (double angle : angles) {
            var instructions = new ArrayList<>(Circuits.random(6, 25, 0, 4).instructions());
            IntStream.range(0, 6).forEach(qubit -> instructions.add(gate(Gate.RY, angle, qubit)));
            assertMatches(ParameterizedCircuit.of(6, List.of(), instructions), RealVector.of(), 4, "angle " + angle);
        }
    }

    /// Rings, chains downward, swaps and flips: many exchanges are one map, at a pass's begin, middle and end.
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7})
    void layersOfExchangesMatch(int tileQubits) {
        int qubits = 7;
        var random = new Random(tileQubits);
        var instructions = new ArrayList<Instruction>();
        for (int layer = 0; layer < 6; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(gate(layer == 3 ? Gate.RX : Gate.RY, random.nextDouble(-3, 3), qubit));
                instructions.add(gate(Gate.RZ, random.nextDouble(-3, 3), qubit));
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                int next = (qubit + 1) % qubits;
                switch (layer % 3) {
                    case 0 -> instructions.add(gate(Gate.CX, qubit, next));
                    case 1 -> instructions.add(gate(Gate.CX, qubits - 1 - qubit, (2 * qubits - 2 - qubit) % qubits));
                    default -> {
                        instructions.add(gate(Gate.SWAP, qubit, next));
                        instructions.add(gate(Gate.X, qubit));
                    }
                }
            }
        }
        assertMatches(ParameterizedCircuit.of(qubits, List.of(), instructions), RealVector.of(), tileQubits, "layers");
        // From the uniform state, which a first pass makes on its way.
        IntStream.range(0, qubits).forEach(qubit -> instructions.addFirst(gate(Gate.H, qubit)));
        assertMatches(ParameterizedCircuit.of(qubits, List.of(), instructions), RealVector.of(), tileQubits, "uniform");
    }

    /// Layers of a cost and a mixer on tiles of every size: rotations by blocks, on all of a tile, and
    /// on the way in and out.
    @ParameterizedTest
    @CsvSource({"8, 3", "8, 4", "8, 5", "8, 6", "8, 7", "8, 8", "9, 6", "11, 11"})
    void layersOfQaoaMatch(int qubits, int tileQubits) {
        ParameterizedCircuit qaoa = Circuits.qaoa(Circuits.randomIsing(qubits, 3), 3);
        RealVector angles = RealVector.of(0.3, -0.7, 1.1, 0.4, 2.9, -0.2);
        assertMatches(qaoa, angles, tileQubits, "layers");
        // Mixers before the first cost, and on some qubits only.
        var instructions = new ArrayList<Instruction>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            instructions.add(gate(Gate.H, qubit));
        }
        for (int layer = 0; layer < 3; layer++) {
            for (int qubit = layer % 2; qubit < qubits; qubit += 1 + layer % 2) {
                instructions.add(gate(layer == 1 ? Gate.RY : Gate.RX, 0.3 + qubit, qubit));
            }
            instructions.addAll(
                    qaoa.instructions().subList(qubits, qaoa.instructions().size()));
        }
        assertMatches(
                ParameterizedCircuit.of(qubits, qaoa.parameters(), instructions), angles, tileQubits, "mixers first");
    }

    @Test
    void theNormStaysOneThroughHundredsOfLayers() {
        // 400 layers of 14 rotations by almost half turns: left-out cosines would multiply up to 10^-8000.
        int qubits = 14;
        var instructions = new ArrayList<>(Circuits.random(qubits, 10, 0, 2).instructions());
        for (int layer = 0; layer < 400; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(gate(Gate.RX, ParameterExpression.parameter(0, 1), qubit));
            }
        }
        var circuit = ParameterizedCircuit.of(qubits, List.of("a"), instructions);
        try (var simulator = new StatevectorSimulator(1 << 24)) {
            // 5600 gates with an error of 2e-16 each.
            assertThat(simulator
                            .run(CompiledCircuit.compile(circuit), RealVector.of(3.1))
                            .norm())
                    .isCloseTo(1, within(1e-11));
        }
    }

    /// The schedule on tiles of 2^11 against the same steps one by one.
    @Test
    void sixteenQubitsMatchTheStepsOneByOne() {
        ParameterizedCircuit circuit = Circuits.random(16, 80, 2, 12);
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        RealVector parameters = Circuits.randomParameters(2, 12);
        var expected = new Statevector(16);
        expected.prepareUniform(compiled.preparedUniform());
        compiled.unitarySteps().forEach(step -> Passes.apply(step.bind(parameters), expected, oneThread));
        try (var simulator = new StatevectorSimulator(1 << 24)) {
            Statevector state = simulator.run(compiled, parameters);
            for (int b = 0; b < state.size(); b++) {
                assertThat(state.re[b]).isCloseTo(expected.re[b], within(ROUNDING));
                assertThat(state.im[b]).isCloseTo(expected.im[b], within(ROUNDING));
            }
        }
    }

    private void assertMatches(
            ParameterizedCircuit circuit, RealVector parameters, int tileQubits, String description) {
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        List<Step> steps = compiled.unitarySteps();
        var state = new Statevector(circuit.qubits());
        Passes.bind(
                        Schedule.of(circuit.qubits(), tileQubits, steps),
                        steps.stream().map(step -> step.bind(parameters)).toList())
                .evolve(compiled.preparedUniform(), state, oneThread);
        DenseReference.Complex[] expected = DenseReference.run(circuit, parameters);
        for (int b = 0; b < expected.length; b++) {
            assertThat(state.real(b)).as(description).isCloseTo(expected[b].re(), within(ROUNDING));
            assertThat(state.imaginary(b)).as(description).isCloseTo(expected[b].im(), within(ROUNDING));
        }
    }
}
