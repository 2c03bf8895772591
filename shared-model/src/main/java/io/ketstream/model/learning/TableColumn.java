package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A column of a table and what is in it.
///
/// @param missing rows without a value
/// @param numbers of a column of numbers
/// @param categories of a column of categories: how many rows have each, in the order of their texts
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableColumn(
        String name,
        ColumnType type,
        long missing,
        @Nullable NumberSummary numbers,
        @Nullable Map<String, Long> categories) {

    public TableColumn {
        categories = categories == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(categories));
    }

    public static TableColumn ofNumbers(String name, long missing, NumberSummary numbers) {
        return new TableColumn(name, ColumnType.NUMBER, missing, numbers, null);
    }

    public static TableColumn ofCategories(String name, long missing, Map<String, Long> categories) {
        return new TableColumn(name, ColumnType.CATEGORY, missing, null, categories);
    }

    /// In the order of their texts; where a row is numbers, a category is its place here.
    public List<String> categoryNames() {
        return categories == null ? List.of() : List.copyOf(categories.keySet());
    }

    /// Whether no row differs from another.
    boolean isConstant() {
        return missing == 0 && (categories == null ? numbers != null && numbers.isConstant() : categories.size() == 1);
    }
}
