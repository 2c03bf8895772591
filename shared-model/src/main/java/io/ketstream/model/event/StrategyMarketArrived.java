package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Failure;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategyId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A snapshot of a strategy's universe: its prices and, unless there is a `failure`, either `problem` or `market`.
///
/// @param revision of the strategy that it was made for
/// @param assets to choose from; none where there is a failure
/// @param problem in numbers, where one circuit has them all
/// @param market the numbers of the whole universe, where there are more
/// @param last whether no other will come: the end of a history
/// @param failure why the strategy's portfolio cannot be chosen from this market
@JsonClassDescription("A snapshot of a strategy's universe as the strategy sees it, with its prices.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategyMarketArrived(
        EventMetadata metadata,
        StrategyId strategyId,
        long revision,
        MarketMoment moment,
        boolean last,
        Quotes quotes,
        List<String> assets,
        @Nullable PortfolioProblem problem,
        @Nullable MarketClaim market,
        @Nullable Failure failure)
        implements StrategyInput {

    public StrategyMarketArrived {
        assets = List.copyOf(assets);
        int given = (problem == null ? 0 : 1) + (market == null ? 0 : 1) + (failure == null ? 0 : 1);
        if (given != 1) {
            throw new IllegalArgumentException("a market has a problem, a claim or a failure");
        }
    }
}
