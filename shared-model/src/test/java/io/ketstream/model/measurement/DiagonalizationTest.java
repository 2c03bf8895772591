package io.ketstream.model.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.operator.PauliString;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagonalizationTest {

    /// Amplitudes near 1 through at most a few hundred gates.
    private static final double ROUNDING = 1e-11;

    /// C P = ± Z…Z C on every basis state, which is on every state.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyStringIsTakenToItsSignedZString(int qubits) {
        for (int seed = 0; seed < 60; seed++) {
            List<PauliString> strings = commuting(qubits, 1 + seed % 12, new Random(1000 * qubits + seed));
            Diagonalization rotation = Diagonalization.of(strings);
            for (PauliString string : strings) {
                SignedZ image = rotation.of(string);
                for (int index = 0; index < 1 << qubits; index++) {
                    DenseState rotated = DenseState.basis(qubits, index).apply(rotation.gates());
                    DenseState measured =
                            DenseState.basis(qubits, index).apply(string).apply(rotation.gates());
                    assertThat(measured.distance(image, rotated))
                            .as("%s of %s, seed %d", string, strings, seed)
                            .isLessThan(ROUNDING);
                }
            }
        }
    }

    /// On one random state, which has a part along every other.
    @ParameterizedTest
    @CsvSource({"8, 30, 1", "11, 40, 2", "14, 10, 3"})
    void largerSetsOnARandomState(int qubits, int count, int seed) {
        var random = new Random(seed);
        List<PauliString> strings = commuting(qubits, count, random);
        Diagonalization rotation = Diagonalization.of(strings);
        DenseState state = DenseState.random(qubits, random);
        DenseState rotated = state.copy().apply(rotation.gates());
        for (PauliString string : strings) {
            DenseState measured = state.copy().apply(string).apply(rotation.gates());
            assertThat(measured.distance(rotation.of(string), rotated))
                    .as(string.label())
                    .isLessThan(ROUNDING);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 63})
    void twoQubitGatesStayBelowTheKnownBound(int qubits) {
        for (int seed = 0; seed < 20; seed++) {
            List<PauliString> strings = commuting(qubits, 3 * qubits, new Random(seed));
            Diagonalization rotation = Diagonalization.of(strings);
            var generators = new Generators();
            strings.forEach(string -> generators.add(Bits.of(string)));
            int rank = generators.rows().size();
            assertThat(rotation.twoQubitGates()).isLessThanOrEqualTo(rank * qubits - rank * (rank + 1) / 2);
            assertThat(rotation.gates()).allMatch(gate -> gate.qubits().stream().allMatch(qubit -> qubit < qubits));
        }
    }

    @Test
    void stringsThatCommuteQubitWiseNeedBasisChangesOnly() {
        Diagonalization rotation = Diagonalization.of(List.of(
                new PauliString("YIXZI"),
                new PauliString("YXIZI"),
                new PauliString("IXXII"),
                new PauliString("YXXII")));
        assertThat(rotation.gates())
                .extracting(gate -> gate.gate() + " " + gate.qubits().getFirst())
                .containsExactly("H 2", "H 3", "SDG 4", "H 4");
        assertThat(rotation.of(new PauliString("YIXZI"))).isEqualTo(new SignedZ(0b10110, false));
        assertThat(rotation.of(new PauliString("IIIII"))).isEqualTo(new SignedZ(0, false));
    }

    /// YY = −XX·ZZ.
    @Test
    void theBellBasisTakesOneGateOnTwoQubits() {
        Diagonalization rotation =
                Diagonalization.of(List.of(new PauliString("XX"), new PauliString("YY"), new PauliString("ZZ")));
        assertThat(rotation.twoQubitGates()).isEqualTo(1);
        SignedZ xx = rotation.of(new PauliString("XX"));
        SignedZ yy = rotation.of(new PauliString("YY"));
        SignedZ zz = rotation.of(new PauliString("ZZ"));
        assertThat(yy.mask()).isEqualTo(xx.mask() ^ zz.mask());
        assertThat(yy.negative()).isEqualTo(xx.negative() == zz.negative());
    }

    @Test
    void otherStringsAreRefused() {
        assertThatThrownBy(() -> Diagonalization.of(List.of(new PauliString("XX"), new PauliString("ZI"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ZI does not commute");
        Diagonalization rotation = Diagonalization.of(List.of(new PauliString("XX")));
        assertThatThrownBy(() -> rotation.of(new PauliString("ZI"))).hasMessageContaining("not made diagonal");
        assertThat(rotation.gates()).extracting(gate -> gate.gate()).containsOnly(Gate.H);
    }

    /// Random letters, half of them Y, kept when they commute with those before.
    private static List<PauliString> commuting(int qubits, int count, Random random) {
        var strings = new ArrayList<PauliString>();
        for (int attempt = 0; attempt < 50 * count && strings.size() < count; attempt++) {
            var label = new StringBuilder();
            for (int qubit = 0; qubit < qubits; qubit++) {
                label.append("IXYYZY".charAt(random.nextInt(6)));
            }
            var string = new PauliString(label.toString());
            if (strings.stream().allMatch(other -> commute(other, string))) {
                strings.add(string);
            }
        }
        return strings;
    }

    static boolean commute(PauliString first, PauliString second) {
        int different = 0;
        for (int qubit = 0; qubit < first.qubits(); qubit++) {
            char a = first.at(qubit);
            char b = second.at(qubit);
            different += a != 'I' && b != 'I' && a != b ? 1 : 0;
        }
        return different % 2 == 0;
    }
}
