package io.ketstream.circuit.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.SelectionRules;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where greedy selections are the best ones.
class GreedyCountTest {

    private static final int ASSETS = 10;

    /// Equal assets: f of k is k·(σ − μ) + k(k − 1)·c, which falls up to k = (μ − σ)/2c + ½.
    private static RealMatrix equal() {
        double[][] covariance = new double[ASSETS][ASSETS];
        for (int i = 0; i < ASSETS; i++) {
            Arrays.fill(covariance[i], 0.01);
            covariance[i][i] = 0.04;
        }
        return RealMatrix.of(covariance);
    }

    private static RealVector returns(double each) {
        double[] returns = new double[ASSETS];
        Arrays.fill(returns, each);
        return RealVector.of(returns);
    }

    @ParameterizedTest
    @CsvSource({"0.15, 1, 9, 6", "0.15, 2, 4, 4", "0.15, 7, 9, 7", "0.02, 0, 9, 0", "0.02, 3, 9, 3", "9, 0, 10, 10"})
    void theCountIsTheBestOfTheRange(double each, int fewest, int most, int expected) {
        var rules = new SelectionRules(ASSETS, fewest, most, List.of());
        assertThat(GreedyCount.of(returns(each), equal(), 1, rules)).isEqualTo(expected);
    }

    @Test
    void whatGroupsAskForIsSelectedFirstAndWhatTheyForbidIsNot() {
        double[] each = new double[ASSETS];
        Arrays.fill(each, 0, 5, 0.2);
        Arrays.fill(each, 5, 10, -0.1);
        RealVector returns = RealVector.of(each);
        double[][] alone = new double[ASSETS][ASSETS];
        for (int i = 0; i < ASSETS; i++) {
            alone[i][i] = 0.04;
        }
        RealMatrix covariance = RealMatrix.of(alone);
        var good = List.of(0, 1, 2, 3, 4);
        var bad = List.of(5, 6, 7);
        assertThat(GreedyCount.of(returns, covariance, 1, new SelectionRules(ASSETS, 1, 9, List.of())))
                .isEqualTo(5);
        assertThat(GreedyCount.of(returns, covariance, 1, rules(new SelectionRules.Group("bad", bad, 2, 3))))
                .isEqualTo(5 + 2);
        assertThat(GreedyCount.of(returns, covariance, 1, rules(new SelectionRules.Group("good", good, 0, 3))))
                .isEqualTo(3);
        assertThat(GreedyCount.of(
                        returns,
                        covariance,
                        1,
                        rules(
                                new SelectionRules.Group("good", good, 1, 3),
                                new SelectionRules.Group("bad", bad, 2, 3))))
                .isEqualTo(3 + 2);
    }

    private static SelectionRules rules(SelectionRules.Group... groups) {
        return new SelectionRules(ASSETS, 1, 9, List.of(groups));
    }
}
