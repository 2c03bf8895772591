package io.ketstream.ingestion.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DependenciesTest {

    private static final int COLUMNS = 6;

    /// Of few rows in long runs of the same values, so that pairs live for long.
    @Test
    void findsThePairsThatTheDefinitionHas() {
        var random = new Random(5);
        int found = 0;
        for (int table = 0; table < 300; table++) {
            List<List<String>> rows = rows(random);
            var dependencies = new Dependencies(COLUMNS);
            rows.forEach(dependencies::add);

            List<Dependencies.Pair> pairs = dependencies.pairs(rows.size());

            assertThat(pairs).isEqualTo(byDefinition(rows));
            found += pairs.size();
        }
        assertThat(found).isPositive();
    }

    private static List<List<String>> rows(Random random) {
        var rows = new ArrayList<List<String>>();
        List<String> row = List.of();
        for (int i = 0; i < 20; i++) {
            if (i == 0 || random.nextInt(4) == 0) {
                int hidden = random.nextInt(4);
                row = IntStream.range(0, COLUMNS)
                        .mapToObj(column -> switch (column) {
                            case 0 -> "same";
                            case 1 -> Integer.toString(random.nextInt(2));
                            default -> Integer.toString(hidden / (column - 1));
                        })
                        .toList();
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<Dependencies.Pair> byDefinition(List<List<String>> rows) {
        var pairs = new ArrayList<Dependencies.Pair>();
        for (int column = 0; column < COLUMNS; column++) {
            for (int other = 0; other < COLUMNS; other++) {
                int values = different(rows, column);
                if (column != other
                        && values >= 2
                        && values <= rows.size() / 2
                        && different(rows, other) >= 2
                        && different(rows, column, other) == values) {
                    pairs.add(new Dependencies.Pair(column, other));
                }
            }
        }
        return pairs;
    }

    private static int different(List<List<String>> rows, int... columns) {
        var values = new HashSet<List<String>>();
        rows.forEach(row -> values.add(IntStream.of(columns).mapToObj(row::get).toList()));
        return values.size();
    }
}
