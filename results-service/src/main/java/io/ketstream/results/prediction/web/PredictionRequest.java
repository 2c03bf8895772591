package io.ketstream.results.prediction.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ketstream.model.Rules;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of a prediction.
record PredictionRequest(
        @Schema(
                description =
                        "At most 1000. Of each a column's name and a number, a text, or null where it is" + " missing.",
                example = "[{\"width\": 5.1, \"height\": 3.5}]")
        List<@Nullable Map<String, @Nullable Object>> rows) {

    @JsonCreator
    PredictionRequest {
        Rules.required("rows", rows);
    }
}
