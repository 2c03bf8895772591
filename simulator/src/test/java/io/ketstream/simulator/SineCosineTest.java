package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against [StrictMath], bit for bit.
class SineCosineTest {

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.5, 1, 4, 60, 1e4, 1e6, 1e300})
    void ofAnglesOfAnySize(double largest) {
        var random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            assertSameBits(random.nextDouble(-largest, largest));
        }
    }

    /// Where nearly all digits cancel: multiples of π/4 and their neighbours, near by and far away.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void nearMultiplesOfAnEighthTurn(int step) {
        for (int multiple = 0; multiple < 140 * step; multiple += step) {
            double angle = multiple * (Math.PI / 4);
            for (double distance : new double[] {0, 1e-12, 1e-9, 1e-6, 1e-4, 0.01}) {
                assertSameBits(angle + distance);
                assertSameBits(-angle + distance);
                assertSameBits(Math.nextUp(angle) + distance);
                assertSameBits(Math.nextDown(angle) - distance);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -0.0, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, 823549.6, 823549.7})
    void ofSpecialNumbers(double angle) {
        assertSameBits(angle);
    }

    private static void assertSameBits(double angle) {
        if (!same(SineCosine.sin(angle), StrictMath.sin(angle))) {
            assertThat(SineCosine.sin(angle)).as("sin %s", angle).isEqualTo(StrictMath.sin(angle));
        }
        if (!same(SineCosine.cos(angle), StrictMath.cos(angle))) {
            assertThat(SineCosine.cos(angle)).as("cos %s", angle).isEqualTo(StrictMath.cos(angle));
        }
    }

    private static boolean same(double one, double other) {
        return Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
    }
}
