package io.ketstream.simulator;

import static io.ketstream.simulator.Circuits.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ClassicalRegister;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 24);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void samplesFollowTheProbabilities(long seed) {
        // 200 000 shots also cross the borders of the chunks in which points are drawn.
        long shots = 200_000;
        Statevector state = simulator.run(
                CompiledCircuit.compile(Circuits.random(7, 120, 2, seed)), Circuits.randomParameters(2, seed));
        BasisCounts counts = simulator.sample(state, shots, seed);
        assertThat(counts.shots()).isEqualTo(shots);

        var observed = new long[state.size()];
        for (int k = 0; k < counts.size(); k++) {
            observed[(int) counts.state(k)] = counts.count(k);
        }
        double chiSquare = 0;
        int degrees = -1;
        for (int b = 0; b < observed.length; b++) {
            double expected = shots * state.probability(b);
            if (expected >= 5) {
                chiSquare += (observed[b] - expected) * (observed[b] - expected) / expected;
                degrees++;
            }
        }
        // Mean k, variance 2k: five standard deviations, for these fixed seeds.
        assertThat(chiSquare).isLessThan(degrees + 5 * Math.sqrt(2.0 * degrees));
        assertThat(degrees).isGreaterThan(5);
    }

    @Test
    void statesOfProbabilityZeroAreNeverDrawnAcrossBlocks() {
        // 13 qubits are two blocks; only |0…0⟩ and |1…1⟩ are possible.
        var instructions = new Instruction[13];
        instructions[0] = gate(Gate.H, 0);
        for (int qubit = 1; qubit < 13; qubit++) {
            instructions[qubit] = gate(Gate.CX, qubit - 1, qubit);
        }
        CompiledCircuit ghz = CompiledCircuit.compile(Circuits.fixed(13, instructions));
        BasisCounts counts = simulator.sample(ghz, RealVector.of(), 10_000, 3);
        assertThat(counts.size()).isEqualTo(2);
        assertThat(counts.state(0)).isZero();
        assertThat(counts.state(1)).isEqualTo((1 << 13) - 1);
        assertThat(counts.count(0)).isBetween(4700L, 5300L);
    }

    @Test
    void theSameSeedGivesTheSameSamplesAndAnotherOneOthers() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(6, 60, 0, 2));
        BasisCounts first = simulator.sample(compiled, RealVector.of(), 1000, 5);
        assertThat(simulator.sample(compiled, RealVector.of(), 1000, 5)).isEqualTo(first);
        assertThat(simulator.sample(compiled, RealVector.of(), 1000, 6)).isNotEqualTo(first);
        assertThat(simulator.sample(compiled, RealVector.of(), 0, 6).size()).isZero();
    }

    @Test
    void keysAreRegistersInOrderOfDeclarationHighestIndexFirst() {
        // Qubit 2 is 1 and goes to b[1]; qubit 0 is 0 and goes to a[0]; the rest stays unmeasured.
        var circuit = new ParameterizedCircuit(
                3,
                List.of(new ClassicalRegister("a", 3), new ClassicalRegister("b", 2)),
                List.of(),
                List.of(
                        gate(Gate.X, 2),
                        gate(Gate.H, 1),
                        new Instruction.Measure(2, 4),
                        new Instruction.Measure(0, 0),
                        new Instruction.Measure(2, 1)));
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        assertThat(compiled.isDynamic()).isFalse();
        assertThat(simulator.counts(compiled, RealVector.of(), 100, 1)).isEqualTo(Map.of("010 10", 100L));
        assertThat(simulator.distribution(compiled, RealVector.of()).probability("010 10"))
                .isCloseTo(1, within(1e-15));
    }
}
