package io.ketstream.ingestion.dataset;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.ColumnType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.time.InstantSource;
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

    /// Of a page too, as its rows stand in the canonical form; a row of the longest categories has fewer.
    private static final int MOST_CHARACTERS = 1 << 22;

    private static final String DELETED = "the version was deleted while it was read";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final DatasetStore store;
    private final DatasetLimits limits;
    private final DatasetMetrics metrics;
    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

    public Datasets(DatasetStore store, DatasetLimits limits, DatasetMetrics metrics, InstantSource clock) {
        this.store = store;
        this.limits = limits;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Makes a data set of a table in CSV; all of it or, when a line is bad, nothing.
    ///
    /// @throws InvalidTableException naming the line
    /// @throws InvalidValueException when it takes too long to arrive
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
        try (var table = UploadedTable.of(new TimedUpload(upload, clock), limits)) {
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
    /// @throws InvalidValueException when they would be too many fields or characters
    public Paged<List<@Nullable Object>> rows(TableVersion table, int page, int size) {
        int columns = table.types().size();
        if ((long) size * columns > MOST_FIELDS) {
            throw new InvalidValueException("size", "times " + columns + " columns must be at most " + MOST_FIELDS);
        }
        long next = (long) page * size;
        long end = Math.min(next + size, table.description().rows());
        var rows = new ArrayList<List<@Nullable Object>>();
        int characters = 0;
        while (next < end) {
            TablePart part = store.partOf(table.digest(), next).orElseThrow(() -> new IllegalStateException(DELETED));
            String lines = part.text(next, end - next);
            characters += lines.length();
            if (characters > MOST_CHARACTERS) {
                throw new InvalidValueException(
                        "size", "must be less: these rows have more than " + MOST_CHARACTERS + " characters");
            }
            List<List<@Nullable Object>> read = CanonicalForm.rows(lines, table.types());
            if (read.isEmpty()) {
                throw new IllegalStateException("row " + next + " of " + table.digest() + " is in no part");
            }
            rows.addAll(read);
            next += read.size();
        }
        return new Paged<>(rows, page, size, table.description().rows());
    }

    /// Writes the canonical form, some of it at a time in memory.
    ///
    /// @throws IOException also when it was not all there
    public void write(TableVersion table, OutputStream target) throws IOException {
        byte[] header = table.header();
        target.write(header);
        long written = header.length;
        Optional<TablePart> part = store.part(table.digest(), 0);
        for (int number = 1; part.isPresent(); number++) {
            part.get().writeTo(target);
            written += part.get().bytes();
            part = store.part(table.digest(), number);
        }
        if (written != table.bytes()) {
            throw new IOException(DELETED);
        }
    }

    public boolean delete(String name) {
        return store.delete(name);
    }
}
