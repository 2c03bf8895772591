package io.ketstream.ingestion.dataset.web;

import io.ketstream.ingestion.dataset.TableVersion;
import io.ketstream.model.Digest;
import io.ketstream.model.learning.TableColumn;
import io.ketstream.model.learning.TableDescription;
import io.ketstream.model.learning.TableWarning;
import java.util.List;

/// A version of a data set as it is shown.
///
/// @param digest of its content as text/csv
/// @param bytes of that
/// @param duplicateRows rows that repeat one before
record TableView(
        Digest digest,
        long bytes,
        long rows,
        List<TableColumn> columns,
        long duplicateRows,
        List<TableWarning> warnings) {

    static TableView of(TableVersion table) {
        TableDescription description = table.description();
        return new TableView(
                table.digest(),
                table.bytes(),
                description.rows(),
                description.columns(),
                description.duplicateRows(),
                description.warnings());
    }
}
