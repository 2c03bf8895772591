package io.ketstream.optimizer.learning.kernel;

import java.util.stream.IntStream;

/// A table of 30 rows by formulas that a reference computes too, and a Gaussian kernel on it, γ = 0.8.
///
/// The references are of scikit-learn 1.9.1 with numpy 2.4.6, on `X[i] = (sin(1.3 i), cos(0.7 i + 0.3))`,
/// tests at i = 100.5 … 105.5.
public final class SmallTable {

    public static final int ROWS = 30;
    public static final int TESTS = 6;

    private SmallTable() {}

    public static double[][] features() {
        return points(0, ROWS);
    }

    public static double[][] testFeatures() {
        return points(100.5, TESTS);
    }

    public static int[] twoClasses() {
        double[][] x = features();
        return IntStream.range(0, ROWS)
                .map(i -> x[i][0] * x[i][1] + 0.3 * StrictMath.sin(5.0 * i) > 0 ? 1 : 0)
                .toArray();
    }

    public static int[] threeClasses() {
        double[][] x = features();
        return IntStream.range(0, ROWS)
                .map(i -> {
                    int label = x[i][0] > 0.4 ? 2 : x[i][1] > 0.1 ? 1 : 0;
                    return i % 7 == 0 ? (label + 1) % 3 : label;
                })
                .toArray();
    }

    public static double[] numbers() {
        double[][] x = features();
        return IntStream.range(0, ROWS)
                .mapToDouble(i -> 2 + 3 * x[i][0] + x[i][1] * x[i][1] + 0.2 * StrictMath.sin(5.0 * i))
                .toArray();
    }

    public static double[][] gram() {
        return gaussian(features(), features(), 0.8);
    }

    /// Test × training.
    public static double[][] testKernel() {
        return gaussian(testFeatures(), features(), 0.8);
    }

    public static double[][] gaussian(double[][] rows, double[][] columns, double gamma) {
        var kernel = new double[rows.length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                double square = 0;
                for (int f = 0; f < rows[i].length; f++) {
                    square += (rows[i][f] - columns[j][f]) * (rows[i][f] - columns[j][f]);
                }
                kernel[i][j] = StrictMath.exp(-gamma * square);
            }
        }
        return kernel;
    }

    private static double[][] points(double from, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> new double[] {StrictMath.sin(1.3 * (from + i)), StrictMath.cos(0.7 * (from + i) + 0.3)})
                .toArray(double[][]::new);
    }
}
