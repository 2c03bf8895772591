package io.ketstream.ingestion.tick;

import io.ketstream.model.event.MarketTick;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A bar that still takes ticks, in any order; each once.
final class OpenBar {

    private final long firstOffset;
    private final SequenceBudget budget;
    private final Map<String, SequenceSet> seen = new HashMap<>(2);
    private long firstNanos = Long.MAX_VALUE;
    private long firstSequence;
    private long lastNanos = Long.MIN_VALUE;
    private long lastSequence;
    private double open;
    private double high = Double.NEGATIVE_INFINITY;
    private double low = Double.POSITIVE_INFINITY;
    private double close;
    private double volume;
    private long ticks;
    private long duplicates;
    private int taken;

    /// @param firstOffset of the first tick that is its
    OpenBar(long firstOffset, SequenceBudget budget) {
        this.firstOffset = firstOffset;
        this.budget = budget;
    }

    long firstOffset() {
        return firstOffset;
    }

    /// Whether it had the tick not yet.
    ///
    /// @throws RefusedTickException when there is no room to remember it
    boolean add(MarketTick tick, long nanos) {
        if (!remember(tick.source(), tick.sequence())) {
            duplicates++;
            return false;
        }
        double price = tick.price();
        if (nanos < firstNanos || (nanos == firstNanos && tick.sequence() < firstSequence)) {
            firstNanos = nanos;
            firstSequence = tick.sequence();
            open = price;
        }
        if (nanos > lastNanos || (nanos == lastNanos && tick.sequence() > lastSequence)) {
            lastNanos = nanos;
            lastSequence = tick.sequence();
            close = price;
        }
        high = Math.max(high, price);
        low = Math.min(low, price);
        Double size = tick.size();
        volume += size == null ? 0 : size;
        ticks++;
        return true;
    }

    /// Whether the number is new.
    private boolean remember(String source, long sequence) {
        SequenceSet sequences = seen.get(source);
        if (sequences == null) {
            take(SequenceSet.EMPTY_WORDS);
            sequences = new SequenceSet();
            seen.put(source, sequences);
        }
        if (sequences.contains(sequence)) {
            return false;
        }
        if (!sequences.hasWord(sequence)) {
            take(1);
        }
        sequences.add(sequence);
        return true;
    }

    private void take(int words) {
        if (budget.isSpent()) {
            throw new RefusedTickException("there is no memory for its sequence: those of the open bars are too many"
                    + " and too scattered; number ticks one after the other");
        }
        budget.take(words);
        taken += words;
    }

    /// Gives back what it took of the budget.
    void forget() {
        budget.giveBack(taken);
        taken = 0;
        seen.clear();
    }

    Bar close(String symbol, long startNanos, Duration length) {
        return new Bar(
                symbol,
                Nanos.instant(startNanos),
                length,
                Nanos.instant(firstNanos),
                Nanos.instant(lastNanos),
                open,
                high,
                low,
                close,
                volume,
                ticks,
                duplicates);
    }
}
