package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpinSumsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 9})
    void everySumIsThatOfItsDefinition(int spins) {
        double[] weights = new Random(spins).doubles(1L << spins, -1, 1).toArray();
        for (int paired : new int[] {0, -1, 0b10110}) {
            var sums = new SpinSums(spins, paired);
            int stride = 3;
            var target = new double[1 + stride * sums.count()];
            sums.sum(weights.clone(), 0, target, 1, stride, new double[OverlapKernels.WORK]);
            for (int high = -1; high < spins; high++) {
                for (int low = -1; low < Math.max(high, 0); low++) {
                    int mask = (high < 0 ? 0 : 1 << high) | (low < 0 ? 0 : 1 << low);
                    if (Integer.bitCount(mask) < 2 || ((paired >>> high) & 1) == 1) {
                        assertThat(target[1 + stride * sums.position(mask)])
                                .as("spins %s of %s", Integer.toBinaryString(mask), spins)
                                // At most 512 terms below 1.
                                .isCloseTo(expected(weights, mask), within(1e-12));
                    }
                }
            }
        }
    }

    private static double expected(double[] weights, int mask) {
        double sum = 0;
        for (int x = 0; x < weights.length; x++) {
            sum += (Integer.bitCount(x & mask) & 1) == 0 ? weights[x] : -weights[x];
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void totals(int count) {
        double[] values = new Random(count).doubles(2L * count, -1, 1).toArray();
        double expected = Arrays.stream(values, count, 2 * count).sum();
        assertThat(SpinSums.total(values, count, count)).isCloseTo(expected, within(1e-13));
    }
}
