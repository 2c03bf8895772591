package io.ketstream.model.learning;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a table is made of.
///
/// @param duplicateRows rows that repeat one before
public record TableDescription(long rows, List<TableColumn> columns, long duplicateRows, List<TableWarning> warnings) {

    public TableDescription {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }

    /// The columns by their names, for who asks for many of them.
    Map<String, TableColumn> byName() {
        return columns.stream().collect(Collectors.toMap(TableColumn::name, Function.identity(), (first, _) -> first));
    }

    public Optional<TableColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /// Whether one of the two columns tells the other and is told by it: they are the same, or one is the other
    /// by another name of its values.
    boolean areAlike(String one, String other) {
        return first(one).equals(first(other))
                || (has(TableWarning.Kind.DETERMINES, one, other) && has(TableWarning.Kind.DETERMINES, other, one));
    }

    /// The first of the columns that are the same as this one.
    private String first(String column) {
        return warnings.stream()
                .filter(warning -> warning.kind() == TableWarning.Kind.SAME
                        && warning.column().equals(column))
                .map(TableWarning::other)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(column);
    }

    private boolean has(TableWarning.Kind kind, String column, String other) {
        return warnings.contains(new TableWarning(kind, column, other));
    }
}
