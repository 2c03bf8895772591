package io.ketstream.ingestion.dataset;

import io.ketstream.model.Digest;
import io.ketstream.model.Sha256;
import io.ketstream.model.learning.ColumnType;
import io.ketstream.model.learning.TableColumn;
import io.ketstream.model.learning.TableDescription;
import io.ketstream.model.learning.TableWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Describes a table while it is read, row by row.
final class TableSummary {

    /// Of all columns, times those that one may have: each is in memory, and in the description, which is read with the
    /// table.
    private static final int MOST_CATEGORIES = 5;

    private final List<String> names;
    private final List<ColumnSummary> columns = new ArrayList<>();
    private final long[] missing;
    private final List<Sha256> contents = new ArrayList<>();
    private final Dependencies dependencies;
    private final LongSet different = new LongSet();
    private final Sha256 rowDigest = new Sha256();
    private long rows;
    private long duplicates;

    TableSummary(List<String> names, List<ColumnType> types, DatasetLimits limits) {
        this.names = names;
        this.missing = new long[names.size()];
        this.dependencies = new Dependencies(names.size());
        var categories = new Allowance(MOST_CATEGORIES * limits.categories());
        for (int j = 0; j < names.size(); j++) {
            columns.add(ColumnSummary.of(names.get(j), types.get(j), limits, categories));
            contents.add(new Sha256());
        }
    }

    /// @return the row as a line of the canonical form
    /// @throws InvalidTableException when a column may not have the row's field
    byte[] add(long line, List<String> fields) {
        var canonical = new ArrayList<String>(fields.size());
        for (int j = 0; j < fields.size(); j++) {
            String field = fields.get(j);
            String text = "";
            if (field.isEmpty()) {
                missing[j]++;
            } else {
                text = columns.get(j).add(line, field);
            }
            contents.get(j).add(text + ",");
            canonical.add(text);
        }
        byte[] bytes = CanonicalForm.line(canonical);
        rows++;
        if (!different.add(rowDigest.of(bytes))) {
            duplicates++;
        }
        dependencies.add(canonical);
        return bytes;
    }

    TableDescription describe() {
        var described = new ArrayList<TableColumn>();
        var warnings = new ArrayList<TableWarning>();
        for (int j = 0; j < columns.size(); j++) {
            described.add(columns.get(j).describe(missing[j]));
            if (rows > 1 && columns.get(j).isConstant()) {
                warnings.add(new TableWarning(TableWarning.Kind.CONSTANT, names.get(j), null));
            }
            if (missing[j] == 0 && columns.get(j).isUnique()) {
                warnings.add(new TableWarning(TableWarning.Kind.UNIQUE, names.get(j), null));
            }
        }
        int[] first = firstAlike();
        for (int j = 0; j < first.length; j++) {
            if (first[j] != j) {
                warnings.add(new TableWarning(TableWarning.Kind.SAME, names.get(j), names.get(first[j])));
            }
        }
        for (Dependencies.Pair pair : dependencies.pairs(rows)) {
            if (first[pair.column()] != first[pair.other()]) {
                warnings.add(new TableWarning(
                        TableWarning.Kind.DETERMINES, names.get(pair.column()), names.get(pair.other())));
            }
        }
        return new TableDescription(rows, described, duplicates, warnings);
    }

    /// Of each column the first one that is the same in every row.
    private int[] firstAlike() {
        Map<Digest, Integer> firsts = new HashMap<>();
        var alike = new int[contents.size()];
        for (int j = 0; j < alike.length; j++) {
            Integer before = firsts.putIfAbsent(contents.get(j).end(), j);
            alike[j] = before == null ? j : before;
        }
        return alike;
    }
}
