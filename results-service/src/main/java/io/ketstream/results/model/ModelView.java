package io.ketstream.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Link;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.TrainedModel;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A trained model by itself.
///
/// @param columns the fields of a row to predict, with their types and, of a category, the texts that it knows
/// @param preprocessing what becomes of them before the feature map, fitted on the rows of training
/// @param width numbers that the feature map takes
/// @param shots that each entry or output was, and is, measured with; absent: exact
/// @param trainingRows of a model of a kernel: the rows of its table that a new row's kernel is needed with
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelView(
        ModelSummary summary,
        List<TrainedModel.Column> columns,
        Preprocessing preprocessing,
        int width,
        @Nullable Integer shots,
        @Nullable Integer trainingRows,
        Links links) {

    /// @param table of a model of a kernel: where the rows are that it compares a new one with
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Links(
            URI run,
            URI predict,
            URI score,
            URI export,
            Link circuit,
            @Nullable Link table) {}
}
