package io.ketstream.ingestion.dataset.web;

import io.ketstream.ingestion.dataset.Dataset;
import io.ketstream.model.Link;
import io.ketstream.model.learning.TableColumn;
import io.ketstream.model.learning.TableWarning;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/// A data set as it is shown.
///
/// @param version counts from 1 how often it became another table since it was made
/// @param table where its content is; text/csv there is what the digest is of
/// @param bytes of that
/// @param duplicateRows rows that repeat one before
record DatasetView(
        String name,
        long version,
        Instant loadedAt,
        Link table,
        long bytes,
        long rows,
        List<TableColumn> columns,
        long duplicateRows,
        List<TableWarning> warnings) {

    static DatasetView of(Dataset dataset, URI address) {
        TableView table = TableView.of(dataset.table());
        return new DatasetView(
                dataset.name(),
                dataset.version(),
                dataset.loadedAt(),
                new Link(URI.create(address + "/api/v1/dataset-versions/" + table.digest()), table.digest()),
                table.bytes(),
                table.rows(),
                table.columns(),
                table.duplicateRows(),
                table.warnings());
    }
}
