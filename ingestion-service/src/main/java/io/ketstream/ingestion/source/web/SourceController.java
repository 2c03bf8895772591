package io.ketstream.ingestion.source.web;

import io.ketstream.ingestion.source.SourceStore;
import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/universes/{universe}/source")
@Tag(name = "Market data")
class SourceController {

    private final SourceStore store;
    private final Clock clock;

    SourceController(SourceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Operation(
            summary = "Have a universe's market data fetched",
            description =
                    "tiingo: daily closes, adjusted for splits and dividends, which become the universe's prices. "
                            + "binance: trades as they happen, which become ticks. symbols: the universe's, each with the "
                            + "service's name of it. Keys are settings of the service. Replaces the source the universe has.")
    @ApiResponse(responseCode = "200", description = "taken; fetching begins at once")
    @ApiResponse(responseCode = "422", description = "a field is refused; errors names it and what is permitted")
    @PutMapping
    SourceView source(@PathVariable String universe, @RequestBody SourceRequest request) {
        store.save(request.of(universe), clock.instant());
        return find(universe);
    }

    @Operation(
            summary = "Where a universe's market data comes from, and how that goes",
            description = "error: what went wrong last, at failedAt; problems: of symbols. counts.missed: trades that "
                    + "could not be had any more.")
    @ApiResponse(responseCode = "200", description = "the source")
    @ApiResponse(responseCode = "404", description = "the universe has no source")
    @GetMapping
    SourceView showSource(@PathVariable String universe) {
        return find(universe);
    }

    @Operation(summary = "Have it fetched no longer", description = "What has been fetched stays.")
    @ApiResponse(responseCode = "204", description = "it has no source any more")
    @ApiResponse(responseCode = "404", description = "the universe has no source")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteSource(@PathVariable String universe) {
        if (!store.delete(universe)) {
            throw unknown(universe);
        }
    }

    private SourceView find(String universe) {
        return store.find(universe)
                .map(status -> SourceView.of(status, clock.instant()))
                .orElseThrow(() -> unknown(universe));
    }

    private static ApiException unknown(String universe) {
        return ApiException.notFound("Universe '" + universe + "' has no source.");
    }
}
