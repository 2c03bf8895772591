package io.ketstream.optimizer.weight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongOnlyWeightsTest {

    @Test
    void uncorrelatedAssetsAreHeldByTheInverseOfTheirVariance() {
        int assets = 60;
        double[][] covariance = new double[assets][assets];
        double sum = 0;
        for (int i = 0; i < assets; i++) {
            covariance[i][i] = 0.01 * (i + 1);
            sum += 1 / covariance[i][i];
        }
        RealVector weights = LongOnlyWeights.minimumVariance(RealMatrix.of(covariance));
        for (int i = 0; i < assets; i++) {
            // what the solver leaves of its conditions
            assertThat(weights.get(i)).isCloseTo(1 / covariance[i][i] / sum, within(1e-6));
        }
    }

    @Test
    void noShiftBetweenTwoOfManyAssetsIsAnyBetter() {
        int assets = 80;
        var random = new Random(5);
        double[][] factors = new double[assets][4];
        double[] returns = new double[assets];
        double[] held = new double[assets];
        for (int i = 0; i < assets; i++) {
            returns[i] = 0.1 * random.nextGaussian();
            held[i] = i < 10 ? 0.1 : 0;
            for (int k = 0; k < 4; k++) {
                factors[i][k] = 0.1 * random.nextGaussian();
            }
        }
        double[][] covariance = new double[assets][assets];
        for (int i = 0; i < assets; i++) {
            covariance[i][i] = 0.02;
            for (int j = 0; j < assets; j++) {
                for (int k = 0; k < 4; k++) {
                    covariance[i][j] += factors[i][k] * factors[j][k];
                }
            }
        }
        double[] weights = LongOnlyWeights.meanVariance(
                        RealVector.of(returns), RealMatrix.of(covariance), 5, 0.01, RealVector.of(held))
                .toArray();
        double best = objective(weights, returns, covariance, held);
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < assets; j++) {
                double shift = Math.min(1e-4, weights[j]);
                weights[i] += shift;
                weights[j] -= shift;
                // rounding of a sum of 80² terms of order 1e-2
                assertThat(objective(weights, returns, covariance, held)).isGreaterThan(best - 1e-12);
                weights[i] -= shift;
                weights[j] += shift;
            }
        }
    }

    private static double objective(double[] weights, double[] returns, double[][] covariance, double[] held) {
        double value = 0;
        for (int i = 0; i < weights.length; i++) {
            value += 0.01 * Math.abs(weights[i] - held[i]) - returns[i] * weights[i];
            for (int j = 0; j < weights.length; j++) {
                value += 2.5 * weights[i] * covariance[i][j] * weights[j];
            }
        }
        return value;
    }
}
