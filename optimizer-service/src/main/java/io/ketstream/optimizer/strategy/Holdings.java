package io.ketstream.optimizer.strategy;

import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.strategy.StrategySettings;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// What is held, as a market's problem sees it.
final class Holdings {

    private Holdings() {}

    /// The problem with what is held of the assets that may be chosen; what is held of others is sold whatever is
    /// chosen.
    ///
    /// @param shares of the equity, by symbol
    static PortfolioProblem of(StrategyMarketArrived market, Map<String, Double> shares, StrategySettings settings) {
        PortfolioProblem problem = Objects.requireNonNull(market.problem(), "the market is usable");
        Set<String> assets = new HashSet<>(market.assets());
        var holding = new TreeMap<String, Double>();
        shares.forEach((symbol, share) -> {
            if (assets.contains(symbol)) {
                holding.put(symbol, Math.min(1, share));
            }
        });
        return new PortfolioProblem(
                problem.symbols(),
                problem.expectedReturns(),
                problem.covariance(),
                problem.universe(),
                problem.asOf(),
                problem.riskAversion(),
                problem.cardinality(),
                problem.constraints(),
                settings.turnover(holding),
                problem.weighting());
    }
}
