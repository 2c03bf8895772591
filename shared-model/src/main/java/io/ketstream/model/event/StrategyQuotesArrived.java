package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategyId;

/// The prices of the market that a strategy is told of next, where both do not fit into one message.
///
/// @param sequence of the market
@JsonClassDescription("The prices of a strategy's next snapshot, where they do not fit into its message.")
public record StrategyQuotesArrived(EventMetadata metadata, StrategyId strategyId, long sequence, Quotes quotes)
        implements StrategyInput {}
