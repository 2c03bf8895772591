package io.ketstream.optimizer.strategy;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.strategy.Assessment;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A market to be compared with the one of a strategy's last choice.
///
/// @param market the new one
/// @param base that of the last choice
/// @param holding shares of the equity
/// @param offset of the record of `market`
public record AssessmentTask(
        StrategyId strategy,
        long offset,
        StrategyMarketArrived market,
        StrategyMarketArrived base,
        Map<String, Double> holding,
        StrategySettings settings) {

    /// @param covariance of the new market's claim; null where its problem has its numbers
    /// @param baseCovariance of the base's; null as well where it is not kept any more
    public Assessment assess(@Nullable RealMatrix covariance, @Nullable RealMatrix baseCovariance) {
        MarketDrift.Numbers now = Objects.requireNonNull(MarketDrift.Numbers.of(market, covariance));
        return MarketDrift.assess(
                Holdings.of(market, holding, settings),
                now,
                Holdings.of(base, holding, settings),
                MarketDrift.Numbers.of(base, baseCovariance),
                settings);
    }
}
