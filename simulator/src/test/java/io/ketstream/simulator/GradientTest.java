package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientTest {

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 26);

    @ParameterizedTest
    @EnumSource(
            value = Gate.class,
            names = {"RX", "RY", "RZ", "P", "U", "CP", "CRX", "CRY", "CRZ", "CU", "RXX", "RYY", "RZZ"})
    void everyParameterisedGateMatchesCentralDifferences(Gate gate) {
        for (long seed = 0; seed < 4; seed++) {
            var random = new Random(seed);
            var instructions =
                    new ArrayList<Instruction>(Circuits.random(4, 25, 0, seed).instructions());
            for (int k = 0; k < 3; k++) {
                instructions.add(Circuits.randomly(gate, 4, 3, random));
                instructions.add(Circuits.randomly(Gate.RY, 4, 3, random));
            }
            assertMatchesDifferences(ParameterizedCircuit.of(4, List.of("a", "b", "c"), instructions), seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void sharedAndAffineParametersMatchCentralDifferences(long seed) {
        assertMatchesDifferences(Circuits.random(5, 80, 3, seed), seed);
    }

    @Test
    void agreesWithTheParameterShiftRuleWhereItHolds() {
        // One rotation per parameter, generators with eigenvalues ±1/2: ½[f(θ+π/2) − f(θ−π/2)] is exact.
        var random = new Random(8);
        var rotations = List.of(Gate.RX, Gate.RY, Gate.RZ, Gate.RXX, Gate.RYY, Gate.RZZ);
        var instructions =
                new ArrayList<Instruction>(Circuits.random(5, 30, 0, 8).instructions());
        var names = new ArrayList<String>();
        for (int k = 0; k < 24; k++) {
            names.add("p" + k);
            Gate gate = rotations.get(k % rotations.size());
            Instruction.Apply placed = Circuits.randomly(gate, 5, 0, random);
            instructions.add(new Instruction.Apply(gate, List.of(ParameterExpression.parameter(k)), placed.qubits()));
            instructions.add(Circuits.randomly(Gate.H, 5, 0, random));
            instructions.add(Circuits.randomly(Gate.CX, 5, 0, random));
        }
        CompiledCircuit compiled = CompiledCircuit.compile(ParameterizedCircuit.of(5, names, instructions));
        CompiledObservable observable = CompiledObservable.compile(Circuits.randomObservable(5, 20, "IXYZ", 8));
        RealVector at = Circuits.randomParameters(24, 8);
        Gradient gradient = simulator.gradient(compiled, at, observable);
        for (int k = 0; k < 24; k++) {
            double shifted = (simulator.expectation(compiled, shifted(at, k, Math.PI / 2), observable)
                            - simulator.expectation(compiled, shifted(at, k, -Math.PI / 2), observable))
                    / 2;
            assertThat(gradient.derivatives().get(k)).as("parameter %d", k).isCloseTo(shifted, within(1e-12));
        }
    }

    @Test
    void qaoaWithSharedAnglesMatchesCentralDifferences() {
        IsingHamiltonian ising = Circuits.randomIsing(13, 2);
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.qaoa(ising, 2));
        CompiledObservable observable = CompiledObservable.compile(ising.toPauliSum());
        assertMatchesDifferences(compiled, observable, RealVector.of(0.3, -0.4, 0.5, -0.2), 1e-7);
    }

    @Test
    void theDerivativeOfAParameterThatNothingUsesIsZero() {
        CompiledCircuit compiled = CompiledCircuit.compile(ParameterizedCircuit.of(1, List.of("unused"), List.of()));
        Gradient gradient = simulator.gradient(
                compiled, RealVector.of(1), CompiledObservable.compile(Circuits.randomObservable(1, 1, "Z", 1)));
        assertThat(gradient.derivatives()).isEqualTo(RealVector.of(0));
    }

    private void assertMatchesDifferences(ParameterizedCircuit circuit, long seed) {
        assertMatchesDifferences(
                CompiledCircuit.compile(circuit),
                CompiledObservable.compile(Circuits.randomObservable(circuit.qubits(), 15, "IXYZ", seed)),
                Circuits.randomParameters(circuit.parameters().size(), seed),
                1e-7);
    }

    /// Steps of 1e-5 leave an error of h² · |f‴| and of rounding / h, both below 1e-8 for functions of order 10.
    private void assertMatchesDifferences(
            CompiledCircuit compiled, CompiledObservable observable, RealVector at, double tolerance) {
        double h = 1e-5;
        Gradient gradient = simulator.gradient(compiled, at, observable);
        assertThat(gradient.expectation()).isEqualTo(simulator.expectation(compiled, at, observable));
        for (int k = 0; k < at.size(); k++) {
            double difference = (simulator.expectation(compiled, shifted(at, k, h), observable)
                            - simulator.expectation(compiled, shifted(at, k, -h), observable))
                    / (2 * h);
            assertThat(gradient.derivatives().get(k))
                    .as("parameter %d of %s", k, compiled.circuit())
                    .isCloseTo(difference, within(tolerance * (1 + Math.abs(difference))));
        }
    }

    private static RealVector shifted(RealVector at, int parameter, double by) {
        double[] values = at.toArray();
        values[parameter] += by;
        return RealVector.of(values);
    }
}
