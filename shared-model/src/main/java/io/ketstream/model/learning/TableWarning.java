package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// Something that a table may have by mistake.
///
/// @param column which it is of
/// @param other the column that `column` is the same as, or tells
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableWarning(
        Kind kind, String column, @Nullable String other) {

    /// What it is.
    public enum Kind {
        /// One value only.
        @JsonProperty("constant")
        CONSTANT,
        /// Categories that no two rows have in common, or whole numbers that rise from row to row: names of the rows.
        @JsonProperty("unique")
        UNIQUE,
        /// The same in every row as another column, the first of those that are.
        @JsonProperty("same")
        SAME,
        /// A column of few values, each of which comes with one value only of another column.
        @JsonProperty("determines")
        DETERMINES
    }
}
