package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ClassicalRegister;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Single precision against double, and against itself.
class PrecisionTest {

    /// What single precision is good for, of an observable's range.
    private static final double RELATIVE = 1e-5;

    private final StatevectorSimulator wide = new StatevectorSimulator(1L << 28);
    private final StatevectorSimulator single = new StatevectorSimulator(1L << 28, 1, Precision.SINGLE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void energiesOfQaoaAreGoodToFiveDigits(long seed) {
        IsingHamiltonian ising = Circuits.randomIsing(12, seed);
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.qaoa(ising, 6));
        CompiledObservable energy = CompiledObservable.compile(ising.toPauliSum());
        RealVector angles = Circuits.randomParameters(12, seed);
        Estimate expected = wide.estimate(compiled, angles, energy);
        Estimate actual = single.estimate(compiled, angles, energy);
        double range = range(ising);
        assertThat(actual.expectation()).isCloseTo(expected.expectation(), within(RELATIVE * range));
        assertThat(actual.variance()).isCloseTo(expected.variance(), within(RELATIVE * range * range));
        assertThat(single.expectation(compiled, angles, energy)).isEqualTo(actual.expectation());
    }

    /// Each table, tile and pass: seventeen qubits take more than one tile, and more terms than are added one by one.
    @ParameterizedTest
    @ValueSource(strings = {"IZ", "IXYZ"})
    void randomCircuitsAndObservablesMatch(String letters) {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(17, 200, 4, 8));
        PauliSum sum = Circuits.randomObservable(17, 12, letters, 3);
        CompiledObservable observable = CompiledObservable.compile(sum);
        RealVector parameters = Circuits.randomParameters(4, 8);
        double range = 2
                * sum.terms().stream()
                        .mapToDouble(term -> Math.abs(term.coefficient()))
                        .sum();
        Estimate expected = wide.estimate(compiled, parameters, observable);
        Estimate actual = single.estimate(compiled, parameters, observable);
        assertThat(actual.expectation()).isCloseTo(expected.expectation(), within(RELATIVE * range));
        assertThat(actual.variance()).isCloseTo(expected.variance(), within(RELATIVE * range * range));
        assertThat(single.expectation(single.finalState(compiled, parameters), observable))
                .isCloseTo(actual.expectation(), within(RELATIVE * range));

