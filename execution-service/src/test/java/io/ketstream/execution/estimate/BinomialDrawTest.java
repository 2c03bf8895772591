package io.ketstream.execution.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.simulator.Seeds;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialDrawTest {

    /// χ² of 20,000 draws against the probabilities of each number, those rarer than five draws taken together; beyond
    /// its 99.9 % quantile once in a thousand seeds.
    @ParameterizedTest
    @CsvSource({"1, 0.3", "10, 0.5", "100, 0.03", "1000, 0.97", "4096, 0.0004"})
    void drawsAsTheDistributionSays(int shots, double probability) {
        int draws = 20_000;
        var seen = new int[shots + 1];
        for (int k = 0; k < draws; k++) {
            seen[BinomialDraw.of(shots, probability, Seeds.derive(11, k))]++;
        }
        var distribution = new BinomialDistribution(null, shots, probability);
        double square = 0;
        double restExpected = 0;
        double restSeen = 0;
        int kinds = 0;
        for (int k = 0; k <= shots; k++) {
            double expected = draws * distribution.probability(k);
            if (expected < 5) {
                restExpected += expected;
                restSeen += seen[k];
            } else {
                square += Math.pow(seen[k] - expected, 2) / expected;
                kinds++;
            }
        }
        if (restExpected > 0.1) {
            square += Math.pow(restSeen - restExpected, 2) / restExpected;
            kinds++;
        }
        assertThat(square).isLessThan(new ChiSquaredDistribution(null, kinds - 1).inverseCumulativeProbability(0.999));
    }

    @Test
    void whatIsCertainIsDrawnAlways() {
        for (int k = 0; k < 100; k++) {
            long seed = Seeds.derive(1, k);
            assertThat(BinomialDraw.of(1000, 0, seed)).isZero();
            assertThat(BinomialDraw.of(1000, 1, seed)).isEqualTo(1000);
            assertThat(BinomialDraw.of(1000, 1 + 1e-15, seed)).isEqualTo(1000);
            assertThat(BinomialDraw.of(1000, -1e-17, seed)).isZero();
        }
    }

    @Test
    void theLastSeedsStayInside() {
        assertThat(BinomialDraw.of(10, 0.5, -1)).isEqualTo(10);
        assertThat(BinomialDraw.of(10, 0.5, 0)).isZero();
    }
}
