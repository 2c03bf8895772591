package io.ketstream.model.learning;

import java.util.List;
import java.util.Optional;

/// What a table is made of.
///
/// @param duplicateRows rows that repeat one before
public record TableDescription(long rows, List<TableColumn> columns, long duplicateRows, List<TableWarning> warnings) {

    public TableDescription {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }

    public Optional<TableColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /// Whether one of the two columns tells the other and is told by it: they are the same, or one is the other
    /// by another name of its values.
    boolean areAlike(String one, String other) {
        return has(TableWarning.Kind.SAME, one, other)
                || has(TableWarning.Kind.SAME, other, one)
                || (has(TableWarning.Kind.DETERMINES, one, other) && has(TableWarning.Kind.DETERMINES, other, one));
    }

    private boolean has(TableWarning.Kind kind, String column, String other) {
        return warnings.contains(new TableWarning(kind, column, other));
    }
}
