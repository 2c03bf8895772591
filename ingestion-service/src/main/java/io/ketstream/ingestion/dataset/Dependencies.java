package io.ketstream.ingestion.dataset;

import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int[] RULED_OUT = {};

    private final List<Map<String, Integer>> codes = new ArrayList<>();

    /// The other column's value for each of a column's, or [#RULED_OUT].
    private final int[][][] seen;

    private final int[] row;
    private final boolean[] changed;

    /// How many pairs each column is in that are not ruled out.
    private final int[] left;

    /// @param columns those after the first [#MOST_COLUMNS] are not looked at
    Dependencies(int columns) {
        this.row = new int[Math.min(columns, MOST_COLUMNS)];
        this.changed = new boolean[row.length];
        this.left = new int[row.length];
        this.seen = new int[row.length][row.length][];
        Arrays.fill(row, NONE);
        Arrays.fill(left, 2 * (row.length - 1));
        for (int column = 0; column < row.length; column++) {
            codes.add(new HashMap<>());
            for (int other = 0; other < row.length; other++) {
                seen[column][other] = other == column ? RULED_OUT : new int[MOST_VALUES];
                Arrays.fill(seen[column][other], NONE);
            }
        }
    }

    /// @param fields no value is a value too
    void add(List<String> fields) {
        for (int column = 0; column < row.length; column++) {
            int code = left[column] > 0 ? code(column, fields.get(column)) : row[column];
            changed[column] = code != row[column];
            row[column] = code;
        }
        for (int column = 0; column < row.length; column++) {
            for (int other = 0; changed[column] && left[column] > 0 && other < row.length; other++) {
                check(column, other);
                if (!changed[other]) {
                    check(other, column);
                }
            }
        }
    }

    /// Those that are left of a table of so many rows: where each value is there twice on average, and neither column
    /// is constant.
    List<Pair> pairs(long rows) {
        return IntStream.range(0, row.length)
                .boxed()
                .flatMap(column -> IntStream.range(0, row.length)
                        .filter(other -> seen[column][other].length > 0)
                        .mapToObj(other -> new Pair(column, other)))
                .filter(pair -> isTelling(pair.column(), rows / 2) && isTelling(pair.other(), MOST_VALUES))
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
        int[] others = seen[column][other];
        if (others.length > 0 && isRuledOut(row[column], row[other], others)) {
            seen[column][other] = RULED_OUT;
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
