package io.ketstream.ingestion.tick;

import io.ketstream.model.event.MarketTick;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The open bars of one symbol in one partition. Their number is bounded by the allowed lateness.
final class SymbolBars {

    private final String symbol;
    private final BarRules rules;
    private final long length;
    private final long lateness;
    private final SequenceBudget budget;
    private final TreeMap<Long, OpenBar> open = new TreeMap<>();
    private long closedUntil;
    private long newest = Long.MIN_VALUE;
    private long lastArrivalMillis;

    /// @param closedUntil end of the symbol's last stored bar, in nanoseconds since 1970
    SymbolBars(String symbol, BarRules rules, SequenceBudget budget, long closedUntil) {
        this.symbol = symbol;
        this.rules = rules;
        this.length = Nanos.of(rules.length());
        this.lateness = Nanos.of(rules.lateness());
        this.budget = budget;
        this.closedUntil = closedUntil;
    }

    /// Takes a tick, and hands over the bars that it closes.
    TickOutcome add(long offset, MarketTick tick, long nanos, long arrivalMillis, Consumer<Bar> closed) {
        if (nanos < closedUntil) {
            return TickOutcome.LATE;
        }
        long start = nanos - Math.floorMod(nanos, length);
        OpenBar bar = open.get(start);
        if (bar == null) {
            bar = new OpenBar(offset, budget);
            if (!bar.add(tick, nanos)) {
                throw new IllegalStateException("a new bar has seen a tick");
            }
            open.put(start, bar);
        } else if (!bar.add(tick, nanos)) {
            return TickOutcome.DUPLICATE;
        }
        lastArrivalMillis = arrivalMillis;
        if (nanos > newest) {
            newest = nanos;
            long over = nanos - lateness;
            closeUntil(over - Math.floorMod(over, length), closed);
        }
        return TickOutcome.TAKEN;
    }

    /// Closes bars for lack of ticks.
    ///
    /// @param nowMillis by the clock of the partition
    void closeIdle(long nowMillis, Consumer<Bar> closed) {
        if (!isIdle(nowMillis)) {
            return;
        }
        long over = nowMillis * 1_000_000 - lateness;
        while (!open.isEmpty() && open.firstKey() + length <= over) {
            closeUntil(open.firstKey() + length, closed);
        }
    }

    boolean isIdle(long nowMillis) {
        return nowMillis - lastArrivalMillis >= rules.idle().toMillis();
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /// Offset of the first tick of its open bars.
    long firstOffset() {
        long first = Long.MAX_VALUE;
        for (OpenBar bar : open.values()) {
            first = Math.min(first, bar.firstOffset());
        }
        return first;
    }

    /// Gives back what its open bars took of the budget.
    void forget() {
        open.values().forEach(OpenBar::forget);
        open.clear();
    }

    private void closeUntil(long end, Consumer<Bar> closed) {
        closedUntil = Math.max(closedUntil, end);
        while (!open.isEmpty() && open.firstKey() < closedUntil) {
            var first = open.pollFirstEntry();
            closed.accept(first.getValue().close(symbol, first.getKey(), rules.length()));
            first.getValue().forget();
        }
    }
}
