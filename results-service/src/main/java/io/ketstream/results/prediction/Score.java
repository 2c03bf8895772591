package io.ketstream.results.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.learning.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How well a model tells what is known of rows.
///
/// @param rows how many
/// @param metrics of classes the accuracy with Wilson's 95 % interval; of numbers R² with the 95 % percentiles of
///     1999 bootstrap samples of the rows, where it can be told, and the root mean square and mean absolute errors
/// @param trainedWith as in [Prediction]
/// @param confusion of classes in their order: rows are what is true, columns what was told
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Score(
        int rows,
        List<Metric> metrics,
        @Nullable List<String> classes,
        @Nullable List<List<Integer>> confusion,
        List<Object> predictions,
        Engine engine,
        @Nullable Engine trainedWith,
        @Nullable Integer shots) {}
