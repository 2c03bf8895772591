package io.ketstream.results.rebuild.web;

import io.ketstream.results.rebuild.Rebuilds;
import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(RebuildController.PATH)
@Tag(name = "Projections", description = "Maintenance of what is derived from the event log")
class RebuildController {

    static final String PATH = "/api/v1/projections/rebuild";

    private final Rebuilds rebuilds;

    RebuildController(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @PostMapping
    @Operation(summary = "Make every projection again from the event log, while everything goes on")
    @ApiResponse(responseCode = "202", description = "started")
    @ApiResponse(responseCode = "409", description = "a rebuild is running")
    ResponseEntity<Rebuilds.State> start() {
        if (!rebuilds.start()) {
            throw ApiException.conflict("A rebuild is running; GET " + PATH + " shows how far it has come.");
        }
        return ResponseEntity.accepted().location(URI.create(PATH)).body(rebuilds.state());
    }

    @GetMapping
    @Operation(summary = "The latest rebuild of this instance")
    Rebuilds.State state() {
        return rebuilds.state();
    }
}
