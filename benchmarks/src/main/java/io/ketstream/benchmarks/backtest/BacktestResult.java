package io.ketstream.benchmarks.backtest;

import io.ketstream.optimizer.strategy.Ledger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What became of every strategy.
///
/// @param days from the first rebalancing to the end
/// @param equities of each day, after its trades, in cents
/// @param weights of what QAOA's strategy held after each rebalancing
record BacktestResult(
        List<LocalDate> days,
        Map<StrategyKind, Ledger> ledgers,
        Map<StrategyKind, List<Long>> equities,
        List<Stages> stages,
        List<Map<String, Double>> weights,
        List<Seconds> seconds,
        int periodsPerYear) {

    Ledger ledger(StrategyKind strategy) {
        return Objects.requireNonNull(ledgers.get(strategy));
    }

    List<Long> equity(StrategyKind strategy) {
        return Objects.requireNonNull(equities.get(strategy));
    }
}
