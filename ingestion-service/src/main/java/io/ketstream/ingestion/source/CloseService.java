package io.ketstream.ingestion.source;

import io.ketstream.ingestion.market.ClosePrice;
import java.time.LocalDate;
import java.util.List;

/// A service that is asked for daily closes.
public interface CloseService {

    /// The closes of one symbol from `from` on, adjusted for splits and dividends, each day at most once.
    ///
    /// @param symbol that the closes are to have
    /// @param name the service's for it
    /// @throws SourceException saying why there are none
    List<ClosePrice> closes(String symbol, String name, LocalDate from) throws InterruptedException;
}
