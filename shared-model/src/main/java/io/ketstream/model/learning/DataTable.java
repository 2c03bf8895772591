package io.ketstream.model.learning;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A table in memory: numbers as they are, categories as their places in the order of their texts, and NaN for what is
/// missing.
public final class DataTable {

    private final List<TableColumn> columns;
    private final double[][] rows;

    private DataTable(List<TableColumn> columns, double[][] rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /// Reads a table's canonical text (`docs/datasets.md`): RFC 4180 in UTF-8, names and categories in quotes, numbers
    /// without, a missing value as an empty field.
    ///
    /// @throws InvalidValueException naming the line that is not such a text
    public static DataTable read(byte[] text) {
        var fields = new TableText(text);
        List<String> names = fields.names();
        var builders = new ArrayList<Builder>();
        names.forEach(name -> builders.add(new Builder(name)));
        var rows = new ArrayList<double[]>();
        while (fields.hasNext()) {
            double[] row = new double[builders.size()];
            for (int j = 0; j < row.length; j++) {
                row[j] = builders.get(j).code(fields, j == row.length - 1);
            }
            rows.add(row);
        }
        double[][] coded = rows.toArray(double[][]::new);
        var columns = new ArrayList<TableColumn>();
        for (int j = 0; j < builders.size(); j++) {
            columns.add(builders.get(j).finish(coded, j));
        }
        return new DataTable(List.copyOf(columns), coded);
    }

    /// How many rows it has.
    public int rows() {
        return rows.length;
    }

    public List<TableColumn> columns() {
        return columns;
    }

    /// @throws InvalidValueException when there is no such column
    public TableColumn column(String name) {
        return columns.get(place(name));
    }

    /// The named columns of all rows.
    public double[][] select(List<String> names) {
        int[] places = names.stream().mapToInt(this::place).toArray();
        var selected = new double[rows.length][places.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < places.length; j++) {
                selected[i][j] = rows[i][places[j]];
            }
        }
        return selected;
    }

    private int place(String name) {
        for (int j = 0; j < columns.size(); j++) {
            if (columns.get(j).name().equals(name)) {
                return j;
            }
        }
        throw new InvalidValueException("", "has no column '" + name + "'");
    }

    /// A column while it is read: categories have their places in order of appearance.
    private static final class Builder {

        private final String name;
        private final Map<String, Integer> appeared = new TreeMap<>();
        private final List<Long> counts = new ArrayList<>();
        private long missing;
        private @Nullable ColumnType type;

        Builder(String name) {
            this.name = name;
        }

        double code(TableText text, boolean last) {
            String field = text.field(last);
            if (field.isEmpty()) {
                missing++;
                return Double.NaN;
            }
            ColumnType found = text.wasQuoted() ? ColumnType.CATEGORY : ColumnType.NUMBER;
            if (type != null && type != found) {
                throw text.refused("has numbers and categories in column '" + name + "'");
            }
            type = found;
            return found == ColumnType.NUMBER ? number(text, field) : place(field);
        }

        private static double number(TableText text, String field) {
            try {
                return Rules.moderate("", Double.parseDouble(field));
            } catch (NumberFormatException | InvalidValueException e) {
                throw text.refused("has no number in '" + field + "'");
            }
        }

        private int place(String category) {
            int place = appeared.computeIfAbsent(category, first -> {
                counts.add(0L);
                return counts.size() - 1;
            });
            counts.set(place, counts.get(place) + 1);
            return place;
        }

        /// With the places of its categories in the order of their texts.
        TableColumn finish(double[][] rows, int column) {
            if (type != ColumnType.CATEGORY) {
                return new TableColumn(name, ColumnType.NUMBER, missing, null, null);
            }
            int[] sorted = new int[counts.size()];
            var categories = new TreeMap<String, Long>();
            for (Map.Entry<String, Integer> entry : appeared.entrySet()) {
                sorted[entry.getValue()] = categories.size();
                categories.put(entry.getKey(), counts.get(entry.getValue()));
            }
            for (double[] row : rows) {
                if (!Double.isNaN(row[column])) {
                    row[column] = sorted[(int) row[column]];
                }
            }
            return TableColumn.ofCategories(name, missing, categories);
        }
    }
}
