package io.ketstream.simulator;

import static io.ketstream.simulator.Circuits.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ClassicalRegister;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class DynamicCircuitTest {

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 26);

    @Test
    void teleportationCarriesTheStateWhateverIsMeasured() {
        double theta = 1.1;
        CompiledCircuit compiled = CompiledCircuit.compile(circuit(
                3,
                3,
                gate(Gate.RY, theta, 0),
                gate(Gate.H, 1),
                gate(Gate.CX, 1, 2),
                gate(Gate.CX, 0, 1),
                gate(Gate.H, 0),
                new Instruction.Measure(0, 0),
                new Instruction.Measure(1, 1),
                new Instruction.Conditional(List.of(0), 1, List.of(gate(Gate.Z, 2)), List.of()),
                new Instruction.Conditional(List.of(1), 1, List.of(gate(Gate.X, 2)), List.of()),
                new Instruction.Measure(2, 2)));
        assertThat(compiled.isDynamic()).isTrue();
        OutcomeDistribution distribution = simulator.distribution(compiled, RealVector.of());
        double one = Math.sin(theta / 2) * Math.sin(theta / 2);
        for (String corrections : List.of("00", "01", "10", "11")) {
            assertThat(distribution.probability("1" + corrections)).isCloseTo(one / 4, within(1e-14));
            assertThat(distribution.probability("0" + corrections)).isCloseTo((1 - one) / 4, within(1e-14));
        }
    }

    @Test
    void resetForgetsAndFlipsBack() {
        CompiledCircuit compiled = CompiledCircuit.compile(circuit(
                2,
                2,
                gate(Gate.RY, 1.0, 0),
                gate(Gate.CX, 0, 1),
                new Instruction.Reset(0),
                new Instruction.Measure(0, 0),
                new Instruction.Measure(1, 1)));
        OutcomeDistribution distribution = simulator.distribution(compiled, RealVector.of());
        double one = Math.sin(0.5) * Math.sin(0.5);
        assertThat(distribution.probability("10")).isCloseTo(one, within(1e-14));
        assertThat(distribution.probability("00")).isCloseTo(1 - one, within(1e-14));
        assertThat(distribution.probabilities()).hasSize(2);
    }

    @Test
    void aResetOfAnUntouchedQubitIsNothing() {
        CompiledCircuit compiled = CompiledCircuit.compile(
                circuit(1, 1, new Instruction.Reset(0), gate(Gate.X, 0), new Instruction.Measure(0, 0)));
        assertThat(compiled.isDynamic()).isFalse();
        assertThat(simulator.counts(compiled, RealVector.of(), 7, 1)).containsExactly(Map.entry("1", 7L));
    }

    @Test
    void conditionsReadSeveralBitsAndNest() {
        // bits = 3 (both 1): otherwise-branch of the inner condition flips qubit 2.
        var inner = new Instruction.Conditional(
                List.of(0), 0, List.of(), List.of(gate(Gate.X, 2), new Instruction.Measure(2, 2)));
        CompiledCircuit compiled = CompiledCircuit.compile(circuit(
                3,
                3,
                gate(Gate.X, 0),
                gate(Gate.X, 1),
                new Instruction.Measure(0, 0),
                new Instruction.Measure(1, 1),
                new Instruction.Conditional(List.of(0, 1), 3, List.of(inner), List.of(gate(Gate.H, 2)))));
        assertThat(simulator.distribution(compiled, RealVector.of()).probabilities())
                .containsOnlyKeys("111");
    }

    @Test
    void aBitThatIsOverwrittenLaterKeepsTheLaterValue() {
        CompiledCircuit compiled = CompiledCircuit.compile(circuit(
                2, 1, new Instruction.Measure(0, 0), gate(Gate.X, 1), new Instruction.Measure(1, 0), gate(Gate.H, 1)));
        assertThat(simulator.distribution(compiled, RealVector.of()).probabilities())
                .containsOnlyKeys("1");
    }

    @Test
    void countsFollowTheExactDistribution() {
        CompiledCircuit compiled = coins(5);
        SortedMap<String, Long> counts = simulator.counts(compiled, RealVector.of(), 100_000, 3);
        assertClose(counts, simulator.distribution(compiled, RealVector.of()), 100_000);
        assertThat(simulator.counts(compiled, RealVector.of(), 100_000, 3)).isEqualTo(counts);
    }

    @Test
    void shotByShotSimulationFollowsTheSameDistribution() {
        CompiledCircuit compiled = coins(3);
        var program = new DynamicProgram(compiled, RealVector.of(), new Workers(1));
        var trajectories = new Trajectories(program);
        SortedMap<String, Long> counts = trajectories.counts(20_000, 5);
        assertClose(counts, new BranchExplorer(program).distribution(), 20_000);
        assertThat(trajectories.counts(20_000, 5)).isEqualTo(counts);
    }

    @Test
    void tooManyBranchesAreSimulatedShotByShot() {
        CompiledCircuit compiled = coins(14);
        assertThatThrownBy(() -> simulator.distribution(compiled, RealVector.of()))
                .isInstanceOf(TooManyBranchesException.class);
        SortedMap<String, Long> counts = simulator.counts(compiled, RealVector.of(), 500, 1);
        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(500);
        assertThat(simulator.counts(compiled, RealVector.of(), 500, 1)).isEqualTo(counts);
    }

    @Test
    void thousandsOfMeasurementsInARowAreFollowed() {
        var instructions = new ArrayList<Instruction>();
        for (int k = 0; k < 20_000; k++) {
            instructions.add(gate(Gate.X, 0));
            instructions.add(new Instruction.Measure(0, 0));
        }
        CompiledCircuit compiled = CompiledCircuit.compile(circuit(1, 1, instructions.toArray(Instruction[]::new)));
        assertThat(simulator.distribution(compiled, RealVector.of()).probabilities())
                .containsOnlyKeys("0");
    }

    @Test
    void aDynamicCircuitHasNoFinalState() {
        assertThatThrownBy(() -> simulator.run(coins(2), RealVector.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no single final state");
    }

    @Test
    void thePlanTellsWhatWillBeDone() {
        assertThat(coins(2).explain()).contains("1 qubits", "measure qubit 0 into bit 0", "Y rotation on qubits [0]");
        assertThat(CompiledCircuit.compile(Circuits.qaoa(Circuits.randomIsing(6, 1), 3))
                        .explain())
                .contains("start: uniform over qubits [0, 1, 2, 3, 4, 5]")
                .containsOnlyOnce("6 parameters")
                // The last phase turns the frames back in which rotations about X are about Y.
                .hasLineCount(2 + 3 * (1 + 6) + 1);
    }

    /// One qubit turned by RY(1) and measured `tosses` times in a row.
    private static CompiledCircuit coins(int tosses) {
        var instructions = new ArrayList<Instruction>();
        for (int toss = 0; toss < tosses; toss++) {
            instructions.add(gate(Gate.RY, 1.0, 0));
            instructions.add(new Instruction.Measure(0, toss));
            instructions.add(gate(Gate.H, 0));
        }
        return CompiledCircuit.compile(circuit(1, tosses, instructions.toArray(Instruction[]::new)));
    }

    private static ParameterizedCircuit circuit(int qubits, int bits, Instruction... instructions) {
        return new ParameterizedCircuit(
                qubits, List.of(new ClassicalRegister("c", bits)), List.of(), List.of(instructions));
    }

    private static void assertClose(SortedMap<String, Long> counts, OutcomeDistribution distribution, long shots) {
        assertThat(distribution.probabilities().keySet()).containsAll(counts.keySet());
        distribution.probabilities().forEach((outcome, probability) -> {
            double deviation = 5 * Math.sqrt(shots * probability * (1 - probability)) + 1;
            assertThat((double) counts.getOrDefault(outcome, 0L))
                    .as(outcome)
                    .isCloseTo(shots * probability, within(deviation));
        });
    }
}
