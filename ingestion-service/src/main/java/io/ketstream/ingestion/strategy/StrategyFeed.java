package io.ketstream.ingestion.strategy;

import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.PriceTable;
import io.ketstream.ingestion.market.SnapshotDescription;
import io.ketstream.ingestion.run.RunIntake;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategyId;
import java.time.Clock;
import java.time.Duration;

/// Tells strategies of their markets, each in its order, and makes the snapshots of their histories.
public final class StrategyFeed {

    /// Of one strategy, before the others have their turn.
    private static final int MOST_AT_ONCE = 50;

    /// Longer than a snapshot of thousands of symbols takes.
    private static final Duration LONGEST_MAKING = Duration.ofMinutes(1);

    private final StrategyStore strategies;
    private final ArrivalQueue queue;
    private final Market market;
    private final StrategyMarkets markets;
    private final Clock clock;

    public StrategyFeed(StrategyStore strategies, ArrivalQueue queue, Market market, RunIntake runs, Clock clock) {
        this.strategies = strategies;
        this.queue = queue;
        this.market = market;
        this.markets = new StrategyMarkets(market, runs, clock);
        this.clock = clock;
    }

    /// Tells everything that there is to be told now, or as much of it until the thread is interrupted. What
    /// goes wrong with one strategy is thrown after the others had their turn.
    public void tell() {
        boolean told;
        do {
            told = false;
            RuntimeException failure = null;
            for (StrategyId id : queue.waiting()) {
                try {
                    told |= tell(id);
                } catch (RuntimeException e) {
                    if (failure == null) {
                        failure = e;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
        } while (told && !Thread.currentThread().isInterrupted());
    }

    /// One turn: what is there to be told, up to the first snapshot that has to be made, which takes long.
    ///
    /// @return false when there was nothing to be done
    private boolean tell(StrategyId id) {
        for (int told = 0; told < MOST_AT_ONCE && !Thread.currentThread().isInterrupted(); told++) {
            Arrival oldest = queue.oldest(id).orElse(null);
            if (oldest != null && !oldest.isMade()) {
                return begin(id, oldest) || told > 0;
            }
            if (oldest == null || !queue.send(id, markets::arrived)) {
                return told > 0;
            }
        }
        return true;
    }

    private boolean begin(StrategyId id, Arrival arrival) {
        boolean begun = queue.begin(id, clock.instant().plus(LONGEST_MAKING));
        if (begun) {
            make(id, arrival);
        }
        return begun;
    }

    /// Makes the snapshot of a step, of the prices of its days alone.
    private void make(StrategyId id, Arrival arrival) {
        HistoryStep step = arrival.step();
        String universe = strategies.find(id).orElseThrow().settings().problem().universe();
        if (step == null || universe == null) {
            throw new IllegalStateException("arrival " + arrival.id() + " is no step of a history");
        }
        PriceTable prices = market.between(universe, step.since(), step.asOf());
        if (prices.days().isEmpty() || !prices.days().getLast().equals(step.asOf())) {
            var reason = "problem.universe has no prices of " + step.asOf() + " any more";
            queue.refused(id, arrival, Quotes.NONE, reason);
            return;
        }
        SnapshotDescription snapshot;
        try {
            snapshot = market.passing(universe, prices);
        } catch (InvalidValueException e) {
            queue.refused(id, arrival, prices.quotes(), String.valueOf(e.getMessage()));
            return;
        }
        queue.made(id, arrival, snapshot.digest(), prices.quotes());
    }
}
