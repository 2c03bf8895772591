package io.ketstream.ingestion.dataset;

import io.ketstream.model.Digest;
import java.io.IOException;
import java.util.Optional;

/// Where data sets are kept, and the versions that they have and had.
public interface DatasetStore {

    /// A table that is only read while it is stored.
    interface Content {
        TableVersion writeTo(TableVersion.Parts parts) throws IOException;
    }

    /// What came of it.
    ///
    /// @param changed false when the data set was this table already
    record Replaced(Dataset dataset, boolean changed) {}

    /// Stores a table, if it is not there yet, and makes the data set it: all of it or, when anything fails, nothing.
    Replaced replace(String name, Content content) throws IOException;

    Optional<Dataset> find(String name);

    Optional<TableVersion> find(Digest digest);

    /// By their names.
    Paged<DatasetSummary> list(int page, int size);

    /// A part of a version's lines.
    ///
    /// @param number counted from 0
    Optional<TablePart> part(Digest digest, int number);

    /// The part that holds a row.
    ///
    /// @param row counted from 0
    Optional<TablePart> partOf(Digest digest, long row);

    /// The versions stay.
    ///
    /// @return whether there was one
    boolean delete(String name);
}
