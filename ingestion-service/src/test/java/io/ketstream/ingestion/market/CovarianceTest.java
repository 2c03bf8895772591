package io.ketstream.ingestion.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CovarianceTest {

    private static double[][] returns(int samples, int assets) {
        var random = new Random(5);
        double[][] returns = new double[samples][assets];
        for (double[] row : returns) {
            double common = random.nextGaussian();
            for (int i = 0; i < assets; i++) {
                row[i] = 0.01 * (0.5 * common + (1 + i % 3) * random.nextGaussian());
            }
        }
        return returns;
    }

    @Test
    void samplesWithDivisorOneLess() {
        double[][] returns = {{1, 2}, {3, 2}, {5, 8}};

        double[][] covariance = Covariance.of(returns, CovarianceEstimator.of(CovarianceMethod.SAMPLE))
                .matrix()
                .matrix()
                .toArray();

        assertThat(covariance[0]).containsExactly(4, 6);
        assertThat(covariance[1]).containsExactly(6, 12);
    }

    /// The paper's b² written as it stands there: the mean squared distance of each xxᵀ from S, over T.
    @Test
    void shrinksAsThePaperSays() {
        double[][] returns = returns(40, 12);
        int samples = returns.length;
        int assets = returns[0].length;
        double[] mean = Returns.mean(returns);
        double[][] s = new double[assets][assets];
        for (double[] row : returns) {
            for (int i = 0; i < assets; i++) {
                for (int j = 0; j < assets; j++) {
                    s[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / samples;
                }
            }
        }
        double m = 0;
        for (int i = 0; i < assets; i++) {
            m += s[i][i] / assets;
        }
        double d = 0;
        double b = 0;
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < assets; j++) {
                double target = i == j ? m : 0;
                d += (s[i][j] - target) * (s[i][j] - target);
                for (double[] row : returns) {
                    double distance = (row[i] - mean[i]) * (row[j] - mean[j]) - s[i][j];
                    b += distance * distance / samples / samples;
                }
            }
        }
        double expected = Math.min(b, d) / d;

        Covariance shrunk = Covariance.of(returns, CovarianceEstimator.LEDOIT_WOLF);

        // rounding of sums of a few hundred terms
        assertThat(shrunk.shrinkage()).isCloseTo(expected, within(1e-12)).isBetween(0.01, 0.99);
        assertThat(shrunk.matrix().get(0, 0)).isCloseTo((1 - expected) * s[0][0] + expected * m, within(1e-15));
        assertThat(shrunk.matrix().get(5, 0)).isCloseTo((1 - expected) * s[0][5], within(1e-15));
    }

    @Test
    void keepsTheTraceAndIsPositiveDefiniteWithFewSamples() {
        double[][] returns = returns(5, 12);

        double[][] covariance = Covariance.of(returns, CovarianceEstimator.LEDOIT_WOLF)
                .matrix()
                .matrix()
                .toArray();

        double[][] lower = new double[12][12];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = covariance[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i == j) {
                    assertThat(sum).as("pivot " + i).isPositive();
                    lower[i][i] = Math.sqrt(sum);
                } else {
                    lower[i][j] = sum / lower[j][j];
                }
            }
        }
    }

    /// λ = 1/2 over three returns: weights 1/7, 2/7, 4/7, and sums of fractions by hand.
    @Test
    void weighsExponentially() {
        double[][] returns = {{1, 2}, {3, 2}, {5, 8}};

        double[][] covariance = Covariance.of(returns, new CovarianceEstimator(CovarianceMethod.EWMA, 0.5))
                .matrix()
                .matrix()
                .toArray();

        assertThat(covariance[0][0]).isCloseTo(104 / 49.0, within(1e-14));
        assertThat(covariance[0][1]).isCloseTo(192 / 49.0, within(1e-14));
        assertThat(covariance[1][0]).isEqualTo(covariance[0][1]);
    }

    @Test
    void weighsAllAlikeWhenNothingDecays() {
        double[][] returns = returns(40, 3);

        double[][] weighted = Covariance.of(returns, new CovarianceEstimator(CovarianceMethod.EWMA, 1 - 1e-10))
                .matrix()
                .matrix()
                .toArray();

        double[][] sample = Covariance.of(returns, CovarianceEstimator.of(CovarianceMethod.SAMPLE))
                .matrix()
                .matrix()
                .toArray();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                // divisor T against T − 1; weights differ from 1/T by at most 40·1e-10
                assertThat(weighted[i][j]).isCloseTo(sample[i][j] * 39 / 40, within(1e-10));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, Double.NaN})
    void refusesADecayThatIsNone(double decay) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new CovarianceEstimator(CovarianceMethod.EWMA, decay))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("decay"));
    }
}
