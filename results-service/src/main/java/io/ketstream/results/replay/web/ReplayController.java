package io.ketstream.results.replay.web;

import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.run.ParentRun;
import io.ketstream.results.replay.CommandNotSentException;
import io.ketstream.results.replay.ReplayCommands;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.Runs;
import io.ketstream.results.run.web.RunNotFound;
import io.ketstream.support.ServiceAddresses;
import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Runs")
class ReplayController {

    private final Runs runs;
    private final ReplayCommands commands;
    private final ServiceAddresses addresses;
    private final Clock clock;

    ReplayController(Runs runs, ReplayCommands commands, ServiceAddresses addresses, Clock clock) {
        this.runs = runs;
        this.commands = commands;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// @param runId of the new run
    record Accepted(RunId runId) {}

    @PostMapping("/api/v1/runs/{runId}/replay")
    @Operation(
            summary = "Repeat a run that has ended as a new run, which tells at its end whether it matches",
            description = "Where the two took different versions of their algorithm, nothing is told.")
    @ApiResponse(responseCode = "202", description = "asked for; Location is the new run's address")
    @ApiResponse(responseCode = "404", description = "there is no such run")
    @ApiResponse(
            responseCode = "409",
            description = "the run has not ended yet, or is a part of another or of a strategy")
    @ApiResponse(responseCode = "503", description = "Kafka does not take the command now; try again")
    ResponseEntity<Accepted> replay(@PathVariable UUID runId) {
        var original = new RunId(runId);
        RunFacts facts = runs.facts(original).orElseThrow(() -> new RunNotFound(original));
        refuseChild(original, facts);
        if (!facts.status().isTerminal()) {
            throw ApiException.conflict(
                    "Run " + original + " is " + facts.status() + "; a run can be replayed once it has ended.");
        }
        RunId again = RunId.random();
        var metadata = EventMetadata.of(original + "/replay/" + again, clock.instant(), null);
        try {
            commands.send(new RunCommand.Replay(metadata, original, again));
        } catch (CommandNotSentException e) {
            throw ApiException.unavailable("Kafka does not take the command now. Try again.");
        }
        return ResponseEntity.accepted()
                .location(ServiceAddresses.at(addresses.results(), "/api/v1/runs/" + again))
                .body(new Accepted(again));
    }

    /// A run that another, or a strategy, has begun was never submitted; it comes again with the whole. What a strategy
    /// holds is part of its runs' problems, and a strategy is not repeated.
    private static void refuseChild(RunId run, RunFacts facts) {
        ParentRun parent = facts.accepted() == null ? null : facts.accepted().parent();
        if (parent != null && parent.isStrategy()) {
            throw ApiException.conflict("Run " + run + " is epoch " + parent.sequence() + " of strategy "
                    + parent.runId() + ", and knows what that held; only runs that a user has submitted are replayed.");
        }
        if (parent != null) {
            throw ApiException.conflict("Run " + run + " is part " + parent.sequence() + " of run " + parent.runId()
                    + "; replay that run.");
        }
    }
}
