package io.ketstream.ingestion.dataset;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.ColumnType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Tables that models learn from.
public final class Datasets {

    /// Each has a file while it is read.
    private static final int MOST_AT_ONCE = 4;

    /// Of a page, which is in memory.
    private static final int MOST_FIELDS = 100_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final DatasetStore store;
    private final DatasetLimits limits;
    private final DatasetMetrics metrics;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

    public Datasets(DatasetStore store, DatasetLimits limits, DatasetMetrics metrics) {
        this.store = store;
        this.limits = limits;
        this.metrics = metrics;
    }

    /// Makes a data set of a table in CSV; all of it or, when a line is bad, nothing.
    ///
    /// @throws InvalidTableException naming the line
    /// @throws TableTooLargeException when there are too many bytes or rows
    /// @throws UploadsBusyException when others are being loaded
    public Dataset replace(String name, InputStream upload, ColumnTypes given) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidValueException("name", "must have 1 to 100 letters, digits, dots, dashes and underscores");
        }
        if (!turns.tryAcquire()) {
            throw new UploadsBusyException(MOST_AT_ONCE);
        }
        String outcome = "failed";
        try (var table = UploadedTable.of(upload, limits)) {
            List<ColumnType> types = table.types(given);
            DatasetStore.Replaced replaced =
                    store.replace(name, parts -> TableVersion.read(table, types, limits, parts));
            outcome = replaced.changed() ? "stored" : "unchanged";
            return replaced.dataset();
        } catch (InvalidTableException
                | TableTooLargeException
                | InvalidValueException
                | CharacterCodingException
                | ZipException
                | EOFException e) {
            outcome = "refused";
            throw e;
        } finally {
            turns.release();
            metrics.uploaded(outcome);
        }
    }

    public Optional<Dataset> find(String name) {
        return store.find(name);
    }

    public Optional<TableVersion> find(Digest digest) {
        return store.find(digest);
    }

    /// By their names.
    public Paged<DatasetSummary> list(int page, int size) {
        return store.list(page, size);
    }

    /// Rows in their order: numbers, texts and, for no value, null.
    ///
    /// @throws InvalidValueException when they would be too many fields
    public Paged<List<@Nullable Object>> rows(TableVersion table, int page, int size) {
        int columns = table.types().size();
        if ((long) size * columns > MOST_FIELDS) {
            throw new InvalidValueException("size", "times " + columns + " columns must be at most " + MOST_FIELDS);
        }
        long from = (long) page * size;
        var rows = new ArrayList<List<@Nullable Object>>();
        for (TablePart part : store.parts(table.digest(), from, size)) {
            long at = part.firstRow();
            for (List<@Nullable Object> row : CanonicalForm.rows(part.lines(), table.types())) {
                if (at >= from && at < from + size) {
                    rows.add(row);
                }
                at++;
            }
        }
        return new Paged<>(rows, page, size, table.description().rows());
    }

    /// Writes the canonical form, some of it at a time in memory.
    public void write(TableVersion table, OutputStream target) throws IOException {
        target.write(table.header());
        Optional<TablePart> part = store.part(table.digest(), 0);
        for (int number = 1; part.isPresent(); number++) {
            target.write(part.get().lines());
            part = store.part(table.digest(), number);
        }
    }

    public boolean delete(String name) {
        return store.delete(name);
    }
}
