package io.ketstream.results.follow.web;

import io.ketstream.model.RunId;
import io.ketstream.results.follow.Bookmark;
import io.ketstream.results.run.Runs;
import io.ketstream.results.run.web.RunNotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@Tag(name = "Runs")
class FollowController {

    private final Runs runs;
    private final EventStreams streams;

    FollowController(Runs runs, EventStreams streams) {
        this.runs = runs;
        this.streams = streams;
    }

    @GetMapping(path = "/api/v1/runs/{runId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "A run's iterations and changes of status, from its start or after Last-Event-ID, to its end")
    @ApiResponse(
            responseCode = "200",
            description = "server-sent events: iteration, of a run that learns progress, and status")
    @ApiResponse(responseCode = "404", description = "there is no such run; right after its submission, try again")
    SseEmitter events(
            @PathVariable UUID runId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        Bookmark from = lastEventId == null || lastEventId.isEmpty() ? Bookmark.START : Bookmark.parse(lastEventId);
        var run = new RunId(runId);
        if (runs.facts(run).isEmpty()) {
            throw new RunNotFound(run);
        }
        return streams.open(run, from);
    }
}
