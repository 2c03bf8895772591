package io.ketstream.ingestion.source;

import io.ketstream.model.event.MarketTick;
import java.util.List;

/// Where trades go.
@FunctionalInterface
public interface TickSink {

    /// Sends them in order and waits until all are acknowledged.
    ///
    /// @throws SourceException when they are not
    void send(List<MarketTick> ticks);
}
