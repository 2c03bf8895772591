package io.ketstream.ingestion.dataset;

import io.ketstream.model.learning.ColumnType;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one text of a table, which its digest is of: CSV (RFC 4180) in UTF-8, each line ended by CR LF. Names and
/// categories are quoted, numbers are not and are written as Java's `Double.toString` has them; no value is an empty
/// field.
final class CanonicalForm {

    private CanonicalForm() {}

    static byte[] header(List<String> names) {
        return line(names.stream().map(name -> '"' + name + '"').toList());
    }

    /// @param fields as they stand in it
    static byte[] line(List<String> fields) {
        return (String.join(",", fields) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Values of rows: numbers, texts and, for no value, null.
    static List<List<@Nullable Object>> rows(String lines, List<ColumnType> types) {
        var rows = new ArrayList<List<@Nullable Object>>();
        try (var records = new CsvReader(new StringReader(lines), types.size())) {
            for (List<String> fields = records.next(); fields != null; fields = records.next()) {
                var values = new ArrayList<@Nullable Object>();
                for (int j = 0; j < fields.size(); j++) {
                    values.add(value(fields.get(j), types.get(j)));
                }
                rows.add(values);
            }
            return rows;
        } catch (IOException e) {
            throw new IllegalStateException("text in memory is read", e);
        }
    }

    private static @Nullable Object value(String field, ColumnType type) {
        if (field.isEmpty()) {
            return null;
        }
        return type == ColumnType.NUMBER ? (Object) Double.valueOf(field) : field;
    }
}
