package io.ketstream.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HydrogenTest {
    private static final int DIMENSION = 16;

    @Test
    void itIsFifteenTerms() {
        assertThat(Hydrogen.terms()).hasSize(15);
    }

    /// The Hartree-Fock determinant fills both bonding spin orbitals: basis state 0011. Its energy at this geometry is
    /// −1.11668439 Ha (fixed in OpenFermion's own data to 8 digits).
    @Test
    void theHartreeFockStateHasTheHartreeFockEnergy() {
        double[][] matrix = matrix(Hydrogen.terms());
        assertThat(matrix[0b0011][0b0011]).isCloseTo(-1.11668439, within(1e-7));
    }

    /// By the power method on (shift − H), which converges to the lowest eigenvalue; nothing here knows the integrals.
    @Test
    void theLowestEigenvalueIsThePublishedOne() {
        double[][] matrix = matrix(Hydrogen.terms());
        double shift = 3;
        double[] vector = new double[DIMENSION];
        for (int row = 0; row < DIMENSION; row++) {
            vector[row] = 1 + 0.01 * row;
        }
        double energy = 0;
        for (int step = 0; step < 3_000; step++) {
            double[] next = new double[DIMENSION];
            double norm = 0;
            for (int row = 0; row < DIMENSION; row++) {
                double sum = shift * vector[row];
                for (int column = 0; column < DIMENSION; column++) {
                    sum -= matrix[row][column] * vector[column];
                }
                next[row] = sum;
                norm += sum * sum;
            }
            energy = shift - Math.sqrt(norm);
            for (int row = 0; row < DIMENSION; row++) {
                vector[row] = next[row] / Math.sqrt(norm);
            }
        }
        // Published to nine decimals.
        assertThat(energy).isCloseTo(Hydrogen.GROUND_STATE_ENERGY, within(2e-9));
    }

    /// All terms have an even number of Y, so the matrix is real. P|column⟩ = phase |column ^ flips⟩.
    private static double[][] matrix(Map<String, Double> terms) {
        double[][] matrix = new double[DIMENSION][DIMENSION];
        terms.forEach((pauli, coefficient) -> {
            for (int column = 0; column < DIMENSION; column++) {
                int row = column;
                int quarterTurns = 0;
                for (int qubit = 0; qubit < 4; qubit++) {
                    char letter = pauli.charAt(3 - qubit);
                    boolean one = (column >> qubit & 1) == 1;
                    if (letter == 'X' || letter == 'Y') {
                        row ^= 1 << qubit;
                    }
                    // Y|0⟩ = i|1⟩, Y|1⟩ = −i|0⟩, Z|1⟩ = −|1⟩
                    quarterTurns += letter == 'Y' ? (one ? 3 : 1) : letter == 'Z' && one ? 2 : 0;
                }
                assertThat(quarterTurns % 2).isZero();
                matrix[row][column] += quarterTurns % 4 == 0 ? coefficient : -coefficient;
            }
        });
        return matrix;
    }
}
