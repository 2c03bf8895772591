package io.ketstream.ingestion.config;

import io.ketstream.ingestion.dataset.DatasetLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much a data set may have: `ketstream.datasets.*`.
///
/// @param maxSize of an upload, unpacked; it is in a temporary file while it is read, four at a time
/// @param maxRows without the header
/// @param maxCategories of a column
@ConfigurationProperties("ketstream.datasets")
record DatasetProperties(
        @DefaultValue("32MB") DataSize maxSize,
        @DefaultValue("100000") int maxRows,
        @DefaultValue("1000") int maxColumns,
        @DefaultValue("1000") int maxCategories) {

    DatasetLimits limits() {
        return new DatasetLimits(maxSize.toBytes(), maxRows, maxColumns, maxCategories);
    }
}
