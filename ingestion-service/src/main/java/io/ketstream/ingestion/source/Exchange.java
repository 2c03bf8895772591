package io.ketstream.ingestion.source;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An exchange whose trades are numbered one after the other, can be followed, and can be asked for by number.
public interface Exchange {

    /// How much later it is by the exchange's clock than by ours.
    Duration skew() throws InterruptedException;

    /// The newest trade, or null when there never was one.
    @Nullable
    Trade newest(String name) throws InterruptedException;

    /// Trades from a number on, in order; fewer than `most` only when there are no more.
    List<Trade> trades(String name, long from, int most) throws InterruptedException;

    TradeConnection connect(Collection<String> names) throws InterruptedException;
}
