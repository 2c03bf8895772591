package io.ketstream.ingestion.config;

import io.ketstream.model.Rules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// `ketstream.ingestion.*`.
///
/// @param retention how long a run is kept after its submission, with its problem and the snapshot that it was made
///     from; absent: for ever. It cannot be replayed any more then, and its idempotency key is free again. Longer than
///     any run lasts, pauses included. A version of a data set that no data set is any more is kept for as long since
///     it last was one
@ConfigurationProperties("ketstream.ingestion")
record IngestionProperties(@Nullable Duration retention) {

    /// A run may take 30 days, without its pauses.
    private static final long SHORTEST_DAYS = 31;

    private static final long LONGEST_DAYS = 36_525;

    IngestionProperties {
        if (retention != null) {
            Rules.within("ketstream.ingestion.retention in days", retention.toDays(), SHORTEST_DAYS, LONGEST_DAYS);
        }
    }
}
