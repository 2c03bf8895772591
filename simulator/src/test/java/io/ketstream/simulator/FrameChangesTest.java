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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of rotations about X; that states stay what they are.
class FrameChangesTest {

    private static final double ROUNDING = 1e-13;

    private static final RealVector NONE = RealVector.of();

    private static ParameterizedCircuit circuit(int qubits, List<Instruction> instructions) {
        return ParameterizedCircuit.of(qubits, List.of(), instructions);
    }

    /// A ring of couplings and then a mixer, as often as there are layers; no phase comes at the end.
    private static ParameterizedCircuit layers(int qubits, int layers) {
        var instructions = new ArrayList<Instruction>();
        for (int layer = 0; layer < layers; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(gate(Gate.RZZ, 0.2 + layer + qubit, qubit, (qubit + 1) % qubits));
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(gate(Gate.RX, 0.7 * layer - 0.3 * qubit, qubit));
            }
        }
        return circuit(qubits, instructions);
    }

    private static long rotationsAboutX(ParameterizedCircuit circuit) {
        return CompiledCircuit.compileFull(circuit).unitarySteps().stream()
                .filter(step -> step instanceof PairStep(Pairs _, PairStep.Operation.RotationX _))
                .count();
    }

    private static void assertMatches(ParameterizedCircuit circuit) {
        assertMatches(circuit, NONE);
    }

    private static void assertMatches(ParameterizedCircuit circuit, RealVector parameters) {
        DenseReference.Complex[] expected = DenseReference.run(circuit, parameters);
        try (var simulator = new StatevectorSimulator(1 << 24)) {
            Statevector state = simulator.run(CompiledCircuit.compileFull(circuit), parameters);
            for (int b = 0; b < expected.length; b++) {
                assertThat(state.real(b)).isCloseTo(expected[b].re(), within(ROUNDING));
                assertThat(state.imaginary(b)).isCloseTo(expected[b].im(), within(ROUNDING));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void layersHaveNoRotationAboutXAndOnePhaseMore(int layers) {
        ParameterizedCircuit circuit = layers(5, layers);
        assertThat(rotationsAboutX(circuit)).isZero();
        assertThat(CompiledCircuit.compileFull(circuit).unitarySteps())
                .filteredOn(DiagonalStep.class::isInstance)
                .hasSize(layers + 1);
        assertMatches(circuit);
    }

    /// The phase after it would cost as much as is spared.
    @Test
    void oneLayerStaysAsItIs() {
        ParameterizedCircuit circuit = layers(5, 1);
        assertThat(rotationsAboutX(circuit)).isEqualTo(5);
        assertMatches(circuit);
    }

    @Test
    void aPhaseAtTheEndTakesWhatTurnsFramesBack() {
        var instructions = new ArrayList<>(layers(4, 1).instructions());
        instructions.add(gate(Gate.RZ, 0.4, 2));
        assertThat(rotationsAboutX(circuit(4, instructions))).isZero();
        assertThat(CompiledCircuit.compileFull(circuit(4, instructions)).unitarySteps())
                .filteredOn(DiagonalStep.class::isInstance)
                .hasSize(2);
        assertMatches(circuit(4, instructions));
    }

    @Test
    void severalBetweenTheSamePhasesAreTurnedTogether() {
        var instructions = new ArrayList<Instruction>();
        for (Gate gate : List.of(Gate.RZ, Gate.RX, Gate.RX, Gate.RZ, Gate.RX, Gate.RX, Gate.RX, Gate.RZ)) {
            instructions.add(gate(gate, 0.3 + instructions.size(), 0));
        }
        assertThat(rotationsAboutX(circuit(1, instructions))).isZero();
        assertMatches(circuit(1, instructions));
    }

    /// Next to another rotation, or with another gate between them and the next phase.
    @Test
    void othersStayAsTheyAre() {
        var instructions = new ArrayList<Instruction>();
        for (Gate gate : List.of(Gate.RZ, Gate.RX, Gate.RY, Gate.RX, Gate.RZ)) {
            instructions.add(gate(gate, angle(instructions.size()), 0));
        }
        instructions.add(gate(Gate.RZ, angle(0.3), 1));
        instructions.add(gate(Gate.RX, angle(0.9), 1));
        instructions.add(gate(Gate.CRX, angle(1.1), 1, 0));
        instructions.add(gate(Gate.RZ, angle(0.7), 1));
        var circuit = ParameterizedCircuit.of(2, List.of("a"), instructions);
        // Both beside RY, that on the control, and the controlled one.
        assertThat(rotationsAboutX(circuit)).isEqualTo(4);
        assertMatches(circuit, RealVector.of(0.8));
    }

    /// Of a parameter, so that gates are not multiplied.
    private static ParameterExpression angle(double factor) {
        return ParameterExpression.parameter(0, factor);
    }

    @Test
    void phasesAtTheEndAreLeftOutWhereOnlyProbabilitiesCount() {
        CompiledCircuit compiled = CompiledCircuit.compileFull(layers(5, 3));
        CompiledCircuit upToPhases = compiled.upToPhases();
        assertThat(upToPhases.unitarySteps())
                .hasSize(compiled.unitarySteps().size() - 1)
                .isEqualTo(compiled.unitarySteps()
                        .subList(0, compiled.unitarySteps().size() - 1));
        assertThat(upToPhases.upToPhases()).isSameAs(upToPhases);
        try (var simulator = new StatevectorSimulator(1 << 24)) {
            Statevector all = simulator.run(compiled, NONE);
            Statevector most = simulator.run(upToPhases, NONE);
            for (int b = 0; b < all.size(); b++) {
                assertThat(most.probability(b)).isCloseTo(all.probability(b), within(ROUNDING));
            }
        }
    }

    /// A phase before a gate that does not commute with it stays.
    @Test
    void phasesBeforeOtherGatesStay() {
        List<Instruction> instructions = List.of(
                gate(Gate.RY, angle(0.3), 0),
                gate(Gate.RY, angle(0.4), 1),
                gate(Gate.CP, angle(0.9), 0, 1),
                gate(Gate.RY, angle(0.5), 1),
                gate(Gate.RZ, angle(0.6), 1));
        CompiledCircuit compiled = CompiledCircuit.compileFull(ParameterizedCircuit.of(2, List.of("a"), instructions));
        assertThat(compiled.unitarySteps())
                .filteredOn(DiagonalStep.class::isInstance)
                .hasSize(2);
        assertThat(compiled.upToPhases().unitarySteps())
                .filteredOn(DiagonalStep.class::isInstance)
                .hasSize(1);
    }
}
