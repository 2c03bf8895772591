package io.ketstream.execution.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// That the values read off the outcomes are those of the strings themselves, by the simulator's expectations, which
/// know
/// nothing of Clifford circuits.
class DiagonalizationTest {

    /// Sums of 2^8 products of numbers below 1.
    private static final double ROUNDING = 1e-12;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 20);

    @ParameterizedTest
    @ValueSource(
            strings = {"X", "Y", "Z", "I", "XY", "ZZ,XX,YY", "XXI,IXX,YYY", "XZIX,ZXIX", "YYYY,XXXX,ZZII", "XYZY,ZXYX"})
    void namedGroups(String labels) {
        assertDiagonal(strings(labels.split(",")), 1);
    }

    /// Strings drawn at random, each kept when it commutes with those before it.
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 15", "3, 60", "5, 200", "6, 400", "8, 400"})
    void randomGroups(int qubits, int tries) {
        for (int seed = 0; seed < 12; seed++) {
            var random = new Random(1000L * qubits + seed);
            var group = new ArrayList<PauliString>();
            for (int k = 0; k < tries; k++) {
                PauliString drawn = drawn(random, qubits);
                if (group.stream().allMatch(other -> commute(drawn, other))) {
                    group.add(drawn);
                }
            }
            assertDiagonal(group, seed);
        }
    }

    @Test
    void stringsThatAgreeOnEveryQubitNeedNoGatesOnTwo() {
        assertThat(Diagonalization.of(strings("XIYZ", "XXII", "IXYI", "IIII")).gates())
                .allSatisfy(
                        gate -> assertThat(((Instruction.Apply) gate).qubits()).hasSize(1))
                .hasSize(4);
    }

    @Test
    void aBellBasisIsOneCxAndOneH() {
        assertThat(Diagonalization.of(strings("XX", "ZZ")).gates())
                .containsExactly(
                        new Instruction.Apply(Gate.CX, List.of(), List.of(0, 1)),
                        new Instruction.Apply(Gate.H, List.of(), List.of(0)));
    }

    @Test
    void stringsThatDoNotCommuteAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Diagonalization.of(strings("XX", "ZI")))
                .withMessageContaining("do not commute");
    }

    private void assertDiagonal(List<PauliString> group, long seed) {
        Diagonalization basis = Diagonalization.of(group);
        int qubits = group.getFirst().qubits();
        ParameterizedCircuit state = entangled(qubits, new Random(seed));
        var instructions = new ArrayList<>(state.instructions());
        instructions.addAll(basis.gates());
        CompiledCircuit plain = CompiledCircuit.compile(state);
        CompiledCircuit turned = CompiledCircuit.compile(ParameterizedCircuit.of(qubits, List.of(), instructions));
        for (int k = 0; k < group.size(); k++) {
            double expected = expectation(plain, group.get(k));
            double read = expectation(turned, zString(qubits, basis.mask(k))) * (basis.isNegative(k) ? -1 : 1);
            assertThat(read).as("%s of %s", group.get(k), group).isCloseTo(expected, within(ROUNDING));
        }
    }

    private double expectation(CompiledCircuit circuit, PauliString string) {
        return simulator.expectation(circuit, RealVector.zeros(0), CompiledObservable.compile(PauliSum.of(string)));
    }

    /// A state that no symmetry spares: two layers of random rotations with CX between.
    private static ParameterizedCircuit entangled(int qubits, Random random) {
        var gates = new ArrayList<Instruction>();
        for (int layer = 0; layer < 2; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                for (Gate gate : List.of(Gate.RY, Gate.RZ, Gate.RX)) {
                    gates.add(new Instruction.Apply(
                            gate, List.of(ParameterExpression.constant(6 * random.nextDouble())), List.of(qubit)));
                }
            }
            for (int qubit = 0; qubit + 1 < qubits; qubit++) {
                gates.add(new Instruction.Apply(Gate.CX, List.of(), List.of(qubit, qubit + 1)));
            }
        }
        return ParameterizedCircuit.of(qubits, List.of(), gates);
    }

    private static PauliString drawn(Random random, int qubits) {
        var letters = new StringBuilder();
        for (int qubit = 0; qubit < qubits; qubit++) {
            letters.append("IXYZ".charAt(random.nextInt(4)));
        }
        return new PauliString(letters.toString());
    }

    /// Two strings commute when they differ, both not I, on an even number of qubits.
    private static boolean commute(PauliString a, PauliString b) {
        int differing = 0;
        for (int qubit = 0; qubit < a.qubits(); qubit++) {
            differing += a.at(qubit) != b.at(qubit) && a.at(qubit) != 'I' && b.at(qubit) != 'I' ? 1 : 0;
        }
        return differing % 2 == 0;
    }

    private static PauliString zString(int qubits, long mask) {
        var letters = new char[qubits];
        for (int qubit = 0; qubit < qubits; qubit++) {
            letters[qubits - 1 - qubit] = (mask >>> qubit & 1) == 1 ? 'Z' : 'I';
        }
        return new PauliString(new String(letters));
    }

    private static List<PauliString> strings(String... labels) {
        return List.of(labels).stream().map(PauliString::new).toList();
    }
}
