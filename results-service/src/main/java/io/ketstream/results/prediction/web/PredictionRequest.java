package io.ketstream.results.prediction.web;

import io.ketstream.model.Rules;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of a prediction.
record PredictionRequest(
        @Schema(description = "At most 1000", example = "[{\"width\": 5.1, \"height\": 3.5}]")
        List<Row> rows) {

    PredictionRequest {
        Rules.required("rows", rows);
    }

    List<Map<String, @Nullable Object>> fields() {
        return rows.stream().map(Row::fields).toList();
    }
}
