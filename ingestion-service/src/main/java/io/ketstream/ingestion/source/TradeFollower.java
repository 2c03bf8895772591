package io.ketstream.ingestion.source;

import java.util.List;
import java.util.function.Consumer;

/// Hands on every trade of one name once and in order. A number that is not the next says that trades are missing;
/// these are asked for first, whatever the reason.
final class TradeFollower {

    static final int PAGE = 1000;

    private static final long NONE = -1;

    private final String name;
    private final Exchange exchange;
    private final long longestGap;
    private final Consumer<Trade> sink;
    private long last;
    private SourceCounts counts = SourceCounts.NONE;

    /// @param last number of a trade that has been handed on, negative when there is none
    /// @param longestGap how many missing trades are asked for at most; earlier ones are counted as missed
    TradeFollower(String name, long last, Exchange exchange, long longestGap, Consumer<Trade> sink) {
        this.name = name;
        this.last = last;
        this.exchange = exchange;
        this.longestGap = longestGap;
        this.sink = sink;
    }

    long last() {
        return last;
    }

    /// What was counted since the last call.
    SourceCounts drainCounts() {
        SourceCounts drained = counts;
        counts = SourceCounts.NONE;
        return drained;
    }

    /// Begins after the newest trade, where none has been handed on, or where the exchange has begun to count anew.
    void begin(Trade newest) {
        if (last == NONE || newest.sequence() < last - longestGap) {
            last = newest.sequence();
        } else {
            skip(newest.sequence() + 1);
        }
    }

    /// Asks for everything since the last trade.
    void catchUp() throws InterruptedException {
        boolean isGap = false;
        while (last != NONE) {
            List<Trade> page = exchange.trades(name, last + 1, PAGE);
            boolean isFurther = fill(page, Long.MAX_VALUE);
            isGap |= isFurther;
            if (page.size() < PAGE || !isFurther) {
                break;
            }
        }
        if (isGap) {
            count(0, 1, 0, 0);
        }
    }

    void take(Trade trade) throws InterruptedException {
        if (last != NONE && trade.sequence() > last + 1) {
            skip(trade.sequence());
            fillUpTo(trade.sequence());
            count(0, 1, 0, 0);
        }
        if (trade.sequence() > last) {
            hand(trade);
        }
    }

    private void fillUpTo(long end) throws InterruptedException {
        while (last + 1 < end) {
            List<Trade> page = exchange.trades(name, last + 1, PAGE);
            if (page.isEmpty() || page.getLast().sequence() <= last) {
                throw new SourceException(
                        SourceException.Kind.UNAVAILABLE,
                        "The exchange does not have the trades %d to %d of %s yet.".formatted(last + 1, end - 1, name));
            }
            fill(page, end);
        }
    }

    /// @return whether there was one to be handed on
    private boolean fill(List<Trade> page, long end) {
        long before = last;
        for (Trade trade : page) {
            if (trade.sequence() >= end) {
                // the exchange has left out the numbers before it
                count(0, 0, 0, Math.max(0, end - last - 1));
                last = Math.max(last, end - 1);
                break;
            }
            if (trade.sequence() > last) {
                count(0, 0, 0, trade.sequence() - last - 1);
                hand(trade);
                count(0, 0, 1, 0);
            }
        }
        return last > before;
    }

    private void skip(long end) {
        long tooEarly = end - 1 - longestGap - last;
        if (tooEarly > 0) {
            count(0, 0, 0, tooEarly);
            last += tooEarly;
        }
    }

    private void hand(Trade trade) {
        sink.accept(trade);
        last = trade.sequence();
        count(1, 0, 0, 0);
    }

    private void count(long taken, long gaps, long filled, long missed) {
        counts = counts.plus(new SourceCounts(taken, gaps, filled, missed));
    }
}
