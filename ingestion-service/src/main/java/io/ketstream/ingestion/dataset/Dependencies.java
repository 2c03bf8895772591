package io.ketstream.ingestion.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Which columns of few values determine others of few values, row by row. Most pairs are ruled out by the first rows;
/// the others are looked at where a value is not that of the row before.
final class Dependencies {

    /// A column that `column`'s value tells the value of.
    record Pair(int column, int other) {}

    static final int MOST_COLUMNS = 64;
    private static final int MOST_VALUES = 64;
    private static final int NONE = -1;

    private final List<Map<String, Integer>> codes = new ArrayList<>();
    private final List<Map<Integer, int[]>> seen = new ArrayList<>();
    private final int[] row;

    /// How many pairs each column is in that are not ruled out.
    private final int[] left;

    /// @param columns those after the first [#MOST_COLUMNS] are not looked at
    Dependencies(int columns) {
        this.row = new int[Math.min(columns, MOST_COLUMNS)];
        this.left = new int[row.length];
        Arrays.fill(row, NONE);
        Arrays.fill(left, 2 * (row.length - 1));
        for (int column = 0; column < row.length; column++) {
            codes.add(new HashMap<>());
            var others = new HashMap<Integer, int[]>();
            for (int other = 0; other < row.length; other++) {
                if (other != column) {
                    int[] none = new int[MOST_VALUES];
                    Arrays.fill(none, NONE);
                    others.put(other, none);
                }
            }
            seen.add(others);
        }
    }

    /// @param fields no value is a value too
    void add(List<String> fields) {
        var changed = new ArrayList<Integer>();
        for (int column = 0; column < row.length; column++) {
            if (left[column] > 0) {
                int code = code(column, fields.get(column));
                if (code != row[column]) {
                    row[column] = code;
                    changed.add(column);
                }
            }
        }
        for (int column : changed) {
            for (int other = 0; other < row.length && left[column] > 0; other++) {
                check(column, other);
                check(other, column);
            }
        }
    }

    /// Those that are left of a table of so many rows: where each value is there twice on average, and neither column
    /// is constant.
    List<Pair> pairs(long rows) {
        return IntStream.range(0, row.length)
                .boxed()
                .flatMap(column -> seen.get(column).keySet().stream().map(other -> new Pair(column, other)))
                .filter(pair -> isTelling(pair.column(), rows / 2) && isTelling(pair.other(), MOST_VALUES))
                .sorted(Comparator.comparingInt(Pair::column).thenComparingInt(Pair::other))
                .toList();
    }

    private int code(int column, String field) {
        Map<String, Integer> known = codes.get(column);
        Integer code = known.get(field);
        if (code != null) {
            return code;
        }
        int next = known.size();
        if (next <= MOST_VALUES) {
            known.put(field, next);
        }
        return next;
    }

    private void check(int column, int other) {
        int[] others = seen.get(column).get(other);
        if (others != null && isRuledOut(row[column], row[other], others)) {
            seen.get(column).remove(other);
            left[column]--;
            left[other]--;
        }
    }

    private boolean isTelling(int column, long mostValues) {
        int values = codes.get(column).size();
        return values >= 2 && values <= mostValues;
    }

    private static boolean isRuledOut(int value, int other, int[] others) {
        if (value >= MOST_VALUES || other >= MOST_VALUES) {
            return true;
        }
        if (others[value] == NONE) {
            others[value] = other;
        }
        return others[value] != other;
    }
}
