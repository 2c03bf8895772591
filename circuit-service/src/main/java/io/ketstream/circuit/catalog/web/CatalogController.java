package io.ketstream.circuit.catalog.web;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.circuit.drawing.CircuitDrawing;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.qasm.OpenQasm3Reader;
import io.ketstream.model.run.Formulation;
import io.ketstream.support.event.ModelJson;
import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Content under a digest never changes: answers may be cached for ever, and carry the digest as their tag.
@RestController
@Tag(name = "Circuits")
class CatalogController {

    private static final String OPEN_QASM = "text/x-openqasm";
    private static final String SVG = "image/svg+xml";
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final CircuitCatalog catalog;

    CatalogController(CircuitCatalog catalog) {
        this.catalog = catalog;
    }

    @Operation(
            summary = "A circuit",
            description =
                    "As JSON with its observable, measurement groups and resource counts; as OpenQASM 3; or drawn.")
    @ApiResponse(
            responseCode = "200",
            description = "the circuit",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = CircuitDefinition.class)),
                @Content(mediaType = OPEN_QASM, schema = @Schema(type = "string")),
                @Content(mediaType = SVG, schema = @Schema(type = "string"))
            })
    @ApiResponse(responseCode = "404", description = "there is no such circuit")
    @GetMapping(value = "/api/v1/circuits/{digest}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> circuit(@PathVariable String digest) {
        return answer(digest, "", MediaType.APPLICATION_JSON_VALUE, stored(digest));
    }

    @Hidden // described with the JSON
    @GetMapping(value = "/api/v1/circuits/{digest}", produces = OPEN_QASM)
    ResponseEntity<byte[]> openQasm(@PathVariable String digest) {
        return answer(digest, "-qasm", OPEN_QASM, definition(digest).openQasm());
    }

    @Hidden // described with the JSON
    @GetMapping(value = "/api/v1/circuits/{digest}", produces = SVG)
    ResponseEntity<byte[]> drawing(@PathVariable String digest) {
        return answer(
                digest,
                "-svg",
                SVG,
                CircuitDrawing.svg(OpenQasm3Reader.read(definition(digest).openQasm())));
    }

    @GetMapping(value = "/api/v1/formulations/{digest}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The energy that a run minimises")
    @ApiResponse(
            responseCode = "200",
            description = "the energy",
            content = @Content(schema = @Schema(implementation = Formulation.class)))
    @ApiResponse(responseCode = "404", description = "there is no such formulation")
    ResponseEntity<byte[]> formulation(@PathVariable String digest) {
        String content = catalog.formulation(parse(digest))
                .orElseThrow(() -> ApiException.notFound("There is no formulation " + digest + "."));
        return answer(digest, "", MediaType.APPLICATION_JSON_VALUE, content);
    }

    private String stored(String digest) {
        return catalog.circuit(parse(digest))
                .orElseThrow(() -> ApiException.notFound("There is no circuit " + digest + "."));
    }

    private CircuitDefinition definition(String digest) {
        return ModelJson.mapper().readValue(stored(digest), CircuitDefinition.class);
    }

    private static Digest parse(String digest) {
        try {
            return new Digest(digest);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("digest", "must be 64 lowercase hexadecimal digits");
        }
    }

    private static ResponseEntity<byte[]> answer(String digest, String form, String type, String content) {
        return ResponseEntity.ok()
                .eTag('"' + digest + form + '"')
                .cacheControl(FOR_EVER)
                .varyBy("Accept")
                .contentType(new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8))
                .body(content.getBytes(StandardCharsets.UTF_8));
    }
}
