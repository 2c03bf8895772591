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

/// A snapshot of a strategy's universe: its prices, and either what is to be chosen or why nothing can be.
///
/// @param quotes none where they came ahead in a [StrategyQuotesArrived] with the moment's sequence
/// @param revision of the strategy that it was made for
/// @param last whether no other will come: the end of a history
/// @param assets to choose from; none where there is a failure
/// @param problem with what this market has of the strategy's symbols; in numbers, where one circuit has
///     them all, else by its universe
/// @param market the numbers of the whole universe, where the problem is without
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
        boolean isApart = problem != null && problem.isByUniverse();
        if ((problem == null) == (failure == null) || isApart == (market == null)) {
            throw new IllegalArgumentException("a market has a problem with its numbers, or a failure");
        }
    }

    /// The same with other prices.
    public StrategyMarketArrived with(Quotes others) {
        return new StrategyMarketArrived(
                metadata, strategyId, revision, moment, last, others, assets, problem, market, failure);
    }
}
