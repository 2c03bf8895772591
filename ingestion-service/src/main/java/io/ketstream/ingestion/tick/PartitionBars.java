package io.ketstream.ingestion.tick;

import io.ketstream.ingestion.tick.BarBatch.LateBar;
import io.ketstream.ingestion.tick.BarBatch.Position;
import io.ketstream.model.event.MarketTick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes bars of the ticks of one partition. For one thread.
///
/// Nothing of an open bar is ever stored: after a restart its ticks are read again, from [Position#restart] on. Of
/// records before [Position#next] the outcome is known, so a late tick is not counted twice; of those that were taken
/// only the ones of open bars are left, and a bar that has been stored takes none. So every tick is in one bar, once,
/// or counted as a duplicate or late, once, wherever reading was broken off.
public final class PartitionBars {

    private static final int MOST_SYMBOLS = 100_000;

    private final int partition;
    private final BarRules rules;
    private final SequenceBudget budget;
    private final BarStore store;
    private final long length;
    private final Map<String, SymbolBars> symbols = new HashMap<>();
    private final List<Bar> closed = new ArrayList<>();
    private final Map<LateBar, Long> late = new HashMap<>();
    private Position stored;
    private long settled;
    private long next;
    private long clockMillis = Long.MIN_VALUE;

    private PartitionBars(
            int partition, BarRules rules, SequenceBudget budget, BarStore store, Position stored, Position begin) {
        this.partition = partition;
        this.rules = rules;
        this.budget = budget;
        this.store = store;
        this.length = Nanos.of(rules.length());
        this.stored = stored;
        this.settled = begin.next();
        this.next = begin.restart();
    }

    /// As the store has it; from the beginning when the store is ahead of the log, which then is another one.
    ///
    /// @param end of the partition's log
    public static PartitionBars load(int partition, BarRules rules, SequenceBudget budget, BarStore store, long end) {
        Position stored = store.position(partition).orElse(Position.BEGINNING);
        Position begin = stored.next() > end ? Position.BEGINNING : stored;
        return new PartitionBars(partition, rules, budget, store, stored, begin);
    }

    /// Where reading goes on.
    public long next() {
        return next;
    }

    /// Where reading would go on after a restart.
    public long restart() {
        return stored.restart();
    }

    /// Whether what becomes of the record at `offset` was stored before a restart.
    public boolean isSettled(long offset) {
        return offset < settled;
    }

    /// Takes the tick at `offset`.
    ///
    /// @param arrival when the broker had it: the partition's clock
    /// @throws RefusedTickException when it cannot be taken; it counts as read
    public TickOutcome add(long offset, MarketTick tick, Instant arrival) {
        skip(offset, arrival);
        long nanos = nanos(tick.metadata().occurredAt(), arrival);
        SymbolBars bars = symbols.get(tick.symbol());
        if (bars == null) {
            bars = begin(tick.symbol());
        }
        TickOutcome outcome = bars.add(offset, tick, nanos, clockMillis, closed::add);
        if (outcome == TickOutcome.LATE) {
            if (isSettled(offset)) {
                return TickOutcome.SETTLED;
            }
            Instant start = Nanos.instant(nanos - Math.floorMod(nanos, length));
            late.merge(new LateBar(tick.symbol(), start), 1L, Long::sum);
        }
        return outcome;
    }

    /// Passes the record at `offset`, which is no tick.
    public void skip(long offset, Instant arrival) {
        next = offset + 1;
        clockMillis = Math.max(clockMillis, arrival.toEpochMilli());
    }

    /// Says that there was nothing more to read at `now`.
    public void reachedEnd(Instant now) {
        clockMillis = Math.max(clockMillis, now.toEpochMilli());
    }

    /// Closes the bars of symbols that had no tick for some time, by the partition's clock: that of the broker while
    /// there are records to read, so that a tick is not late because it was read late.
    public void closeIdle() {
        for (SymbolBars bars : symbols.values()) {
            bars.closeIdle(clockMillis, closed::add);
        }
    }

    /// How many bars and counts wait to be stored.
    public int pending() {
        return closed.size() + late.size();
    }

    /// Stores what is pending.
    ///
    /// @return the bars that were stored
    /// @throws PartitionTakenException when somebody else did so in between: this object is of no use any more
    public List<Bar> store() {
        long restart = next;
        for (SymbolBars bars : symbols.values()) {
            restart = Math.min(restart, bars.firstOffset());
        }
        // while records are read again, more is settled than has been read
        var after = new Position(restart, Math.max(next, settled));
        var batch = new BarBatch(partition, stored, after, closed, late);
        store.store(batch);
        stored = after;
        closed.clear();
        late.clear();
        // the store knows all there is to know of them
        symbols.values().removeIf(bars -> bars.isEmpty() && bars.isIdle(clockMillis));
        return batch.bars();
    }

    /// Gives back what the open bars took of the budget.
    public void forget() {
        symbols.values().forEach(SymbolBars::forget);
        symbols.clear();
    }

    private SymbolBars begin(String symbol) {
        if (symbols.size() >= MOST_SYMBOLS) {
            throw new RefusedTickException("there are bars of " + MOST_SYMBOLS + " symbols already");
        }
        long closedUntil = store.closedUntil(partition, symbol).map(Nanos::of).orElse(Long.MIN_VALUE);
        var bars = new SymbolBars(symbol, rules, budget, closedUntil);
        symbols.put(symbol, bars);
        return bars;
    }

    private long nanos(Instant occurredAt, Instant arrival) {
        Duration ahead = Duration.between(arrival, occurredAt);
        if (ahead.compareTo(rules.ahead()) > 0) {
            throw new RefusedTickException("occurredAt lies " + ahead + " after its arrival at " + arrival
                    + "; at most " + rules.ahead() + " is permitted");
        }
        if (occurredAt.isBefore(Instant.EPOCH)) {
            throw new RefusedTickException("occurredAt lies before 1970");
        }
        return Nanos.of(occurredAt);
    }
}
