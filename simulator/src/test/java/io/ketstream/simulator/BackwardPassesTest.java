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
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Small tiles, so that gates meet fixed qubits, tiles in place and tiles in a copy, in many passes.
class BackwardPassesTest {

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 26);
    private final Workers oneThread = new Workers(1);

    @ParameterizedTest
    @EnumSource(
            value = Gate.class,
            names = {"RX", "RY", "RZ", "P", "U", "CP", "CRX", "CRY", "CRZ", "CU", "RXX", "RYY", "RZZ"})
    void everyParameterisedGateAtEveryPosition(Gate gate) {
        int qubits = 7;
        for (int first = 0; first < qubits; first++) {
            for (int second = 0; second < (gate.qubits() == 1 ? 1 : qubits); second++) {
                if (gate.qubits() == 1 || first != second) {
                    var instructions = new ArrayList<>(
                            Circuits.random(qubits, 20, 0, first).instructions());
                    var angles = new ArrayList<ParameterExpression>();
                    for (int k = 0; k < gate.angles(); k++) {
                        angles.add(ParameterExpression.parameter(k));
                    }
                    instructions.add(new Instruction.Apply(
                            gate, angles, gate.qubits() == 1 ? List.of(first) : List.of(first, second)));
                    instructions.addAll(
                            Circuits.random(qubits, 20, 0, second + 10).instructions());
                    var names = IntStream.range(0, gate.angles())
                            .mapToObj(k -> "p" + k)
                            .toList();
                    assertMatches(ParameterizedCircuit.of(qubits, names, instructions), 4, "IXYZ", 1);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 20, 1", "2, 2, 30, 2", "4, 3, 60, 3", "6, 4, 120, 4", "8, 5, 120, 5", "9, 7, 120, 6"})
    void randomCircuits(int qubits, int tileQubits, int gates, long seed) {
        assertMatches(Circuits.random(qubits, gates, 4, seed), tileQubits, "IXYZ", seed);
        assertMatches(Circuits.random(qubits, gates, 4, seed + 100), tileQubits, "IZ", seed);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 8, 11})
    void qaoa(int tileQubits) {
        IsingHamiltonian ising = Circuits.randomIsing(11, 3);
        ParameterizedCircuit circuit = Circuits.qaoa(ising, 3);
        assertMatches(circuit, ising.toPauliSum(), RealVector.of(0.3, -0.4, 0.5, -0.2, 0.7, 1.1), tileQubits);
        // Mixers by half turns and nearly so, whose tangents are infinite or large.
        assertMatches(circuit, ising.toPauliSum(), RealVector.of(0.3, -0.4, 0.5, Math.PI / 2, 1.57, -1.5), tileQubits);
    }

    /// ψ is kept and not undone where rotations go without cosines and tiles of two kinds cover all qubits.
    @ParameterizedTest
    @CsvSource({"8, 0.7, true", "11, 0.7, true", "4, 0.7, false", "11, 1.57, false"})
    void keepsStates(int tileQubits, double beta, boolean keeps) {
        IsingHamiltonian ising = Circuits.randomIsing(11, 3);
        CompiledCircuit compiled = CompiledCircuit.compileFull(Circuits.qaoa(ising, 2));
        Bound bound = new Bound(compiled, RealVector.of(0.3, -0.4, 0.5, beta), tileQubits);
        assertThat(bound.backward.keeps()).isEqualTo(keeps);
    }

    /// ψ is kept also where amplitudes change places between layers, if tiles are whole states; against the
    /// derivatives by undoing it in smaller tiles, and by differences.
    @ParameterizedTest
    @CsvSource({"7, 0.7, 0", "7, 0.7, 1", "10, 0.7, 0", "10, 3.14, 0", "10, 0.7, 2", "11, 0.7, 0"})
    void keepsStatesWhereAmplitudesMove(int qubits, double angle, int gates) {
        ParameterizedCircuit circuit = stronglyEntangling(qubits, 3, gates);
        double[] numbers =
                Circuits.randomParameters(circuit.parameters().size(), qubits).toArray();
        Arrays.setAll(numbers, k -> Math.clamp(numbers[k], -1.5, 1.5));
        numbers[numbers.length - 2] = angle;
        RealVector at = RealVector.of(numbers);
        CompiledCircuit compiled = CompiledCircuit.compileFull(circuit).upToPhases();
        assertThat(new Bound(compiled, at, qubits).backward.keeps()).isEqualTo(angle < 3);
        assertThat(new Bound(compiled, at, qubits - 1).backward.keeps()).isFalse();
        PauliSum sum = Circuits.transverseIsing(qubits, 0, 1);
        PauliSum diagonal = Circuits.randomIsing(qubits, 3).toPauliSum();
        for (PauliSum each : List.of(sum, diagonal)) {
            CompiledObservable observable = CompiledObservable.compile(each);
            RealVector kept =
                    new Bound(compiled, at, qubits).gradient(observable).derivatives();
            RealVector undone =
                    new Bound(compiled, at, qubits - 1).gradient(observable).derivatives();
            for (int k = 0; k < at.size(); k++) {
                assertThat(kept.get(k)).as("parameter %d", k).isCloseTo(undone.get(k), within(1e-11));
            }
        }
        assertMatches(circuit, diagonal, at, qubits);
    }

    /// RZ, RY and RZ on each qubit and a ring of CX between qubits `layer` + 1 apart, so often, after a state that is
    /// encoded; then a layer of rotations and so many CX.
    static ParameterizedCircuit stronglyEntangling(int qubits, int layers, int more) {
        var instructions = new ArrayList<Instruction>();
        int parameters = 0;
        for (int qubit = 0; qubit < qubits; qubit++) {
            instructions.add(gate(Gate.RY, ParameterExpression.constant(0.3 + qubit), qubit));
        }
        for (int layer = 0; layer <= layers; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                for (Gate rotation : List.of(Gate.RZ, Gate.RY, Gate.RZ)) {
                    instructions.add(gate(rotation, ParameterExpression.parameter(parameters++), qubit));
                }
            }
            int exchanges = layer < layers ? qubits : more;
            for (int qubit = 0; qubit < exchanges; qubit++) {
                instructions.add(gate(Gate.CX, qubit, (qubit + 1 + layer % (qubits - 1)) % qubits));
            }
        }
        List<String> names =
                IntStream.range(0, parameters).mapToObj(k -> "p" + k).toList();
        return ParameterizedCircuit.of(qubits, names, instructions);
    }

    /// Amplitudes that change places before the first parameter, in the pass of the first phase, all of whose terms
    /// have
    /// to wait for that.
    @ParameterizedTest
    @ValueSource(ints = {8, 11})
    void qaoaFromAStateThatIsPrepared(int tileQubits) {
        int qubits = 11;
        var instructions = new ArrayList<Instruction>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            instructions.add(gate(Gate.H, qubit));
        }
        for (int qubit = 0; qubit < 8; qubit++) {
            instructions.add(gate(Gate.RY, ParameterExpression.constant(0.3 + qubit), qubit));
        }
        for (int qubit = 1; qubit < 8; qubit++) {
            instructions.add(gate(Gate.CX, qubit - 1, qubit));
        }
        for (int qubit = 0; qubit < 8; qubit++) {
            instructions.add(gate(Gate.RY, ParameterExpression.constant(0.7 - qubit), qubit));
        }
        for (int layer = 0; layer < 2; layer++) {
            for (int qubit = 0; qubit < 8; qubit++) {
                int other = qubit < 3 ? qubit + 8 : (qubit + 1) % 8;
                instructions.add(gate(Gate.RZZ, ParameterExpression.parameter(2 * layer), qubit, other));
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(gate(Gate.RX, ParameterExpression.parameter(2 * layer + 1), qubit));
            }
        }
        ParameterizedCircuit circuit = ParameterizedCircuit.of(qubits, List.of("g0", "b0", "g1", "b1"), instructions);
        PauliSum sum = Circuits.randomIsing(qubits, 3).toPauliSum();
        assertMatches(circuit, sum, RealVector.of(0.3, -0.4, 0.5, 0.7), tileQubits);
    }

    /// What is held for the 32 layers that are kept, and for 33, which are not.
    @Test
    void statesThatAreKeptCount() {
        long state = 16L << 16;
        IsingHamiltonian ising = Circuits.randomIsing(16, 3);
        CompiledCircuit thirty = CompiledCircuit.compileFull(Circuits.qaoa(ising, 30));
        CompiledCircuit forty = CompiledCircuit.compileFull(Circuits.qaoa(ising, 40));
        assertThat(thirty.memoryBytes(Set.of(Wanted.GRADIENT))).isBetween(32 * state, 33 * state);
        assertThat(forty.memoryBytes(Set.of(Wanted.GRADIENT))).isEqualTo(2 * state);
        try (var small = new StatevectorSimulator(31 * state)) {
            CompiledObservable energy = CompiledObservable.compile(ising.toPauliSum());
            assertThatThrownBy(() -> small.gradient(thirty, RealVector.of(new double[60]), energy))
                    .isInstanceOf(CircuitTooLargeException.class)
                    .hasMessageContaining("the limit is " + 31 * state);
        }
    }

    /// As a hardware-efficient ansatz has them: rotations with a parameter each, all of a layer in few loops.
    @ParameterizedTest
    @ValueSource(ints = {5, 8, 10})
    void layersOfRotationsAndEntanglers(int tileQubits) {
        int qubits = 10;
        var instructions = new ArrayList<Instruction>();
        int parameters = 0;
        for (int layer = 0; layer < 2; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                for (Gate gate : List.of(Gate.RY, Gate.RZ, Gate.RX)) {
                    instructions.add(gate(gate, ParameterExpression.parameter(parameters++), qubit));
                }
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(gate(Gate.CX, qubit, (qubit + 1) % qubits));
            }
        }
        var names = IntStream.range(0, parameters).mapToObj(k -> "p" + k).toList();
        assertMatches(ParameterizedCircuit.of(qubits, names, instructions), tileQubits, "IXYZ", 4);
        assertMatches(ParameterizedCircuit.of(qubits, names, instructions), tileQubits, "IZ", 5);
    }

    /// Runs of X, CX and SWAP at the begin and the end of a pass and within it, with controls in the tile and outside,
    /// among rotations on other qubits.
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6, 9, 10})
    void exchangesAmongRotations(int tileQubits) {
        int qubits = 10;
        var instructions = new ArrayList<Instruction>();
        int parameters = 0;
        for (int layer = 0; layer < 3; layer++) {
            for (int qubit = layer; qubit < qubits; qubit++) {
                instructions.add(
                        gate(layer == 1 ? Gate.RX : Gate.RY, ParameterExpression.parameter(parameters++), qubit));
            }
            instructions.add(gate(Gate.X, 1));
            instructions.add(gate(Gate.CX, 0, 2));
            instructions.add(gate(Gate.SWAP, 2, 1));
            instructions.add(gate(Gate.RX, ParameterExpression.parameter(parameters++), 4));
            instructions.add(gate(Gate.CX, 9, 3));
            instructions.add(gate(Gate.X, 3));
            instructions.add(gate(Gate.RY, ParameterExpression.parameter(parameters++), 2));
            instructions.add(gate(Gate.CX, 2, 0));
            instructions.add(gate(Gate.CCX, 0, 3, 5));
            instructions.add(gate(Gate.SWAP, 6 + layer, 2));
        }
        var names = IntStream.range(0, parameters).mapToObj(k -> "p" + k).toList();
        assertMatches(ParameterizedCircuit.of(qubits, names, instructions), tileQubits, "IXYZ", 6);
        assertMatches(ParameterizedCircuit.of(qubits, names, instructions), tileQubits, "IZ", 7);
    }

    /// 300 layers of rotations by almost half turns: left-out cosines would multiply up to 10^-2000.
    @Test
    void manyLeftOutCosines() {
        int qubits = 5;
        var instructions = new ArrayList<>(Circuits.random(qubits, 20, 0, 2).instructions());
        for (int layer = 0; layer < 300; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(gate(layer % 2 == 0 ? Gate.RX : Gate.RY, ParameterExpression.parameter(0, 1), qubit));
            }
        }
        CompiledCircuit compiled = CompiledCircuit.compile(ParameterizedCircuit.of(qubits, List.of("a"), instructions));
        CompiledObservable observable = CompiledObservable.compile(Circuits.randomObservable(qubits, 9, "IXYZ", 2));
        // By the product rule over 1500 rotations, each by the parameter-shift rule, would take long; the derivative
        // of a function with frequencies up to 750 is had from differences with h = 1e-7 to about 1e-6 of its size.
        double h = 1e-7;
        double at = 3.0;
        double difference = (simulator.expectation(compiled, RealVector.of(at + h), observable)
                        - simulator.expectation(compiled, RealVector.of(at - h), observable))
                / (2 * h);
        double derivative = simulator
                .gradient(compiled, RealVector.of(at), observable)
                .derivatives()
                .get(0);
        assertThat(derivative).isCloseTo(difference, within(1e-4 * (1 + Math.abs(difference))));
    }

    private void assertMatches(ParameterizedCircuit circuit, int tileQubits, String letters, long seed) {
        assertMatches(
                circuit,
                Circuits.randomObservable(circuit.qubits(), 7, letters, seed),
                Circuits.randomParameters(circuit.parameters().size(), seed),
                tileQubits);
    }

    /// Steps of 1e-5 leave an error of h² · |f‴| and of rounding / h, both below 1e-8 for functions of order 10.
    private void assertMatches(ParameterizedCircuit circuit, PauliSum sum, RealVector at, int tileQubits) {
        CompiledCircuit compiled = CompiledCircuit.compileFull(circuit);
        CompiledObservable observable = CompiledObservable.compile(sum);
        RealVector gradient =
                new Bound(compiled, at, tileQubits).gradient(observable).derivatives();
        double h = 1e-5;
        for (int k = 0; k < at.size(); k++) {
            double difference = (simulator.expectation(compiled, shifted(at, k, h), observable)
                            - simulator.expectation(compiled, shifted(at, k, -h), observable))
                    / (2 * h);
            assertThat(gradient.get(k))
                    .as("parameter %d of %s", k, circuit)
                    .isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
        }
    }

    /// A circuit with numbers, in tiles of so many qubits.
    private final class Bound {
        private final CompiledCircuit compiled;
        private final Passes forward;
        private final BackwardPasses backward;

        private Bound(CompiledCircuit compiled, RealVector at, int tileQubits) {
            this.compiled = compiled;
            int qubits = compiled.numberOfQubits();
            List<Step> steps = compiled.unitarySteps();
            List<Step.Bound> bound = steps.stream().map(step -> step.bind(at)).toList();
            forward = Passes.bind(Schedule.of(qubits, tileQubits, steps), bound);
            backward = new BackwardPasses(BackwardPlan.of(qubits, tileQubits, steps, 0), bound);
            backward.bind(forward);
        }

        private Gradient gradient(CompiledObservable observable) {
            int qubits = compiled.numberOfQubits();
            Checkpoints kept = backward.keeps()
                    ? new Checkpoints(qubits, backward.firstKept(), forward.numberOfPhases() - 1)
                    : Checkpoints.NONE;
            var state = new Statevector(qubits);
            forward.evolve(compiled.preparedUniform(), state, kept, oneThread);
            return backward.gradient(
                    compiled.numberOfParameters(), state, new Statevector(qubits), kept, observable, oneThread);
        }
    }

    private static RealVector shifted(RealVector at, int parameter, double by) {
        double[] values = at.toArray();
        values[parameter] += by;
        return RealVector.of(values);
    }
}
