package io.ketstream.ingestion.source;

import java.time.Instant;

/// A kind of service that market data comes from.
///
/// One *turn* is one round of questions to a service that is asked, and one connection, from its begin to its end, to
/// a service that is followed. Between two turns nothing is held but what [SourceProgress] has stored: the next may be
/// another instance's.
public interface MarketDataSource {

    SourceType type();

    /// Works on a thread of its own until the turn is over.
    ///
    /// @return when the next one is due
    /// @throws SourceException when the service does not do its part; the next turn is after a pause that grows
    /// @throws LeaseEndedException when the source is no longer this instance's
    /// @throws InterruptedException when the turn is to end at once
    Instant turn(SourceSettings settings, SourceProgress progress) throws InterruptedException;
}
