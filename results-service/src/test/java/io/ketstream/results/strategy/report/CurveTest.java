package io.ketstream.results.strategy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.BookName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CurveTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final long YEAR_SECONDS = 31_557_600;

    /// Of sums of some dozens of doubles.
    private static final double ROUNDING = 1e-12;

    @Test
    void steadyGrowthHasNoVolatilityAndNoDrawdown() {
        var curve = new Curve(100);
        for (int quarter = 0; quarter <= 8; quarter++) {
            curve.add(START.plusSeconds(quarter * YEAR_SECONDS / 4), 100 * Math.pow(1.21, quarter / 8.0));
        }
        Performance performance = curve.performance(BookName.STRATEGY, null);
        assertThat(performance.totalReturn()).isCloseTo(0.21, within(ROUNDING));
        assertThat(performance.annualReturn()).isCloseTo(0.1, within(ROUNDING));
        assertThat(performance.volatility()).isCloseTo(0, within(1e-7));
        assertThat(performance.worstDrawdown()).isZero();
        assertThat(performance.costs()).isNull();
    }

    @Test
    void risesAndFallsAreCountedFromThePeak() {
        var curve = new Curve(100);
        double[] equities = {100, 150, 75, 150, 75};
        for (int i = 0; i < equities.length; i++) {
            curve.add(START.plusSeconds(i * YEAR_SECONDS / 4), equities[i]);
        }
        var book = new Book(
                BookName.STRATEGY,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                new BigDecimal("1.50"),
                new BigDecimal("220.00"));
        Performance performance = curve.performance(BookName.STRATEGY, book);
        assertThat(performance.worstDrawdown()).isEqualTo(0.5);
        assertThat(performance.annualReturn()).isCloseTo(-0.25, within(ROUNDING));
        // changes of 0.5, −0.5, 1 and −0.5: mean 0.125, squares of what is off 1.6875, four of them in the year
        assertThat(performance.volatility()).isCloseTo(Math.sqrt(1.6875 / 3) * 2, within(ROUNDING));
        assertThat(performance.turnover()).isCloseTo(2, within(ROUNDING));
        assertThat(performance.costs()).isEqualTo(new BigDecimal("1.50"));
    }

    @Test
    void someDaysAreNotPutAsOfAYear() {
        var curve = new Curve(100);
        curve.add(START, 99);
        curve.add(START.plus(Duration.ofDays(Curve.LEAST_DAYS - 1)), 90);
        Performance performance = curve.performance(BookName.STRATEGY, null);
        assertThat(performance.annualReturn()).isNull();
        assertThat(performance.volatility()).isNull();
        assertThat(performance.totalReturn()).isCloseTo(-0.1, within(ROUNDING));
        assertThat(performance.worstDrawdown()).isCloseTo(0.1, within(ROUNDING));
    }
}
