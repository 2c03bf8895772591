package io.ketstream.benchmarks.backtest;

import io.ketstream.optimizer.strategy.Booking;
import io.ketstream.optimizer.strategy.Ledger;
import java.util.List;

/// What a strategy is judged by, costs taken off.
///
/// @param annualReturn (end/capital)^(1/years) − 1
/// @param volatility standard deviation of simple returns from day to day, of a year
/// @param sharpeRatio mean of the same returns, of a year, over `volatility`; no riskless rate is taken off
/// @param worstDrawdown how far the equity fell from its highest before, at most, as a share
/// @param turnover what was bought and sold a year, as a share of the mean equity
/// @param costs in cents
/// @param ended positions sold because their prices ended
record Performance(
        StrategyKind strategy,
        double annualReturn,
        double volatility,
        double sharpeRatio,
        double worstDrawdown,
        double turnover,
        long costs,
        long end,
        int trades,
        long ended) {

    static Performance of(BacktestResult result, StrategyKind strategy) {
        Ledger ledger = result.ledger(strategy);
        List<Long> equity = result.equity(strategy);
        double years = (equity.size() - 1.0) / result.periodsPerYear();
        double peak = ledger.capital();
        double worst = 0;
        double before = ledger.capital();
        double sum = 0;
        double squares = 0;
        double equities = 0;
        for (double now : equity) {
            peak = Math.max(peak, now);
            worst = Math.max(worst, 1 - now / peak);
            double change = now / before - 1;
            sum += change;
            squares += change * change;
            equities += now;
            before = now;
        }
        double mean = sum / equity.size();
        double deviation = Math.sqrt(Math.max(0, squares - equity.size() * mean * mean)
                / Math.max(1, equity.size() - 1)
                * result.periodsPerYear());
        double traded = ledger.bookings().stream().mapToDouble(Booking::amount).sum();
        return new Performance(
                strategy,
                Math.pow((double) ledger.equity() / ledger.capital(), 1 / years) - 1,
                deviation,
                deviation == 0 ? 0 : mean * result.periodsPerYear() / deviation,
                worst,
                traded / (equities / equity.size()) / years,
                ledger.costs(),
                ledger.equity(),
                ledger.bookings().size(),
                ledger.bookings().stream()
                        .filter(booking -> booking.kind() == Booking.Kind.ENDED)
                        .count());
    }
}
