package io.ketstream.results.prediction.web;

import io.ketstream.model.RunId;
import io.ketstream.results.prediction.Prediction;
import io.ketstream.results.prediction.Predictor;
import io.ketstream.results.prediction.Score;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Models")
class PredictionController {

    private final Predictions predictions;
    private final Predictor predictor;

    PredictionController(Predictions predictions, Predictor predictor) {
        this.predictions = predictions;
        this.predictor = predictor;
    }

    @PostMapping(
            path = "/api/v1/models/{runId}/predict",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What a trained model tells of new rows",
            description = "The rows' states are prepared and measured by the engine that the model was trained with,"
                    + " with as many shots.")
    @ApiResponse(responseCode = "200", description = "one prediction for each row")
    @ApiResponse(responseCode = "404", description = "there is no such model")
    @ApiResponse(responseCode = "422", description = "a row is refused; errors name it, as rows[3].width")
    @ApiResponse(responseCode = "502", description = "the states cannot be computed, or the table is gone")
    @ApiResponse(
            responseCode = "503",
            description =
                    "too many predictions at once, or another service is away; Retry-After says when to try again")
    Prediction predict(@PathVariable UUID runId, @RequestBody PredictionRequest request) {
        return predictions.with(new RunId(runId), model -> predictor.predict(model, request.fields()));
    }

    @PostMapping(
            path = "/api/v1/models/{runId}/score",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "How well a trained model tells what is known of rows",
            description = "As predict, with the target's column in every row.")
    @ApiResponse(responseCode = "200", description = "accuracy or R², with a 95 % confidence interval")
    @ApiResponse(responseCode = "404", description = "there is no such model")
    @ApiResponse(responseCode = "422", description = "a row is refused; errors name it, as rows[3].kind")
    @ApiResponse(responseCode = "502", description = "the states cannot be computed, or the table is gone")
    @ApiResponse(
            responseCode = "503",
            description =
                    "too many predictions at once, or another service is away; Retry-After says when to try again")
    Score score(@PathVariable UUID runId, @RequestBody PredictionRequest request) {
        return predictions.with(new RunId(runId), model -> predictor.score(model, request.fields()));
    }
}
