package io.ketstream.benchmarks.workers;

import java.util.Locale;
import java.util.Random;

/// Rows of two classes that overlap, the same for the same numbers of rows and features.
final class GeneratedTable {
    static final String TARGET = "class";
    private static final double DISTANCE = 0.7;

    private GeneratedTable() {}

    static String csv(int rows, int features) {
        Random random = new Random(31L * rows + features);
        var csv = new StringBuilder();
        for (int i = 0; i < features; i++) {
            csv.append('x').append(i).append(',');
        }
        csv.append(TARGET).append('\n');
        for (int row = 0; row < rows; row++) {
            boolean right = row % 2 == 1;
            for (int i = 0; i < features; i++) {
                csv.append(String.format(Locale.ROOT, "%.6f,", random.nextGaussian() + (right ? DISTANCE : 0)));
            }
            csv.append(right ? "right" : "left").append('\n');
        }
        return csv.toString();
    }
}
