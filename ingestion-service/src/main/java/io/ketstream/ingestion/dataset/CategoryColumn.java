package io.ketstream.ingestion.dataset;

import io.ketstream.model.learning.TableColumn;
import java.util.HashMap;
import java.util.Map;

/// Categories and how many rows have each.
final class CategoryColumn implements ColumnSummary {

    private static final int LONGEST = 200;

    private final String name;
    private final int most;
    private final Allowance all;
    private final Map<String, Long> counts = new HashMap<>();

    CategoryColumn(String name, int most, Allowance all) {
        this.name = name;
        this.most = most;
        this.all = all;
    }

    @Override
    public String add(long line, String field) {
        if (counts.merge(field, 1L, Long::sum) == 1) {
            check(line, field);
        }
        return '"' + field.replace("\"", "\"\"") + '"';
    }

    @Override
    public boolean isConstant() {
        return counts.size() == 1;
    }

    @Override
    public boolean isUnique() {
        return counts.size() > 1 && counts.values().stream().allMatch(count -> count == 1);
    }

    @Override
    public TableColumn describe(long missing) {
        return TableColumn.ofCategories(name, missing, counts);
    }

    private void check(long line, String field) {
        if (counts.size() > most) {
            throw new InvalidTableException(line, name, "has more than " + most + " categories; leave the column out");
        }
        if (!all.take()) {
            throw new InvalidTableException(
                    line, name, "the table has more than " + all + " categories; leave columns out");
        }
        if (field.length() > LONGEST || field.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidTableException(
                    line, name, "a category has at most " + LONGEST + " characters, none of them for control");
        }
    }
}
