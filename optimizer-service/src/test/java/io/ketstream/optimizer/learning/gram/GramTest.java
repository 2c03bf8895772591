package io.ketstream.optimizer.learning.gram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.optimizer.learning.kernel.SmallTable;
import io.ketstream.optimizer.learning.kernel.Spectrum;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The figures are numpy 2.4.6's and scipy's `sqrtm` on [SmallTable].
class GramTest {

    /// Two ways to eigenvalues of size 10 of a matrix of 30 rows.
    private static final double ROUNDING = 1e-10;

    /// ∏ cos²(1.5 (x_f − y_f)): the fidelity of rows as angles of rotations.
    private static double[][] quantum() {
        double[][] x = SmallTable.features();
        var kernel = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                double product = Math.cos(1.5 * (x[i][0] - x[j][0])) * Math.cos(1.5 * (x[i][1] - x[j][1]));
                kernel[i][j] = product * product;
            }
        }
        return kernel;
    }

    private static double[][] noisy() {
        double[][] kernel = quantum();
        for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j < i; j++) {
                kernel[i][j] += 0.05 * Math.sin(17 * i + 29 * j);
                kernel[j][i] = kernel[i][j];
            }
        }
        return kernel;
    }

    @Test
    void diagnosticsAreTheReferences() {
        GramDiagnostics two =
                Diagnostics.of(SmallTable.gram(), TargetKernel.ofClasses(SmallTable.twoClasses(), 2), 1000, false);

        assertThat(two.mean()).isCloseTo(0.3514523426020357, within(ROUNDING));
        assertThat(two.variance()).isCloseTo(0.09240461039059367, within(ROUNDING));
        assertThat(two.effectiveRank()).isCloseTo(5.52014752827648, within(ROUNDING));
        assertThat(two.smallestEigenvalue()).isCloseTo(1.07673315e-6, within(ROUNDING));
        assertThat(two.alignment()).isCloseTo(0.16787186046484218, within(ROUNDING));
        assertThat(two.centredAlignment()).isCloseTo(0.265350398797875, within(ROUNDING));
        assertThat(two.concentration().shotVariance()).isCloseTo(0.13552898309098335 / 1000, within(ROUNDING));
        assertThat(two.concentration().concentrated()).isFalse();

        GramDiagnostics three =
                Diagnostics.of(SmallTable.gram(), TargetKernel.ofClasses(SmallTable.threeClasses(), 3), 1000, false);
        assertThat(three.alignment()).isCloseTo(0.41204842299639, within(ROUNDING));
        assertThat(three.centredAlignment()).isCloseTo(0.5980084798872793, within(ROUNDING));

        GramDiagnostics numbers =
                Diagnostics.of(SmallTable.gram(), TargetKernel.ofNumbers(SmallTable.numbers()), 1000, false);
        assertThat(numbers.alignment()).isCloseTo(0.37828753742099197, within(ROUNDING));
        assertThat(numbers.centredAlignment()).isCloseTo(0.6071156497271917, within(ROUNDING));
    }

    @Test
    void theRankOfOnesIsOneAndOfTheIdentityAll() {
        var ones = new double[5][5];
        var identity = new double[5][5];
        for (int i = 0; i < 5; i++) {
            Arrays.fill(ones[i], 1);
            identity[i][i] = 1;
        }
        GramDiagnostics same = Diagnostics.of(ones, TargetKernel.ofClasses(new int[] {0, 1, 0, 1, 0}, 2), 10, false);
        assertThat(same.effectiveRank()).isCloseTo(1, within(1e-9));
        assertThat(same.centredAlignment()).isNull();
        GramDiagnostics apart = Diagnostics.of(identity, null, 10, false);
        assertThat(apart.effectiveRank()).isCloseTo(5, within(1e-9));
        assertThat(apart.alignment()).isNull();
        assertThat(apart.concentration().shotsNeeded()).isNull();
    }

    /// Fidelities around 0.3 with a deviation of 0.01, exactly and by binomial counts.
    @Test
    void concentrationIsSeenExactlyAndThroughShots() {
        var random = new Random(4);
        int size = 40;
        var exact = new double[size][size];
        for (int i = 0; i < size; i++) {
            exact[i][i] = 1;
            for (int j = 0; j < i; j++) {
                exact[i][j] = 0.3 + 0.01 * random.nextGaussian();
                exact[j][i] = exact[i][j];
            }
        }
        // the variance of a shot is 0.21: 1e-4 of signal needs 2100 of them
        GramDiagnostics.Concentration few =
                Diagnostics.of(exact, null, 500, false).concentration();
        assertThat(few.concentrated()).isTrue();
        assertThat(few.shotsNeeded()).isBetween(1700.0, 2600.0);
        assertThat(Diagnostics.of(exact, null, 20_000, false).concentration().concentrated())
                .isFalse();

        GramDiagnostics.Concentration measured =
                Diagnostics.of(sampled(exact, 500, random), null, 500, true).concentration();
        // variance 5.2e-4 of 780 entries, of which 4.2e-4 are the shots': both known to some 5 %
        assertThat(measured.shotVariance()).isCloseTo(0.21 / 500, within(2e-5));
        assertThat(measured.signalVariance()).isCloseTo(1e-4, within(9e-5));
        assertThat(measured.concentrated()).isTrue();
    }

    private static double[][] sampled(double[][] exact, int shots, Random random) {
        var counts = new double[exact.length][exact.length];
        for (int i = 0; i < exact.length; i++) {
            counts[i][i] = 1;
            for (int j = 0; j < i; j++) {
                for (int shot = 0; shot < shots; shot++) {
                    counts[i][j] += random.nextDouble() < exact[i][j] ? 1.0 / shots : 0;
                }
                counts[j][i] = counts[i][j];
            }
        }
        return counts;
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 3.909467537657676, 1.4172001145432431, 0.9991465102908765",
        "0.1, 2.377747694257344, 1.3622337569922054, 0.9915301631760737",
        "1, 1.147701512040602, 1.1492906960224798, 0.9213007593025856"
    })
    void geometricDifferencesAreTheReferences(double lambda, double ofQuantum, double ofClassical, double ofItself) {
        double[][] classical = SmallTable.gram();
        assertThat(GeometricDifference.of(classical, quantum(), lambda)).isCloseTo(ofQuantum, within(1e-9));
        assertThat(GeometricDifference.of(quantum(), classical, lambda)).isCloseTo(ofClassical, within(1e-9));
        assertThat(GeometricDifference.of(classical, classical, lambda)).isCloseTo(ofItself, within(1e-9));
    }

    @Test
    void repairIsTheReferences() {
        RepairedKernel repaired = RepairedKernel.of(noisy());

        assertThat(repaired.repair().clipped()).isEqualTo(11);
        assertThat(repaired.repair().smallest()).isCloseTo(-0.45521975777961965, within(ROUNDING));
        assertThat(repaired.repair().distance()).isCloseTo(0.5435848600130947, within(ROUNDING));
        assertThat(repaired.matrix()[3][5]).isCloseTo(0.08937545322857954, within(ROUNDING));
        assertThat(repaired.matrix()[5][3]).isEqualTo(repaired.matrix()[3][5]);
        assertThat(repaired.matrix()[0][0]).isCloseTo(1.048404525058519, within(ROUNDING));
        assertThat(Spectrum.of(repaired.matrix()).smallest()).isCloseTo(0, within(ROUNDING));
    }

    @Test
    void aMatrixWithoutNoiseStaysAsItIs() {
        double[][] exact = quantum();
        RepairedKernel repaired = RepairedKernel.of(exact);

        assertThat(repaired.matrix()).isSameAs(exact);
        assertThat(repaired.repair().clipped()).isZero();
        assertThat(repaired.repair().distance()).isZero();
    }

    @Test
    void refusesMatricesOfDifferentRows() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> GeometricDifference.of(new double[][] {{1}}, SmallTable.gram(), 0.1))
                .withMessage("quantum must have 1 entries, not 30");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Diagnostics.of(new double[][] {{1}}, null, 10, false))
                .withMessageStartingWith("gram must be between 2 and");
    }
}
