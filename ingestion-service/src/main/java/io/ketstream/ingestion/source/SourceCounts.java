package io.ketstream.ingestion.source;

/// What came of a source.
///
/// @param taken closes that were loaded, or trades that went to Kafka
/// @param gaps how often trades were missing and had to be asked for
/// @param filled trades, among those taken, that were asked for
/// @param missed trades that could not be had any more
public record SourceCounts(long taken, long gaps, long filled, long missed) {

    static final SourceCounts NONE = new SourceCounts(0, 0, 0, 0);

    SourceCounts plus(SourceCounts other) {
        return new SourceCounts(taken + other.taken, gaps + other.gaps, filled + other.filled, missed + other.missed);
    }
}