        assertThat(single.gradient(compiled, parameters, observable))
                .isEqualTo(wide.gradient(compiled, parameters, observable));
    }

    /// Rotations about Y and moves; terms that are summed by tiles, with and without others.
    @ParameterizedTest
    @CsvSource({"5, 0", "5, 2", "12, 0", "12, 2", "17, 0", "17, 2"})
    void layersOfRotationsAndRingsMatch(int qubits, int others) {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.rotationsAndRings(qubits, 3));
        RealVector parameters = Circuits.randomParameters(compiled.numberOfParameters(), 4);
        PauliSum sum = Circuits.transverseIsing(qubits, others, 7);
        CompiledObservable observable = CompiledObservable.compile(sum);
        double range = 2
                * sum.terms().stream()
                        .mapToDouble(term -> Math.abs(term.coefficient()))
                        .sum();
        Estimate expected = wide.estimate(compiled, parameters, observable);
        Estimate actual = single.estimate(compiled, parameters, observable);
        assertThat(actual.expectation()).isCloseTo(expected.expectation(), within(RELATIVE * range));
        assertThat(actual.variance()).isCloseTo(expected.variance(), within(RELATIVE * range * range));
        assertThat(single.expectation(compiled, parameters, observable)).isEqualTo(actual.expectation());
    }

    @Test
    void amplitudesMatchAndWiden() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(9, 120, 2, 5));
        RealVector parameters = Circuits.randomParameters(2, 5);
        Statevector expected = wide.run(compiled, parameters);
        Statevector widened = single.run(compiled, parameters);
        var reused = new Statevector(9);
        single.run(compiled, parameters, reused);
        PureState own = single.finalState(compiled, parameters);
        assertThat(own).isInstanceOf(SingleStatevector.class);
        assertThat(own.size()).isEqualTo(512);
        for (int b = 0; b < own.size(); b++) {
            // 120 gates with an error of 1e-7 of an amplitude each.
            assertThat(widened.real(b)).isCloseTo(expected.real(b), within(1e-6));
            assertThat(widened.imaginary(b)).isCloseTo(expected.imaginary(b), within(1e-6));
            assertThat(widened.real(b)).isEqualTo(((SingleStatevector) own).real(b));
            assertThat(own.probability(b)).isEqualTo(widened.probability(b));
        }
        assertThat(reused.re).isEqualTo(widened.re);
        assertThat(reused.im).isEqualTo(widened.im);
    }

    /// Equal angles round to the same side: their errors add up, unlike those of different ones.
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.7, 1.3, 2.9, 3.1})
    void theNormStaysOneThroughManyEqualAngles(double angle) {
        int qubits = 14;
        var instructions =
                new ArrayList<Instruction>(Circuits.random(qubits, 10, 0, 2).instructions());
        for (int layer = 0; layer < 60; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(Circuits.gate(Gate.RX, angle, qubit));
                for (int other = 0; other < qubit; other++) {
                    instructions.add(Circuits.gate(Gate.RZZ, angle, other, qubit));
                }
            }
        }
        var compiled = CompiledCircuit.compile(ParameterizedCircuit.of(qubits, List.of(), instructions));
        var state = (SingleStatevector) single.finalState(compiled, RealVector.of());
        assertThat(state.norm()).isCloseTo(1, within(RELATIVE));
    }

    /// Phases without couplings, and rotations about Y.
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.7, 1.3, 2.9, 3.1})
    void theNormStaysOneThroughManyEqualRotations(double angle) {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.rotationsAndRings(14, 100));
        var angles = new double[compiled.numberOfParameters()];
        Arrays.fill(angles, angle);
        var state = (SingleStatevector) single.finalState(compiled, RealVector.of(angles));
        assertThat(state.norm()).isCloseTo(1, within(RELATIVE));
    }

    @Test
    void threadsAndVectorsGiveTheSameBits() {
        threadsGiveTheSameBits(
                Circuits.random(17, 60, 3, 21),
                CompiledObservable.compile(Circuits.randomObservable(17, 8, "IXYZ", 5)));
        threadsGiveTheSameBits(
                Circuits.rotationsAndRings(17, 2), CompiledObservable.compile(Circuits.transverseIsing(17, 2, 5)));
    }

    private static void threadsGiveTheSameBits(ParameterizedCircuit circuit, CompiledObservable observable) {
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        RealVector parameters = Circuits.randomParameters(compiled.numberOfParameters(), 6);
        var results = new ArrayList<List<Object>>();
        for (int threads = 1; threads <= 3; threads++) {
            try (var simulator = new StatevectorSimulator(1 << 24, threads, Precision.SINGLE)) {
                var state = (SingleStatevector) simulator.finalState(compiled, parameters);
                results.add(List.of(
                        simulator.estimate(compiled, parameters, observable),
                        simulator.gradient(compiled, parameters, observable),
                        simulator.sample(state, 2000, 77),
                        Arrays.hashCode(state.re),
                        Arrays.hashCode(state.im)));
            }
        }
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(2)).isEqualTo(results.get(0));
    }

    @Test
    void samplesAreThoseOfTheDistribution() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(6, 60, 0, 4));
        PureState state = wide.finalState(compiled, RealVector.of());
        long shots = 200_000;
        BasisCounts drawn = single.sample(compiled, RealVector.of(), shots, 9);
        assertThat(drawn.shots()).isEqualTo(shots);
        for (int k = 0; k < drawn.size(); k++) {
            double expected = state.probability((int) drawn.state(k));
            // Five standard deviations.
            assertThat((double) drawn.count(k) / shots)
                    .isCloseTo(expected, within(5 * Math.sqrt(expected / shots) + 1e-6));
        }
    }

    @Test
    void aStateTakesHalfTheMemory() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(20, 10, 1, 1));
        assertThat(compiled.stateBytes(Precision.DOUBLE)).isEqualTo(16L << 20);
        assertThat(compiled.stateBytes(Precision.SINGLE)).isEqualTo(8L << 20);
        assertThat(compiled.memoryBytesOfAllAmplitudes(Set.of(Wanted.SAMPLES), Precision.SINGLE))
                .isEqualTo(8L << 20);
        assertThat(compiled.memoryBytesOfAllAmplitudes(Set.of(Wanted.EXPECTATION), Precision.SINGLE))
                .isEqualTo(8L << 20);
        assertThat(compiled.memoryBytesOfAllAmplitudes(Set.of(Wanted.PROBABILITIES), Precision.SINGLE))
                .isEqualTo(16L << 20);
        assertThat(compiled.memoryBytesOfAllAmplitudes(Set.of(Wanted.GRADIENT), Precision.SINGLE))
                .isEqualTo(32L << 20);
    }

    @Test
    void refusalsGoByThePrecision() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(16, 10, 1, 1));
        RealVector parameters = RealVector.of(1);
        long bytes = compiled.stateBytes(Precision.SINGLE);
        try (var enough = new StatevectorSimulator(bytes, 1, Precision.SINGLE);
                var less = new StatevectorSimulator(bytes - 1, 1, Precision.SINGLE);
                var inDouble = new StatevectorSimulator(bytes)) {
            assertThat(enough.finalState(compiled, parameters).size()).isEqualTo(1 << 16);
            assertThatThrownBy(() -> less.finalState(compiled, parameters))
                    .isInstanceOf(CircuitTooLargeException.class)
                    .hasMessageContaining("needs " + bytes + " bytes");
            assertThatThrownBy(() -> inDouble.finalState(compiled, parameters))
                    .isInstanceOf(CircuitTooLargeException.class);
            // The state and the widened one.
            assertThatThrownBy(() -> enough.run(compiled, parameters))
                    .isInstanceOf(CircuitTooLargeException.class)
                    .hasMessageContaining("needs " + 3 * bytes + " bytes");
        }
    }

    @Test
    void fewAmplitudesAndDynamicCircuitsStayDouble() {
        CompiledCircuit weight = CompiledCircuit.compile(WeightCircuits.qaoa(Circuits.randomIsing(10, 3), 3, 2, false));
        RealVector angles = Circuits.randomParameters(weight.numberOfParameters(), 3);
        assertThat(single.finalState(weight, angles)).isInstanceOf(SubspaceState.class);

        var register = new ClassicalRegister("c", 2);
        CompiledCircuit dynamic = CompiledCircuit.compile(new ParameterizedCircuit(
                1,
                List.of(register),
                List.of(),
                List.of(
                        Circuits.gate(Gate.RY, 1.0, 0),
                        new Instruction.Measure(0, 0),
                        Circuits.gate(Gate.H, 0),
                        new Instruction.Measure(0, 1))));
        assertThat(single.distribution(dynamic, RealVector.of()))
                .isEqualTo(wide.distribution(dynamic, RealVector.of()));
        assertThat(dynamic.memoryBytesOfAllAmplitudes(Set.of(Wanted.SAMPLES), Precision.SINGLE))
                .isEqualTo(dynamic.memoryBytesOfAllAmplitudes(Set.of(Wanted.SAMPLES)));
    }

    @Test
    void plansNameThePrecisionOfTheState() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(10, 10, 1, 1));
        assertThat(compiled.explain()).contains("16384 bytes of state in f64");
        assertThat(compiled.explain(Precision.SINGLE)).contains("8192 bytes of state in f32");
    }

    @Test
    void theProfileNamesThePrecision() {
        assertThat(wide.numericProfile()).isEqualTo("f64");
        assertThat(single.numericProfile()).isEqualTo("f32");
        assertThat(single.precision()).isEqualTo(Precision.SINGLE);
    }

    private static double range(IsingHamiltonian ising) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (long b = 0; b < 1L << ising.spins(); b++) {
            lowest = Math.min(lowest, ising.energy(b));
            highest = Math.max(highest, ising.energy(b));
        }
        return highest - lowest;
    }
}
