package io.ketstream.ingestion.market;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Closes, one at a time.
public interface PriceFeed {

    /// The next close, or null after the last.
    ///
    /// @throws InvalidPricesException naming the line that cannot be taken
    @Nullable
    ClosePrice next() throws IOException;

    /// Whether a symbol may come twice with the same day.
    default boolean mayRepeat() {
        return false;
    }

    /// How many closes have been left out so far because they only repeated another.
    default long duplicates() {
        return 0;
    }
}
