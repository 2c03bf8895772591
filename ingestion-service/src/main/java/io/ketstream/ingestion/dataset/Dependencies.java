package io.ketstream.ingestion.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which columns of few values determine others of few values, row by row. Most pairs are ruled out by the first rows.
final class Dependencies {

    /// A column that `column`'s value tells the value of.
    record Pair(int column, int other) {}

    static final int MOST_COLUMNS = 64;
    private static final int MOST_VALUES = 64;
    private static final int NONE = -1;

    private final List<Map<String, Integer>> codes = new ArrayList<>();
    private final Map<Pair, int[]> seen = new HashMap<>();
    private final int[] row;

    /// @param columns those after the first [#MOST_COLUMNS] are not looked at
    Dependencies(int columns) {
        this.row = new int[Math.min(columns, MOST_COLUMNS)];
        for (int column = 0; column < row.length; column++) {
            codes.add(new HashMap<>());
            for (int other = 0; other < row.length; other++) {
                if (other != column) {
                    int[] none = new int[MOST_VALUES];
                    Arrays.fill(none, NONE);
                    seen.put(new Pair(column, other), none);
                }
            }
        }
    }

    /// @param fields no value is a value too
    void add(List<String> fields) {
        if (seen.isEmpty()) {
            return;
        }
        for (int column = 0; column < row.length; column++) {
            Map<String, Integer> known = codes.get(column);
            Integer code = known.get(fields.get(column));
            row[column] = code == null ? known.size() : code;
            if (code == null && known.size() <= MOST_VALUES) {
                known.put(fields.get(column), row[column]);
            }
        }
        seen.entrySet().removeIf(entry -> isRuledOut(entry.getKey(), entry.getValue()));
    }

    /// Those that are left of a table of so many rows: where each value is there twice on average, and neither column
    /// is constant.
    List<Pair> pairs(long rows) {
        return seen.keySet().stream()
                .filter(pair -> isTelling(pair.column(), rows / 2) && isTelling(pair.other(), MOST_VALUES))
                .sorted(Comparator.comparingInt(Pair::column).thenComparingInt(Pair::other))
                .toList();
    }

    private boolean isTelling(int column, long mostValues) {
        int values = codes.get(column).size();
        return values >= 2 && values <= mostValues;
    }

    private boolean isRuledOut(Pair pair, int[] others) {
        int value = row[pair.column()];
        int other = row[pair.other()];
        if (value >= MOST_VALUES || other >= MOST_VALUES) {
            return true;
        }
        if (others[value] == NONE) {
            others[value] = other;
        }
        return others[value] != other;
    }
}
