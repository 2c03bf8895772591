package io.ketstream.ingestion.strategy;

import io.ketstream.model.Digest;
import io.ketstream.model.event.StrategyInput;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// What strategies still have to be told of their markets. Several instances may work on it at once.
public interface ArrivalQueue {

    /// Strategies with something to be told: those without a history first, and of each kind those that wait longest. A
    /// paused one's history waits too.
    List<StrategyId> waiting();

    Optional<Arrival> oldest(StrategyId id);

    /// Takes the making of a strategy's next snapshot over until then.
    ///
    /// @return false when another instance has
    boolean begin(StrategyId id, Instant until);

    /// Notes the snapshot of a step, and that its making is over. It is kept until the strategy is stopped.
    void made(StrategyId id, Arrival step, Digest snapshot, Quotes closes);

    /// Notes why there is none, and that its making is over.
    void refused(StrategyId id, Arrival step, Quotes closes, String refusal);

    /// Stores the events that `tell` makes of the strategy's oldest arrival and forgets the arrival, in one
    /// transaction. One that was stopped is told nothing.
    ///
    /// @return false when there was none that its prices have been looked at, or another instance is at it
    boolean send(StrategyId id, BiFunction<Strategy, Arrival, List<StrategyInput>> tell);

    Waiting waits();

    /// What has to be told; histories that are paused left out.
    ///
    /// @param arrivals how many markets
    /// @param longest how long one has waited that could have been told; zero where there is none
    record Waiting(long arrivals, Duration longest) {}
}
