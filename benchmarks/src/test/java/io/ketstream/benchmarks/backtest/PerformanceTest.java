package io.ketstream.benchmarks.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.optimizer.strategy.Forecast;
import io.ketstream.optimizer.strategy.Ledger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerformanceTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);

    /// Of one asset that costs 10, then 11, then 9.90, two days a year.
    private final BacktestResult result = walked();

    @Test
    void figuresAreWhatTheyAreByHand() {
        Performance performance = Performance.of(result, StrategyKind.QAOA);
        // rounding of a few operations of order 1
        assertThat(performance.annualReturn()).isCloseTo(-0.01, within(1e-15));
        // returns 0, 0.1, −0.1: variance 0.02/2 a day
        assertThat(performance.volatility()).isCloseTo(Math.sqrt(0.02), within(1e-15));
        assertThat(performance.sharpeRatio()).isCloseTo(0, within(1e-14));
        assertThat(performance.worstDrawdown()).isCloseTo(0.1, within(1e-15));
        assertThat(performance.turnover()).isCloseTo(1 / 1.03, within(1e-15));
        assertThat(performance.end()).isEqualTo(99_000);
    }

    @Test
    void aPeriodIsComparedWithItsForecast() {
        RealisedPeriod period = RealisedPeriod.of(result, StrategyKind.QAOA).getFirst();
        assertThat(period.predictedReturn()).isEqualTo(0.08);
        assertThat(period.realisedReturn()).isCloseTo(-0.01, within(1e-15));
        // returns 0.1 and −0.1
        assertThat(period.realisedRisk()).isCloseTo(Math.sqrt(0.04), within(1e-15));
    }

    private static BacktestResult walked() {
        var ledger = new Ledger(100_000, 0);
        ledger.rebalance(DAY, Map.of("A", 1.0), Map.of("A", 10.0), new Forecast(0.08, 0.2));
        ledger.mark(Map.of("A", 11.0));
        ledger.mark(Map.of("A", 9.9));
        ledger.settle(DAY.plusDays(2));
        return new BacktestResult(
                List.of(DAY, DAY.plusDays(1), DAY.plusDays(2)),
                Map.of(StrategyKind.QAOA, ledger),
                Map.of(StrategyKind.QAOA, List.of(100_000L, 110_000L, 99_000L)),
                List.of(),
                List.of(),
                List.of(),
                2);
    }
}
