package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version of a data set, for a run that learns from it.
///
/// @param table where its canonical text is read (`docs/datasets.md`), and its digest
/// Of the table of a test, all but `table` and `rows` is that of the table that is learnt from.
///
/// @param rows in it
/// @param features the columns that are learnt from, in order
/// @param width numbers that these become by the preprocessing, whichever rows it is fitted on; where fewer categories
///     are met in training, the numbers that are missing at the end are 0
/// @param classes of the target, in the order of their texts; absent for a target of numbers, and without a target
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableClaim(
        Link table,
        long rows,
        List<String> features,
        int width,
        @Nullable List<String> classes) {

    public TableClaim {
        features = List.copyOf(features);
        classes = classes == null ? null : List.copyOf(classes);
    }

    /// The same with another preprocessing.
    public TableClaim ofWidth(int other) {
        return new TableClaim(table, rows, features, other, classes);
    }
}
