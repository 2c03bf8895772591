package io.ketstream.model.learning;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Columns on their way from a table's to numbers only, with the rows that steps are fitted on.
final class Features {

    private final List<String> names;
    private final Map<Integer, List<String>> categories;
    private final double[][] rows;

    /// @param names of all columns
    /// @param categories of the columns that are not numbers yet, by their place
    /// @param rows a missing value is NaN, a category its place among those of its column
    private Features(List<String> names, Map<Integer, List<String>> categories, double[][] rows) {
        this.names = names;
        this.categories = categories;
        this.rows = rows;
    }

    static Features of(List<TableColumn> columns, double[][] rows) {
        var categories = new TreeMap<Integer, List<String>>();
        for (int j = 0; j < columns.size(); j++) {
            if (columns.get(j).type() == ColumnType.CATEGORY) {
                categories.put(j, columns.get(j).categoryNames());
            }
        }
        for (int i = 0; i < rows.length; i++) {
            Rules.size("rows[" + i + "]", rows[i].length, columns.size());
        }
        return new Features(columns.stream().map(TableColumn::name).toList(), categories, rows);
    }

    /// What these are once the step was applied.
    Features after(FittedStep step) {
        var applied = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            applied[i] = step.apply(rows[i]);
        }
        return switch (step) {
            case FittedStep.OneHot oneHot -> new Features(oneHot.names(names), Map.of(), applied);
            case FittedStep.Pca pca -> new Features(pca.names(), Map.of(), applied);
            case FittedStep.Impute _, FittedStep.Affine _ -> new Features(names, categories, applied);
        };
    }

    List<String> names() {
        return names;
    }

    double[][] rows() {
        return rows;
    }

    /// Of a column that is not numbers yet.
    List<String> categories(int column) {
        return categories.getOrDefault(column, List.of());
    }

    boolean isNumber(int column) {
        return !categories.containsKey(column);
    }

    /// The values of a column, missing ones left out.
    double[] present(int column) {
        var values = new double[rows.length];
        int count = 0;
        for (double[] row : rows) {
            if (!Double.isNaN(row[column])) {
                values[count++] = row[column];
            }
        }
        return Arrays.copyOf(values, count);
    }

    /// @throws InvalidValueException saying which column has categories, or no value in some row
    void requireNumbers() {
        for (int j = 0; j < names.size(); j++) {
            if (!isNumber(j)) {
                throw new InvalidValueException("", "needs one-hot: column '" + names.get(j) + "' has categories");
            }
            if (present(j).length < rows.length) {
                throw new InvalidValueException("", "needs impute: column '" + names.get(j) + "' has missing values");
            }
        }
    }
}
