package io.ketstream.simulator;

import static io.ketstream.simulator.Circuits.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.qasm.OpenQasm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// States of one number of ones against all amplitudes.
class SubspaceTest {

    /// A few hundred operations of rounding 1e-16 each, on energies of about 10.
    private static final double TOLERANCE = 1e-12;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1L << 28);

    static Stream<Arguments> sizes() {
        return IntStream.of(2, 3, 5, 6, 9, 10)
                .boxed()
                .flatMap(n -> IntStream.rangeClosed(0, n).mapToObj(ones -> Arguments.of(n, ones)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void qaoaWithExchangeMixersIsAsOnAllAmplitudes(int qubits, int ones) {
        IsingHamiltonian ising = Circuits.randomIsing(qubits, 7L * qubits + ones);
        for (boolean complete : new boolean[] {false, true}) {
            ParameterizedCircuit circuit = WeightCircuits.qaoa(ising, ones, 2, complete);
            CompiledObservable cost = CompiledObservable.compile(WeightCircuits.cost(ising));
            assertSame(circuit, ones, Circuits.randomParameters(4, ones), cost);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void randomCircuitsThatKeepTheNumberOfOnesAreAsOnAllAmplitudes(int qubits, int ones) {
        for (long seed = 0; seed < 3; seed++) {
            ParameterizedCircuit circuit = WeightCircuits.random(qubits, ones, 25, 3, 100 * seed + qubits);
            CompiledObservable observable =
                    CompiledObservable.compile(Circuits.randomObservable(qubits, 8, "IZ", seed));
            assertSame(circuit, ones, Circuits.randomParameters(3, seed), observable);
        }
    }

    private void assertSame(
            ParameterizedCircuit circuit, int ones, RealVector parameters, CompiledObservable observable) {
        CompiledCircuit full = CompiledCircuit.compileFull(circuit);
        CompiledCircuit part = onSubspace(circuit);
        assertThat(part.subspace().orElseThrow().ones()).isEqualTo(ones);

        Statevector expected = simulator.run(full, parameters);
        var state = (SubspaceState) simulator.finalState(part, parameters);
        Statevector expanded = state.expanded();
        double norm = 0;
        for (int b = 0; b < expected.size(); b++) {
            assertThat(expanded.real(b)).isCloseTo(expected.real(b), within(TOLERANCE));
            assertThat(expanded.imaginary(b)).isCloseTo(expected.imaginary(b), within(TOLERANCE));
            norm += expanded.probability(b);
        }
        assertThat(norm).isCloseTo(1, within(TOLERANCE));

        Estimate estimate = simulator.estimate(part, parameters, observable);
        Estimate expectedEstimate = simulator.estimate(full, parameters, observable);
        assertThat(estimate.expectation()).isCloseTo(expectedEstimate.expectation(), within(10 * TOLERANCE));
        // A square of energies.
        assertThat(estimate.variance()).isCloseTo(expectedEstimate.variance(), within(100 * TOLERANCE));
        assertThat(simulator.expectation(part, parameters, observable)).isEqualTo(estimate.expectation());

        Gradient gradient = simulator.gradient(part, parameters, observable);
        Gradient expectedGradient = simulator.gradient(full, parameters, observable);
        assertThat(gradient.expectation()).isEqualTo(estimate.expectation());
        for (int k = 0; k < parameters.size(); k++) {
            // Each is a sum over tens of gates, of energies times coefficients up to about 5.
            assertThat(gradient.derivatives().get(k))
                    .isCloseTo(expectedGradient.derivatives().get(k), within(100 * TOLERANCE));
        }
    }

    /// Blocks of many sizes and numbers, so that pairs of qubits are below, above and across where they end.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 35, 100, 252})
    void sweepsDoWhatExchangesDoOneByOne(int largestBlock) {
        for (boolean complete : new boolean[] {false, true}) {
            SubspacePlan plan = onSubspace(WeightCircuits.qaoa(Circuits.randomIsing(10, 3), 5, 2, complete))
                    .subspace()
                    .orElseThrow();
            SubspaceState expected = plan.start();
            SubspaceState actual = plan.start();
            var workers = new Workers(1);
            List<SubspaceOperation> operations = List.of(plan.operations(expected, workers));
            List<SubspaceEvolution> arranged =
                    ExchangeSweeps.arrange(operations, expected.basis(), workers, largestBlock);
            operations.forEach(operation -> operation.bind(Circuits.randomParameters(4, 9)));
            operations.forEach(operation -> operation.apply(expected));
            arranged.forEach(each -> each.apply(actual));
            assertThat(arranged.size() < operations.size())
                    .as("some go together")
                    .isEqualTo(largestBlock < 252);
            for (int k = 0; k < expected.size(); k++) {
                assertThat(actual.re[k]).isCloseTo(expected.re[k], within(TOLERANCE));
                assertThat(actual.im[k]).isCloseTo(expected.im[k], within(TOLERANCE));
            }
        }
    }

    @Test
    void derivativesAreCentralDifferences() {
        ParameterizedCircuit circuit = WeightCircuits.random(8, 3, 30, 4, 5);
        CompiledCircuit part = onSubspace(circuit);
        CompiledObservable observable = CompiledObservable.compile(Circuits.randomObservable(8, 8, "IZ", 5));
        RealVector at = Circuits.randomParameters(4, 5);
        Gradient gradient = simulator.gradient(part, at, observable);
        double step = 1e-5;
        for (int k = 0; k < 4; k++) {
            double[] up = at.toArray();
            double[] down = at.toArray();
            up[k] += step;
            down[k] -= step;
            double difference = (simulator.expectation(part, RealVector.of(up), observable)
                            - simulator.expectation(part, RealVector.of(down), observable))
                    / (2 * step);
            // Third derivatives of some thousands times step² / 6, and rounding 1e-14 / step.
            assertThat(gradient.derivatives().get(k)).isCloseTo(difference, within(1e-6));
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        // C(20, 7) = 77 520 amplitudes are enough for work to be split.
        IsingHamiltonian ising = Circuits.randomIsing(20, 4);
        CompiledCircuit compiled = CompiledCircuit.compile(WeightCircuits.qaoa(ising, 7, 1, false));
        assertThat(compiled.subspace()).isPresent();
        CompiledObservable cost = CompiledObservable.compile(WeightCircuits.cost(ising));
        RealVector parameters = RealVector.of(0.3, 0.7);
        var results = new ArrayList<List<Object>>();
        for (int threads = 1; threads <= 3; threads++) {
            try (var parallel = new StatevectorSimulator(1L << 28, threads)) {
                results.add(List.of(
                        parallel.estimate(compiled, parameters, cost),
                        parallel.gradient(compiled, parameters, cost),
                        parallel.sample(compiled, parameters, 1000, 3)));
            }
        }
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(2)).isEqualTo(results.get(0));
    }

    @Test
    void samplesAreThoseOfAllAmplitudesForTheSameSeed() {
        ParameterizedCircuit circuit = WeightCircuits.qaoa(Circuits.randomIsing(8, 1), 3, 2, false);
        RealVector parameters = Circuits.randomParameters(4, 1);
        // Sums of the same probabilities in the same order: the points would have to lie within rounding of a border.
        BasisCounts expected = simulator.sample(CompiledCircuit.compileFull(circuit), parameters, 5000, 9);
        BasisCounts drawn = simulator.sample(onSubspace(circuit), parameters, 5000, 9);
        assertThat(drawn).isEqualTo(expected);
        for (int k = 0; k < drawn.size(); k++) {
            assertThat(Long.bitCount(drawn.state(k))).isEqualTo(3);
        }
        assertThat(simulator.sample(onSubspace(circuit), parameters, 0, 9).size())
                .isZero();
        assertThatThrownBy(() -> simulator.sample(onSubspace(circuit), parameters, -1, 9))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anObservableThatIsNotDiagonalSeesAllAmplitudes() {
        ParameterizedCircuit circuit = WeightCircuits.qaoa(Circuits.randomIsing(8, 2), 4, 1, true);
        CompiledObservable observable = CompiledObservable.compile(Circuits.randomObservable(8, 6, "IXYZ", 3));
        RealVector parameters = RealVector.of(0.4, -0.9);
        CompiledCircuit full = CompiledCircuit.compileFull(circuit);
        CompiledCircuit part = onSubspace(circuit);
        assertThat(simulator.estimate(part, parameters, observable))
                .isEqualTo(simulator.estimate(full, parameters, observable));
        assertThat(simulator.gradient(part, parameters, observable))
                .isEqualTo(simulator.gradient(full, parameters, observable));
        assertThat(simulator.expectation(simulator.finalState(part, parameters), observable))
                .isCloseTo(simulator.expectation(full, parameters, observable), within(TOLERANCE));
        assertThat(part.memoryBytes(Set.of(Wanted.EXPECTATION), observable))
                .isEqualTo(full.memoryBytes(Set.of(Wanted.EXPECTATION)));
    }

    @Test
    void aCircuitReadFromTextIsRecognised() {
        String text = """
                OPENQASM 3.0;
                include "stdgates.inc";
                input float a;
                qubit[6] q;
                bit[6] c;
                x q[1];
                x q[4];
                barrier q;
                cx q[1], q[2];
                cry(a) q[2], q[1];
                cx q[1], q[2];
                rz(2 * a) q[3];
                swap q[0], q[4];
                cx q[5], q[0];
                cry(a + 0.5) q[0], q[5];
                cx q[5], q[0];
                c = measure q;
                """;
        ParameterizedCircuit circuit = OpenQasm.read(text);
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        assertThat(compiled.subspace().orElseThrow().ones()).isEqualTo(2);
        assertThat(compiled.explain()).contains("subspace of 2 ones: 15 amplitudes instead of 64");
        RealVector parameters = RealVector.of(0.8);
        OutcomeDistribution expected = simulator.distribution(CompiledCircuit.compileFull(circuit), parameters);
        OutcomeDistribution distribution = simulator.distribution(compiled, parameters);
        assertThat(distribution.probabilities()).hasSameSizeAs(expected.probabilities());
        distribution
                .probabilities()
                .forEach((outcome, probability) -> assertThat(probability)
                        .as(outcome)
                        .isCloseTo(expected.probability(outcome), within(TOLERANCE)));
        assertThat(simulator.counts(compiled, parameters, 500, 2))
                .isEqualTo(simulator.counts(CompiledCircuit.compileFull(circuit), parameters, 500, 2));
    }

    @Test
    void circuitsThatChangeTheNumberOfOnesAreLeftToAllAmplitudes() {
        ParameterExpression angle = ParameterExpression.parameter(0);
        List<List<Instruction>> others = List.of(
                List.of(gate(Gate.RX, angle, 0)),
                List.of(gate(Gate.H, 0), gate(Gate.RZ, angle, 0)),
                List.of(gate(Gate.X, 0), gate(Gate.RXX, angle, 0, 1)),
                List.of(gate(Gate.X, 0), gate(Gate.RXX, angle, 0, 1), gate(Gate.RYY, angle.times(2), 0, 1)),
                List.of(gate(Gate.RXX, angle, 0, 1), gate(Gate.RYY, angle, 1, 2)),
                List.of(gate(Gate.RZ, angle, 0), gate(Gate.X, 1)),
                List.of(gate(Gate.RZ, angle, 0), new Instruction.Reset(0)));
        for (List<Instruction> gates : others) {
            ParameterizedCircuit circuit = ParameterizedCircuit.of(3, List.of("a"), gates);
            assertThat(SubspacePlan.of(circuit)).as(gates.toString()).isEmpty();
        }
        assertThat(CompiledCircuit.compile(Circuits.qaoa(Circuits.randomIsing(6, 1), 2))
                        .subspace())
                .isEmpty();
    }

    @Test
    void moreQubitsThanAStatevectorHoldsAreNoLimit() {
        IsingHamiltonian ising = Circuits.randomIsing(40, 8);
        CompiledCircuit compiled = CompiledCircuit.compile(WeightCircuits.qaoa(ising, 3, 1, false));
        assertThat(compiled.amplitudes()).isEqualTo(9880);
        assertThat(compiled.isDynamic()).isFalse();
        CompiledObservable cost = CompiledObservable.compile(WeightCircuits.cost(ising));
        // γ = 0, β = 0: a Dicke state has P(1) = K/n, P(11) = K(K−1)/n(n−1).
        double z = 1 - 2 * 3.0 / 40;
        double zz = 1 - 4 * 3.0 / 40 + 4 * 6.0 / (40 * 39);
        double expected = ising.offset();
        for (int qubit = 0; qubit < 40; qubit++) {
            expected += z * ising.h().get(qubit);
        }
        for (IsingHamiltonian.Coupling coupling : ising.couplings()) {
            expected += zz * coupling.weight();
        }
        assertThat(simulator.expectation(compiled, RealVector.of(0, 0), cost))
                .isCloseTo(expected, within(10 * TOLERANCE));
        assertThat(simulator.sample(compiled, RealVector.of(0.2, 0.5), 100, 1).shots())
                .isEqualTo(100);
        assertThatThrownBy(() -> simulator.run(compiled, RealVector.of(0, 0)))
                .isInstanceOf(CircuitTooLargeException.class);
        try (var small = new StatevectorSimulator(1 << 16)) {
            assertThatThrownBy(() -> small.expectation(compiled, RealVector.of(0, 0), cost))
                    .isInstanceOf(CircuitTooLargeException.class);
        }
    }

    @Test
    void theChoiceComparesEstimatesOfCost() {
        IsingHamiltonian ising = Circuits.randomIsing(12, 3);
        SubspacePlan few =
                SubspacePlan.of(WeightCircuits.qaoa(ising, 2, 2, false)).orElseThrow();
        SubspacePlan half =
                SubspacePlan.of(WeightCircuits.qaoa(ising, 6, 2, false)).orElseThrow();
        assertThat(few.cost()).isLessThan(half.cost());
        assertThat(few.fullCost()).isEqualTo(half.fullCost());
        // A phase of three parameters takes three sines and cosines on each of C(4, 2) = 6 amplitudes, and one
        // multiplication on all 16.
        ParameterizedCircuit phase = ParameterizedCircuit.of(
                4,
                List.of("a", "b", "c"),
                List.of(
                        gate(Gate.X, 0),
                        gate(Gate.X, 1),
                        gate(Gate.RZZ, ParameterExpression.parameter(0), 0, 1),
                        gate(Gate.RZ, ParameterExpression.parameter(1), 2),
                        gate(Gate.RZ, ParameterExpression.parameter(2), 3)));
        assertThat(SubspacePlan.of(phase)).isPresent();
        assertThat(CompiledCircuit.compile(phase).subspace()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 0.5, -3.1, 3.2, 1e3, -1.04e6, 1e9})
    void phasesAreUnitNumbersOfTheirAngle(double angle) {
        var re = new double[] {1, 0.6};
        var im = new double[] {0, -0.8};
        UnitPhase.multiply(re, im, 0, 2, new double[] {angle, 0}, Math.abs(angle) <= UnitPhase.LARGEST);
        // Some roundings of 1e-16; reduction of the largest angles loses as much again.
        assertThat(re[0]).isCloseTo(Math.cos(angle), within(2e-15));
        assertThat(im[0]).isCloseTo(-Math.sin(angle), within(2e-15));
        assertThat(re[1]).isEqualTo(0.6);
        assertThat(im[1]).isEqualTo(-0.8);
    }

    @Test
    void positionsCountStatesInAscendingOrder() {
        for (int ones = 0; ones <= 7; ones++) {
            var basis = new SubspaceBasis(7, ones);
            int position = 0;
            for (int state = 0; state < 1 << 7; state++) {
                if (Integer.bitCount(state) == ones) {
                    assertThat(basis.state(position)).isEqualTo(state);
                    assertThat(basis.position(state)).isEqualTo(position);
                    position++;
                }
            }
            assertThat(basis.size()).isEqualTo(position);
        }
        // The central binomial coefficient of 62.
        assertThat(SubspaceBasis.binomial(62, 31)).isEqualTo(465428353255261088L);
    }

    private static CompiledCircuit onSubspace(ParameterizedCircuit circuit) {
        return CompiledCircuit.compileFull(circuit).with(SubspacePlan.of(circuit));
    }
}
