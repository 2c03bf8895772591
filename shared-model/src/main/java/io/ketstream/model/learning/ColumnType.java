package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What the fields of a column are.
public enum ColumnType {
    @JsonProperty("number")
    NUMBER,
    @JsonProperty("category")
    CATEGORY
}
