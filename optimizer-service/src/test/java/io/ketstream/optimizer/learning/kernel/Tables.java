package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.testing.ReferenceData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Tables of reference data: numbers, the class in the last column.
final class Tables {

    private Tables() {}

    static double[][] features(List<String[]> rows) {
        return rows.stream()
                .map(row -> IntStream.range(0, row.length - 1)
                        .mapToDouble(j -> Double.parseDouble(row[j]))
                        .toArray())
                .toArray(double[][]::new);
    }

    static List<String[]> rows(String name) {
        return ReferenceData.text(name)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(",", -1))
                .toList();
    }

    /// Each column from the smallest to the largest number of `fitted` becomes `low` to `high`.
    static double[][] minmax(double[][] fitted, double[][] rows, double low, double high) {
        int columns = fitted[0].length;
        var min = new double[columns];
        var max = new double[columns];
        Arrays.setAll(
                min, j -> Arrays.stream(fitted).mapToDouble(row -> row[j]).min().orElseThrow());
        Arrays.setAll(
                max, j -> Arrays.stream(fitted).mapToDouble(row -> row[j]).max().orElseThrow());
        return Arrays.stream(rows)
                .map(row -> IntStream.range(0, columns)
                        .mapToDouble(j -> (row[j] - min[j]) * ((high - low) / (max[j] - min[j])) + low)
                        .toArray())
                .toArray(double[][]::new);
    }
}
