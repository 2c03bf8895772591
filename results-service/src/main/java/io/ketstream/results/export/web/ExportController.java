package io.ketstream.results.export.web;

import io.ketstream.model.RunId;
import io.ketstream.results.export.ModelArchive;
import io.ketstream.results.model.KeptModel;
import io.ketstream.results.model.web.KeptModels;
import io.ketstream.results.prediction.CircuitTexts;
import io.ketstream.results.prediction.UnansweredException;
import io.ketstream.results.prediction.web.Unanswered;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Models")
class ExportController {

    private static final String ZIP = "application/zip";

    private final KeptModels models;
    private final CircuitTexts circuits;

    ExportController(KeptModels models, CircuitTexts circuits) {
        this.models = models;
        this.circuits = circuits;
    }

    @GetMapping(path = "/api/v1/models/{runId}/export", produces = ZIP)
    @Operation(
            summary = "A trained model as a zip",
            description =
                    "circuit.qasm (OpenQASM 3), parameters.json (angles, weights, readout), preprocessing.onnx and"
                            + " model.onnx (the classical half before and behind the circuit), model.json (all of it), and"
                            + " README.txt, which says what is not in it.")
    @ApiResponse(
            responseCode = "200",
            description = "the zip",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "there is no such model")
    @ApiResponse(responseCode = "502", description = "circuit-service has the circuit no longer")
    @ApiResponse(responseCode = "503", description = "circuit-service is away; Retry-After says when to try again")
    ResponseEntity<byte[]> export(@PathVariable UUID runId) throws IOException {
        var run = new RunId(runId);
        KeptModel kept = models.require(run);
        String circuit;
        try {
            circuit = circuits.openQasm(kept.model().circuitLink());
        } catch (UnansweredException e) {
            throw Unanswered.problem("no circuit to export", e);
        }
        var zip = new ByteArrayOutputStream();
        ModelArchive.write(kept, circuit, zip);
        var name = ContentDisposition.attachment()
                .filename("model-" + run + ".zip")
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(zip.toByteArray());
    }
}
