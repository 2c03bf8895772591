package io.ketstream.ingestion.dataset;

import io.ketstream.model.Digest;
import io.ketstream.model.Sha256;
import io.ketstream.model.learning.ColumnType;
import io.ketstream.model.learning.TableColumn;
import io.ketstream.model.learning.TableDescription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/// A table that never changes.
///
/// @param digest SHA-256 of its canonical form
/// @param bytes how many that has
public record TableVersion(Digest digest, long bytes, TableDescription description) {

    /// The lines of a part are handed over once they are so many bytes, at least.
    private static final int PART = 1 << 20;

    /// Takes the lines of a canonical form, all but the first, which has the names.
    public interface Parts {
        /// @param firstRow counted from 0
        void take(int number, long firstRow, byte[] lines);
    }

    /// Reads an upload whose columns have these types.
    static TableVersion read(UploadedTable table, List<ColumnType> types, DatasetLimits limits, Parts parts)
            throws IOException {
        try (TableReader rows = table.open()) {
            var summary = new TableSummary(rows.columns(), types, limits);
            var digest = new Sha256();
            byte[] header = CanonicalForm.header(rows.columns());
            digest.add(header);
            var part = new ByteArrayOutputStream();
            long bytes = header.length;
            long count = 0;
            long firstRow = 0;
            int number = 0;
            for (List<String> row = rows.next(); row != null; row = rows.next()) {
                byte[] line = summary.add(rows.line(), row);
                digest.add(line);
                bytes += line.length;
                part.writeBytes(line);
                count++;
                if (part.size() >= PART) {
                    parts.take(number++, firstRow, part.toByteArray());
                    part.reset();
                    firstRow = count;
                }
            }
            if (part.size() > 0) {
                parts.take(number, firstRow, part.toByteArray());
            }
            return new TableVersion(digest.end(), bytes, summary.describe());
        }
    }

    byte[] header() {
        return CanonicalForm.header(
                description.columns().stream().map(TableColumn::name).toList());
    }

    List<ColumnType> types() {
        return description.columns().stream().map(TableColumn::type).toList();
    }
}
