package io.ketstream.ingestion.dataset;

import io.ketstream.model.Rules;

/// How much a data set may have.
///
/// @param bytes of the upload, unpacked
/// @param rows without the header
/// @param categories of a column
public record DatasetLimits(long bytes, int rows, int columns, int categories) {

    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_COLUMNS = 10_000;
    private static final int MOST_CATEGORIES = 10_000;

    public DatasetLimits {
        Rules.within("ketstream.datasets.max-size in bytes", bytes, 1, MOST_BYTES);
        Rules.within("ketstream.datasets.max-rows", rows, 1, MOST_ROWS);
        Rules.within("ketstream.datasets.max-columns", columns, 2, MOST_COLUMNS);
        Rules.within("ketstream.datasets.max-categories", categories, 1, MOST_CATEGORIES);
    }
}
