package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// States that do not come from |0…0⟩.
class GivenStateTest {

    private static final double ROUNDING = 1e-13;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 26);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15})
    void aCircuitInTwoPartsIsTheWholeCircuit(int qubits) {
        ParameterizedCircuit first = Circuits.random(qubits, 40, 0, 3);
        // The second part begins with Hadamards, which on |0…0⟩ would go into the start.
        ParameterizedCircuit second = Circuits.qaoa(Circuits.randomIsing(qubits, 2), 2);
        RealVector angles = Circuits.randomParameters(4, 1);
        var instructions = new ArrayList<Instruction>(first.instructions());
        instructions.addAll(second.instructions());
        Statevector whole = simulator.run(
                CompiledCircuit.compile(ParameterizedCircuit.of(qubits, second.parameters(), instructions)), angles);

        Statevector state = simulator.run(CompiledCircuit.compile(first), RealVector.of());
        simulator.apply(CompiledCircuit.compile(second), angles, state);
        for (int x = 0; x < state.size(); x++) {
            assertThat(state.real(x)).isCloseTo(whole.real(x), within(ROUNDING));
            assertThat(state.imaginary(x)).isCloseTo(whole.imaginary(x), within(ROUNDING));
        }
    }

    /// Mixers that exchange ones leave a Dicke state where it is, up to a phase: Σ (XX + YY)/2 on all pairs has it as
    /// an eigenstate with eigenvalue K(n − K).
    @Test
    void aDickeStateIsUniformOverItsBasisStates() {
        Statevector dicke = Statevector.dicke(6, 2);
        assertThat(dicke.norm()).isCloseTo(1, within(ROUNDING));
        for (int x = 0; x < 64; x++) {
            assertThat(dicke.probability(x)).isCloseTo(Integer.bitCount(x) == 2 ? 1.0 / 15 : 0, within(ROUNDING));
        }
        var exchange = new ArrayList<PauliSum.Term>();
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < i; j++) {
                for (char letter : new char[] {'X', 'Y'}) {
                    var label = new StringBuilder("IIIIII");
                    label.setCharAt(i, letter);
                    label.setCharAt(j, letter);
                    exchange.add(new PauliSum.Term(new PauliString(label.toString()), 0.5));
                }
            }
        }
        Estimate estimate = simulator.estimate(dicke, CompiledObservable.compile(new PauliSum(6, exchange)));
        assertThat(estimate.expectation()).isCloseTo(8, within(ROUNDING));
        assertThat(estimate.variance()).isCloseTo(0, within(ROUNDING));
    }

    @Test
    void givenAmplitudesAreCopiedAndChecked() {
        var re = new double[] {0.6, 0, 0, 0};
        var im = new double[] {0, 0, -0.8, 0};
        Statevector state = Statevector.of(re, im);
        re[0] = 7;
        assertThat(state.numberOfQubits()).isEqualTo(2);
        assertThat(state.real(0)).isEqualTo(0.6);
        assertThat(state.imaginary(2)).isEqualTo(-0.8);

        assertThatThrownBy(() -> Statevector.of(new double[3], new double[3])).hasMessageContaining("2^n, not 3");
        assertThatThrownBy(() -> Statevector.of(new double[] {1}, new double[] {0}))
                .hasMessageContaining("not 1");
        assertThatThrownBy(() -> Statevector.of(new double[] {1, 0}, new double[4]))
                .hasMessageContaining("4 imaginary parts");
        assertThatThrownBy(() -> Statevector.of(new double[] {1, 1}, new double[2]))
                .hasMessageContaining("not to 2.0");
        assertThatThrownBy(() -> Statevector.of(new double[] {1, Double.NaN}, new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Statevector.dicke(3, 4)).hasMessageContaining("0 to 3, not 4");
        assertThatThrownBy(() -> Statevector.dicke(40, 4)).isInstanceOf(CircuitTooLargeException.class);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        CompiledCircuit compiled = CompiledCircuit.compile(Circuits.random(3, 10, 1, 1));
        Statevector other = new Statevector(4);
        assertThatThrownBy(() -> simulator.apply(compiled, RealVector.of(1), other))
                .hasMessageContaining("a state of 4 qubits for a circuit of 3");
        Statevector state = new Statevector(3);
        assertThatThrownBy(() -> simulator.apply(compiled, RealVector.of(), state))
                .hasMessageContaining("1 parameters, not 0");
        // On |0…0⟩ the reset would do nothing.
        CompiledCircuit reset =
                CompiledCircuit.compile(Circuits.fixed(1, new Instruction.Reset(0), Circuits.gate(Gate.X, 0)));
        assertThatThrownBy(() -> simulator.apply(reset, RealVector.of(), new Statevector(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dynamic");
        CompiledCircuit dynamic = CompiledCircuit.compile(
                Circuits.fixed(1, Circuits.gate(Gate.H, 0), new Instruction.Reset(0), Circuits.gate(Gate.X, 0)));
        assertThatThrownBy(() -> simulator.apply(dynamic, RealVector.of(), new Statevector(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
