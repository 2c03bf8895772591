package io.ketstream.model.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTest {

    @Test
    void theRightmostLetterActsOnQubitZero() {
        var pauli = new PauliString("XIZ");

        assertThat(pauli.at(0)).isEqualTo('Z');
        assertThat(pauli.at(2)).isEqualTo('X');
        assertThat(pauli.xMask()).isEqualTo(0b100);
        assertThat(pauli.zMask()).isEqualTo(0b001);
        assertThat(pauli.weight()).isEqualTo(2);
        assertThat(pauli.isDiagonal()).isFalse();
        assertThat(PauliString.of(3, 'Y', 1)).hasToString("IYI");
        assertThat(PauliString.of(3, 'Y', 1).xMask()).isEqualTo(0b010);
        assertThat(PauliString.of(3, 'Y', 1).zMask()).isEqualTo(0b010);
    }

    @ParameterizedTest
    @CsvSource({"XIZ, XXZ, true", "XIZ, XXI, true", "XIZ, YIZ, false", "III, XYZ, true", "XX, YY, false"})
    void commutesQubitWise(String first, String second, boolean expected) {
        assertThat(new PauliString(first).commutesQubitWise(new PauliString(second)))
                .isEqualTo(expected);
        assertThat(new PauliString(second).commutesQubitWise(new PauliString(first)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "XA", "X Z"})
    void otherLettersAreRefused(String label) {
        assertThatThrownBy(() -> new PauliString(label)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void simplifyingAddsEqualStringsAndDropsWhatCancels() {
        var sum = new PauliSum(
                2,
                List.of(
                        new PauliSum.Term(new PauliString("ZZ"), 1),
                        new PauliSum.Term(new PauliString("XI"), 0.5),
                        new PauliSum.Term(new PauliString("ZZ"), 2),
                        new PauliSum.Term(new PauliString("XI"), -0.5)));

        assertThat(sum.isDiagonal()).isFalse();
        assertThat(sum.simplified().terms()).containsExactly(new PauliSum.Term(new PauliString("ZZ"), 3));
        assertThat(sum.simplified().isDiagonal()).isTrue();
    }

    /// Bit 1 is z = −1; the operator's diagonal element of a basis state is that state's energy.
    @Test
    void theEnergyIsTheDiagonalOfTheOperator() {
        var ising = new IsingHamiltonian(
                RealVector.of(0.5, 0, -1.25),
                List.of(new IsingHamiltonian.Coupling(0, 2, 2), new IsingHamiltonian.Coupling(1, 2, -0.75)),
                0.125);

        assertThat(ising.energy(0)).isEqualTo(0.125 + 0.5 - 1.25 + 2 - 0.75);
        assertThat(ising.energy(0b001)).isEqualTo(0.125 - 0.5 - 1.25 - 2 - 0.75);
        for (int bits = 0; bits < 8; bits++) {
            double diagonal = 0;
            for (PauliSum.Term term : ising.toPauliSum().terms()) {
                boolean negative = Long.bitCount(bits & term.pauli().zMask()) % 2 == 1;
                diagonal += negative ? -term.coefficient() : term.coefficient();
            }
            // a handful of additions of numbers of size 1
            assertThat(ising.energy(bits)).isCloseTo(diagonal, within(1e-14));
        }
    }

    @Test
    void malformedOperatorsDoNotExist() {
        assertThatThrownBy(() -> new IsingHamiltonian.Coupling(1, 1, 1)).hasMessageContaining("0 <= i < j");
        assertThatThrownBy(() ->
                        new IsingHamiltonian(RealVector.of(1), List.of(new IsingHamiltonian.Coupling(0, 1, 1)), 0))
                .hasMessageContaining("outside 1 spins");
        assertThatThrownBy(() -> new PauliSum(2, List.of(new PauliSum.Term(new PauliString("Z"), 1))))
                .hasMessageContaining("1 letters for 2 qubits");
        assertThatThrownBy(() -> new PauliSum.Term(new PauliString("Z"), Double.NaN))
                .hasMessageContaining("not finite");
    }
}
