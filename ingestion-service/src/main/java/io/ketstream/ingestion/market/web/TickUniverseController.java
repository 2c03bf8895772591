package io.ketstream.ingestion.market.web;

import io.ketstream.ingestion.market.TickUniverses;
import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/universes/{universe}/ticks")
@Tag(name = "Market data")
class TickUniverseController {

    private final TickUniverses universes;

    TickUniverseController(TickUniverses universes) {
        this.universes = universes;
    }

    @Operation(
            summary = "Take a universe's prices from ticks",
            description = "From now on a snapshot is made of the newest bars of these symbols whenever one closes, "
                    + "though not more often than every few seconds. The ticks are those of the topic "
                    + "ketstream.market.ticks. A universe with uploaded prices is refused, and one of ticks takes no "
                    + "uploads.")
    @ApiResponse(responseCode = "200", description = "taken")
    @ApiResponse(responseCode = "422", description = "a field is refused; errors names it and what is permitted")
    @PutMapping
    TickUniverseView followTicks(@PathVariable String universe, @RequestBody TickUniverseRequest request) {
        return TickUniverseView.of(universes.follow(request.of(universe, universes.storedLength())));
    }

    @Operation(
            summary = "A universe of ticks",
            description = "until: the end of the newest bar in its latest snapshot. refusal: why there was none at the "
                    + "last try.")
    @ApiResponse(responseCode = "200", description = "the universe")
    @ApiResponse(responseCode = "404", description = "there is no such universe of ticks")
    @GetMapping
    TickUniverseView tickUniverse(@PathVariable String universe) {
        return universes
                .find(universe)
                .map(TickUniverseView::of)
                .orElseThrow(() -> ApiException.notFound("There is no universe of ticks '" + universe + "'."));
    }
}
