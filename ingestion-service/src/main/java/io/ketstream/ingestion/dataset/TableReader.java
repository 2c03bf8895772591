package io.ketstream.ingestion.dataset;

import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table row by row: every row has a field for each column of the header, empty where there is no value.
final class TableReader implements AutoCloseable {

    private static final int LONGEST_NAME = 64;

    private final CsvReader records;
    private final DatasetLimits limits;
    private final List<String> columns;
    private int rows;

    TableReader(Reader text, DatasetLimits limits) throws IOException {
        this.records = new CsvReader(text, limits.columns());
        this.limits = limits;
        this.columns = header(records.next());
    }

    List<String> columns() {
        return columns;
    }

    /// @return null after the last
    @Nullable
    List<String> next() throws IOException {
        List<String> fields = records.next();
        if (fields == null) {
            return null;
        }
        if (isEmpty(fields)) {
            expectEnd();
            return null;
        }
        if (fields.size() != columns.size()) {
            throw new InvalidTableException(line(), "has " + fields.size() + " fields, not " + columns.size());
        }
        if (rows++ == limits.rows()) {
            throw new TableTooLargeException("The table has more than " + limits.rows() + " rows.");
        }
        return fields;
    }

    long line() {
        return records.line();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    /// An empty line is the end, as there are always two fields.
    private static boolean isEmpty(List<String> fields) {
        return fields.size() == 1 && fields.getFirst().isEmpty();
    }

    private void expectEnd() throws IOException {
        long empty = line();
        for (List<String> fields = records.next(); fields != null; fields = records.next()) {
            if (!isEmpty(fields)) {
                throw new InvalidTableException(empty, "is empty, but more lines follow");
            }
        }
    }

    private static List<String> header(@Nullable List<String> names) {
        if (names == null || names.size() < 2) {
            throw new InvalidTableException(1, "a header with the names of at least two columns is required");
        }
        var seen = new HashSet<String>();
        for (int j = 0; j < names.size(); j++) {
            String name = names.get(j);
            if (name.isEmpty()
                    || name.length() > LONGEST_NAME
                    || !name.equals(name.strip())
                    || !name.chars().allMatch(TableReader::mayBeInName)) {
                throw new InvalidTableException(
                        1,
                        "column " + (j + 1) + ": a name has 1 to " + LONGEST_NAME
                                + " characters without commas, quotes and control characters, and no blanks around");
            }
            if (!seen.add(name)) {
                throw new InvalidTableException(1, name, "is in the header twice");
            }
        }
        return List.copyOf(names);
    }

    private static boolean mayBeInName(int character) {
        return character != ',' && character != '"' && !Character.isISOControl(character);
    }
}
