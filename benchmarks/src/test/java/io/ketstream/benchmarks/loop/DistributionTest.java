package io.ketstream.benchmarks.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {
    /// Sums of a few numbers of order 1: rounding only.
    private static final double ROUNDING = 1e-12;

    @Test
    void quantilesLieBetweenOrderStatisticsWhateverTheOrderGiven() {
        Distribution distribution = Distribution.of(4, 1, 3, 2);

        assertThat(distribution.quantile(0)).isEqualTo(1);
        assertThat(distribution.p50()).isEqualTo(2.5);
        assertThat(distribution.quantile(1)).isEqualTo(4);
        assertThat(distribution.p90()).isCloseTo(3.7, within(ROUNDING));
        assertThat(distribution.p99()).isCloseTo(3.97, within(ROUNDING));
        assertThat(distribution.mean()).isEqualTo(2.5);
    }

    @Test
    void oneValueIsEveryQuantile() {
        assertThat(Distribution.of(7).p99()).isEqualTo(7);
    }

    @Test
    void aUnionIsTheDistributionOfAllValues() {
        Distribution union = Distribution.union(List.of(Distribution.of(5, 1), Distribution.of(3)));

        assertThat(union.size()).isEqualTo(3);
        assertThat(union.p50()).isEqualTo(3);
    }

    @Test
    void nothingHasNoDistribution() {
        assertThatIllegalArgumentException().isThrownBy(Distribution::of);
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.of(1).quantile(1.1));
    }

    @Test
    void theGivenValuesAreCopied() {
        double[] values = {2, 1};
        Distribution distribution = Distribution.of(values);
        values[0] = 100;

        assertThat(distribution.quantile(1)).isEqualTo(2);
        assertThat(values[1]).isEqualTo(1);
    }
}
