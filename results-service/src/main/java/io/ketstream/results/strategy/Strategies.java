package io.ketstream.results.strategy;

import io.ketstream.model.strategy.StrategyId;
import io.ketstream.results.run.Paged;
import java.util.List;
import java.util.Optional;

/// The projected strategies. A strategy is there once it is known what it was told.
public interface Strategies {

    Optional<StrategyView> find(StrategyId strategy);

    boolean exists(StrategyId strategy);

    /// Latest start first.
    Paged<StrategySummary> list(StrategyFilter filter, int page, int size);

    /// In their order.
    Paged<EpochView> epochs(StrategyId strategy, int page, int size);

    /// The epochs after number `epoch` in their order, at most `limit`.
    List<Epoch> epochsAfter(StrategyId strategy, int epoch, int limit);

    /// In their order.
    Paged<TradeView> trades(StrategyId strategy, int page, int size);

    /// One for each snapshot, in the order of these.
    Paged<EquityPoint> equity(StrategyId strategy, int page, int size);

    /// Those after snapshot `sequence`, at most `limit`.
    List<EquityPoint> equityAfter(StrategyId strategy, long sequence, int limit);
}
