package io.ketstream.benchmarks.backtest;

import io.ketstream.model.RealVector;
import io.ketstream.optimizer.portfolio.SelectionProblem;

/// The selection among a market's assets with what it costs to get there from what is held.
///
/// f(x) = (λ/K)·xᵀΣx − μᵀx + c·Σ|xᵢ − K·wᵢ|, which over K is what weights are judged by at w = x/K. For xᵢ in
/// {0, 1} the last term is c·(|1 − K·wᵢ| − K·wᵢ)·xᵢ and a constant that is left out here, so that f may be
/// compared between selections, and with a bound, of the same rebalancing. Returns are those of a year, and
/// so is c: a trade's cost times the rebalancings of a year.
record TurnoverCosts(MarketView market, BacktestOptions options, RealVector held) {

    double yearly() {
        return options.cost() * market.periodsPerYear() / options.every();
    }

    SelectionProblem selection() {
        int count = options.cardinality(market.symbols().size());
        double[] returns = market.expectedReturns().toArray();
        for (int i = 0; i < returns.length; i++) {
            double units = count * held.get(i);
            returns[i] -= yearly() * (Math.abs(1 - units) - units);
        }
        return new SelectionProblem(
                RealVector.of(returns),
                market.covariance(),
                options.riskAversion() / count,
                options.minCardinality(market.symbols().size()),
                count);
    }
}
