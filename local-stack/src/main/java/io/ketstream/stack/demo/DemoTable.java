package io.ketstream.stack.demo;

import io.ketstream.stack.client.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// The demo's results as text in columns.
final class DemoTable {
    private static final List<String> HEADINGS = List.of(
            "problem",
            "result",
            "exact",
            "verdict",
            "mean",
            "random mean",
            "P(optimum)",
            "uniform",
            "evaluations",
            "seconds");

    record Row(String title, RunView run, double seconds) {
        List<String> cells() {
            return List.of(
                    title,
                    number(run.best()),
                    number(run.exact()),
                    run.verdict(),
                    number(run.expectation()),
                    number(run.randomMean()),
                    probability(run.optimumProbability()),
                    probability(run.uniformProbability()),
                    Integer.toString(run.evaluations()),
                    String.format(Locale.ROOT, "%.1f", seconds));
        }
    }

    private DemoTable() {}

    static List<String> lines(List<Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(HEADINGS);
        rows.forEach(row -> cells.add(row.cells()));
        int[] widths = new int[HEADINGS.size()];
        for (List<String> line : cells) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> line : cells) {
            lines.add(joined(line, widths));
        }
        lines.add(1, "-".repeat(lines.getFirst().length()));
        return lines;
    }

    private static String joined(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            // Names stand left, numbers right.
            line.append(column == 0 || column == 3 ? cell + padding : padding + cell);
            line.append(column == widths.length - 1 ? "" : "  ");
        }
        return line.toString();
    }

    static String number(double value) {
        return Math.abs(value) >= 10 && value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.6f", value);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "-";
    }

    private static String probability(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "-";
    }
}
