package io.ketstream.ingestion.strategy;

import io.ketstream.model.Digest;
import io.ketstream.model.strategy.StrategyId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where strategies are kept.
public interface StrategyStore {

    /// A strategy that was taken in under an idempotency key.
    record Accepted(StrategyId strategyId, Digest requestDigest) {}

    Optional<Accepted> findByKey(String idempotencyKey);

    Optional<Strategy> find(StrategyId id);

    /// How many markets it still has to be told of.
    long pending(StrategyId id);

    /// Stores the strategy, its event and what it is told of, in one transaction: the steps of its history
    /// or, where it has none, the latest snapshot of its universe.
    ///
    /// @return false when the idempotency key is there already; then nothing is stored
    /// @throws UniverseBusyException while prices of its universe are loaded
    boolean insert(Strategy strategy, Digest requestDigest, @Nullable String idempotencyKey, List<HistoryStep> steps);

    /// Stores what `change` makes of the strategy and its event, in one transaction; nothing where it stays
    /// the same. It is told of the latest snapshot where it looks at its market then.
    ///
    /// @return as it is now; empty when there is none
    /// @throws UniverseBusyException while prices of its universe are loaded
    Optional<Strategy> change(StrategyId id, UnaryOperator<Strategy> change);

    /// As [#change], of one that does not look at its market then, whatever becomes of the universe meanwhile. One that
    /// was stopped is told of nothing any more, and its snapshots are let go.
    Optional<Strategy> halt(StrategyId id, UnaryOperator<Strategy> change);

    /// Notes that it has stopped by itself, without an event; nothing where it was stopped, or there is none.
    void end(StrategyId id);
}
