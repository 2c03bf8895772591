package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.strategy.Assessment;
import io.ketstream.model.strategy.Book;
import io.ketstream.model.strategy.MarketDecision;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.StrategyId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a strategy made of a snapshot. One that waits, or is assessed, has another fact once that is over.
///
/// @param reason in words, where there is more to say than the decision
/// @param books of all portfolios, at the snapshot's prices
@JsonClassDescription("What a strategy made of a snapshot of its market, and what its books are worth there.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategyMarketSeen(
        EventMetadata metadata,
        StrategyId strategyId,
        long number,
        MarketMoment moment,
        MarketDecision decision,
        @Nullable String reason,
        @Nullable Assessment assessment,
        List<Book> books)
        implements StrategyFact {

    public StrategyMarketSeen {
        books = List.copyOf(books);
    }
}
