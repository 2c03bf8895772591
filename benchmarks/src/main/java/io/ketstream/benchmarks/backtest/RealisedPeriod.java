package io.ketstream.benchmarks.backtest;

import io.ketstream.optimizer.strategy.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was expected of one period and what came.
///
/// @param predictedReturn of the period: μᵀw by its days
/// @param predictedRisk √(wᵀΣw) a year
/// @param realisedReturn of the period
/// @param realisedRisk standard deviation of returns from day to day, a year; absent with fewer than two
record RealisedPeriod(
        LocalDate from,
        LocalDate to,
        double predictedReturn,
        double predictedRisk,
        double realisedReturn,
        @Nullable Double realisedRisk) {

    static List<RealisedPeriod> of(BacktestResult result, StrategyKind strategy) {
        var realised = new ArrayList<RealisedPeriod>();
        for (Period period : result.ledger(strategy).periods()) {
            int from = result.days().indexOf(period.from());
            int to = result.days().indexOf(period.to());
            var equity = new ArrayList<>(result.equity(strategy).subList(from, to));
            // without the trades of the next rebalancing
            equity.add(period.end());
            realised.add(new RealisedPeriod(
                    period.from(),
                    period.to(),
                    period.forecast().expectedReturn() * (to - from) / result.periodsPerYear(),
                    period.forecast().risk(),
                    period.realisedReturn(),
                    equity.size() < 3 ? null : deviation(equity) * Math.sqrt(result.periodsPerYear())));
        }
        return realised;
    }

    private static double deviation(List<Long> equity) {
        int changes = equity.size() - 1;
        double[] returns = new double[changes];
        double mean = 0;
        for (int day = 0; day < changes; day++) {
            returns[day] = (double) equity.get(day + 1) / equity.get(day) - 1;
            mean += returns[day] / changes;
        }
        double squares = 0;
        for (double change : returns) {
            squares += (change - mean) * (change - mean);
        }
        return Math.sqrt(squares / (changes - 1));
    }
}
