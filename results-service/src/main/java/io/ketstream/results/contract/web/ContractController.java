package io.ketstream.results.contract.web;

import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The events of all services as this version of the suite knows them: `docs/asyncapi.json` and `docs/schemas`, at
/// addresses by which the one finds the others.
@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "Events", description = "What the events on the topics look like")
class ContractController {

    private static final String CONTRACT = "contract/";
    private static final String SCHEMAS = CONTRACT + "schemas/";
    private static final String SUFFIX = ".schema.json";

    /// `application/schema+json`, which is not registered but what validators know.
    private static final MediaType JSON_SCHEMA = MediaType.parseMediaType("application/schema+json");

    private final List<String> schemas;

    ContractController() throws IOException {
        Resource[] found =
                new PathMatchingResourcePatternResolver().getResources("classpath:" + SCHEMAS + "*" + SUFFIX);
        this.schemas = Arrays.stream(found)
                .map(schema -> Objects.requireNonNull(schema.getFilename()))
                .sorted()
                .toList();
    }

    @GetMapping(path = "/asyncapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Every topic with its events: an AsyncAPI 3 document")
    @ApiResponse(
            responseCode = "200",
            description = "the document",
            content = @Content(schema = @Schema(type = "object")))
    Resource asyncApi() {
        return new ClassPathResource(CONTRACT + "asyncapi.json");
    }

    @GetMapping("/schemas")
    @Operation(summary = "The names of the events' JSON Schemas")
    List<String> schemas() {
        return schemas;
    }

    @GetMapping("/schemas/{name}")
    @Operation(summary = "An event's JSON Schema (draft 2020-12)")
    @ApiResponse(
            responseCode = "200",
            description = "the schema",
            content = @Content(mediaType = "application/schema+json", schema = @Schema(type = "object")))
    @ApiResponse(responseCode = "404", description = "there is no such schema")
    ResponseEntity<Resource> schema(@PathVariable String name) {
        if (!schemas.contains(name)) {
            throw ApiException.notFound("There is no schema " + name + "; GET /api/v1/events/schemas lists them.");
        }
        return ResponseEntity.ok().contentType(JSON_SCHEMA).body(new ClassPathResource(SCHEMAS + name));
    }
}
