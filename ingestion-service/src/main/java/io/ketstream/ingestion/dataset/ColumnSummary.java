package io.ketstream.ingestion.dataset;

import io.ketstream.model.learning.ColumnType;
import io.ketstream.model.learning.TableColumn;

/// What is in a column, field by field.
sealed interface ColumnSummary permits NumberColumn, CategoryColumn {

    /// @param all what the columns of a table may have in categories together
    static ColumnSummary of(String name, ColumnType type, DatasetLimits limits, Allowance all) {
        return switch (type) {
            case NUMBER -> new NumberColumn(name);
            case CATEGORY -> new CategoryColumn(name, limits.categories(), all);
        };
    }

    /// @param field not empty
    /// @return as it stands in the canonical form
    /// @throws InvalidTableException when the column may not have it
    String add(long line, String field);

    /// Whether the fields are equal.
    boolean isConstant();

    /// Whether no two fields are equal, and they look like names of the rows: categories, or whole numbers that rise.
    boolean isUnique();

    TableColumn describe(long missing);
}
