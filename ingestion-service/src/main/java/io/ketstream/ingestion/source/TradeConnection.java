package io.ketstream.ingestion.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Trades as they happen.
public interface TradeConnection extends AutoCloseable {

    /// The next trade, or null when there is none for so long.
    ///
    /// @throws SourceException when the connection broke off or is silent
    @Nullable
    Trade next(Duration patience) throws InterruptedException;

    /// Whether the exchange has announced that it will close the connection.
    boolean isEnding();

    @Override
    void close();
}
