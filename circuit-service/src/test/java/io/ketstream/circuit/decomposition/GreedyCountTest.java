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

    /// Equal assets: f of k is k·(σ − μ) + k(k − 1)·c, which falls up to k = (μ − σ)/2c + ½. With c = 1/64 and
    /// σ = 4/64 all of it is exact in binary.
    private static RealMatrix equal() {
        double[][] covariance = new double[ASSETS][ASSETS];
        for (int i = 0; i < ASSETS; i++) {
            Arrays.fill(covariance[i], 1.0 / 64);
            covariance[i][i] = 4.0 / 64;
        }
        return RealMatrix.of(covariance);
    }

    private static RealVector returns(double each) {
        double[] returns = new double[ASSETS];
        Arrays.fill(returns, each);
        return RealVector.of(returns);
    }

    @ParameterizedTest
    @CsvSource({"15, 1, 9, 6", "15, 2, 4, 4", "15, 7, 9, 7", "2, 3, 9, 3", "900, 3, 8, 8"})
    void theCountIsTheBestOfTheRange(int sixtyFourths, int fewest, int most, int expected) {
        assertThat(count(sixtyFourths, fewest, most)).isEqualTo(expected);
    }

    /// The sixth of them costs nothing.
    @Test
    void ofEqualCountsTheSmallestIsTaken() {
        assertThat(count(14, 1, 9)).isEqualTo(5);
        assertThat(count(14, 6, 9)).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 9, 1", "2, 0, 10, 1", "900, 0, 10, 9", "900, 8, 10, 9", "2, 0, 0, 0", "900, 10, 10, 10"})
    void somethingIsLeftToChooseWhereTheRangePermitsIt(int sixtyFourths, int fewest, int most, int expected) {
        assertThat(count(sixtyFourths, fewest, most)).isEqualTo(expected);
    }

    /// Three that are always selected, five that never are, and two.
    @Test
    void assetsThatGroupsDecideLeaveNothingToChoose() {
        var always = new SelectionRules.Group("always", List.of(0, 1, 2), 3, 3);
        var never = new SelectionRules.Group("never", List.of(3, 4, 5, 6, 7), 0, 0);
        assertThat(count(2, rules(always, never))).isEqualTo(3 + 1);
        assertThat(count(900, rules(always, never))).isEqualTo(3 + 1);
        // one of the two: all that is left is whether the last is selected
        var decided = new SelectionRules.Group("decided", List.of(8), 0, 0);
        assertThat(count(2, rules(always, never, decided))).isEqualTo(3);
        assertThat(count(900, rules(always, never, decided))).isEqualTo(3 + 1);
    }

    private static int count(int sixtyFourths, int fewest, int most) {
        return count(sixtyFourths, new SelectionRules(ASSETS, fewest, most, List.of()));
    }

    private static int count(int sixtyFourths, SelectionRules rules) {
        return GreedyCount.of(returns(sixtyFourths / 64.0), equal(), 1, rules);
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
