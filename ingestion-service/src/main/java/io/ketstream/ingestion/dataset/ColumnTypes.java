package io.ketstream.ingestion.dataset;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.ColumnType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The types of columns as far as they are given; those of the others are read off their fields.
public final class ColumnTypes {

    private final Map<String, ColumnType> given = new HashMap<>();

    public ColumnTypes(Collection<String> numbers, Collection<String> categories) {
        numbers.forEach(name -> given.put(name, ColumnType.NUMBER));
        for (String name : categories) {
            if (given.put(name, ColumnType.CATEGORY) == ColumnType.NUMBER) {
                throw new InvalidValueException("category", "has '" + name + "', as number has");
            }
        }
    }

    @Nullable
    ColumnType of(String column) {
        return given.get(column);
    }

    void requireKnown(List<String> columns) {
        given.forEach((name, type) -> {
            if (!columns.contains(name)) {
                String field = type == ColumnType.NUMBER ? "number" : "category";
                throw new InvalidValueException(field, "is not a column of the table: '" + name + "'");
            }
        });
    }
}
