package io.ketstream.ingestion.strategy.web;

import io.ketstream.ingestion.run.KeyReusedException;
import io.ketstream.ingestion.strategy.Strategy;
import io.ketstream.ingestion.strategy.StrategyIntake;
import io.ketstream.ingestion.strategy.StrategyStoppedException;
import io.ketstream.ingestion.strategy.UniverseBusyException;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySpecification;
import io.ketstream.support.ServiceAddresses;
import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/strategies")
@Tag(name = "Strategies")
class StrategyController {

    private static final int LONGEST_KEY = 255;

    private final StrategyIntake intake;
    private final ServiceAddresses services;

    StrategyController(StrategyIntake intake, ServiceAddresses services) {
        this.intake = intake;
        this.services = services;
    }

    /// The answer to a submission.
    record Begun(StrategyId strategyId) {}

    /// The answer to a change.
    record Revised(StrategyId strategyId, long revision) {}

    @Operation(
            summary = "Submit a strategy",
            description =
                    "Checks everything, then answers at once; Location is the strategy's address on results-service. "
                            + "It follows its universe until it is stopped or, with a history, goes through prices that are "
                            + "there already. The same Idempotency-Key with the same body returns the same strategy.")
    @ApiResponse(responseCode = "202", description = "taken in")
    @ApiResponse(responseCode = "400", description = "the body is not JSON, or has a field that is not known")
    @ApiResponse(responseCode = "409", description = "the Idempotency-Key was used for a different body")
    @ApiResponse(responseCode = "422", description = "a field is refused; errors names it and what is permitted")
    @ApiResponse(
            responseCode = "503",
            description = "prices of its universe are being loaded; Retry-After says when to try again")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Begun> submitStrategy(
            @RequestBody StrategySpecification specification,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY)) {
            throw new InvalidValueException("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
        }
        try {
            StrategyId id = intake.submit(specification, idempotencyKey);
            return ResponseEntity.accepted()
                    .location(ServiceAddresses.at(services.results(), "/api/v1/strategies/" + id))
                    .body(new Begun(id));
        } catch (KeyReusedException e) {
            throw ApiException.conflict(String.valueOf(e.getMessage()));
        } catch (UniverseBusyException e) {
            throw ApiException.unavailable(String.valueOf(e.getMessage()));
        }
    }

    @Operation(
            summary = "Change a strategy",
            description =
                    "The body is all that it shall be; universe and capital must stay. A run under way is cancelled, and "
                            + "a new choice made. Without a seed it keeps its own. A body that changes nothing makes no "
                            + "new revision. A backtest, which has a history, is not changed; submit another.")
    @ApiResponse(responseCode = "202", description = "taken in")
    @ApiResponse(responseCode = "400", description = "the body is not JSON, or has a field that is not known")
    @ApiResponse(responseCode = "404", description = "there is no such strategy")
    @ApiResponse(responseCode = "409", description = "it was stopped")
    @ApiResponse(responseCode = "422", description = "a field is refused; errors names it and what is permitted")
    @ApiResponse(
            responseCode = "503",
            description = "prices of its universe are being loaded; Retry-After says when to try again")
    @PutMapping(path = "/{strategyId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Revised> changeStrategy(
            @PathVariable String strategyId, @RequestBody StrategySpecification specification) {
        StrategyId id = parse(strategyId);
        return revised(id, () -> intake.change(id, specification));
    }

    @Operation(
            summary = "Pause a strategy",
            description =
                    "It holds what it has, and a run under way is cancelled. Of one that is paused, nothing changes.")
    @ApiResponse(responseCode = "202", description = "taken in")
    @ApiResponse(responseCode = "404", description = "there is no such strategy")
    @ApiResponse(responseCode = "409", description = "it was stopped")
    @ApiResponse(responseCode = "422", description = "the id is not a UUID")
    @PostMapping("/{strategyId}/pause")
    ResponseEntity<Revised> pauseStrategy(@PathVariable String strategyId) {
        StrategyId id = parse(strategyId);
        return revised(id, () -> intake.pause(id));
    }

    @Operation(
            summary = "Resume a strategy",
            description =
                    "A choice is made from the latest snapshot; a backtest goes on. Of one that is active, nothing changes.")
    @ApiResponse(responseCode = "202", description = "taken in")
    @ApiResponse(responseCode = "404", description = "there is no such strategy")
    @ApiResponse(responseCode = "409", description = "it was stopped")
    @ApiResponse(responseCode = "422", description = "the id is not a UUID")
    @ApiResponse(
            responseCode = "503",
            description = "prices of its universe are being loaded; Retry-After says when to try again")
    @PostMapping("/{strategyId}/resume")
    ResponseEntity<Revised> resumeStrategy(@PathVariable String strategyId) {
        StrategyId id = parse(strategyId);
        return revised(id, () -> intake.resume(id));
    }

    @Operation(
            summary = "Stop a strategy",
            description = "As pausing, for good. Of one that was stopped, nothing changes.")
    @ApiResponse(responseCode = "202", description = "taken in")
    @ApiResponse(responseCode = "404", description = "there is no such strategy")
    @ApiResponse(responseCode = "422", description = "the id is not a UUID")
    @PostMapping("/{strategyId}/stop")
    ResponseEntity<Revised> stopStrategy(@PathVariable String strategyId) {
        StrategyId id = parse(strategyId);
        return revised(id, () -> intake.stop(id));
    }

    @Operation(
            summary = "A strategy as it was submitted",
            description = "What it was last told to be. What it does, results-service tells.")
    @ApiResponse(responseCode = "200", description = "the strategy")
    @ApiResponse(responseCode = "404", description = "there is no such strategy")
    @ApiResponse(responseCode = "422", description = "the id is not a UUID")
    @GetMapping(path = "/{strategyId}", produces = MediaType.APPLICATION_JSON_VALUE)
    StrategyView strategy(@PathVariable String strategyId) {
        StrategyId id = parse(strategyId);
        Strategy strategy = intake.find(id).orElseThrow(() -> unknown(id));
        return StrategyView.of(strategy, intake.pending(id));
    }

    private static ResponseEntity<Revised> revised(StrategyId id, Supplier<Optional<Strategy>> change) {
        try {
            Strategy strategy = change.get().orElseThrow(() -> unknown(id));
            return ResponseEntity.accepted().body(new Revised(id, strategy.revision()));
        } catch (StrategyStoppedException e) {
            throw ApiException.conflict(String.valueOf(e.getMessage()));
        } catch (UniverseBusyException e) {
            throw ApiException.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static ApiException unknown(StrategyId id) {
        return ApiException.notFound("There is no strategy " + id + ".");
    }

    private static StrategyId parse(String id) {
        try {
            return StrategyId.of(id);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("strategyId", "must be a UUID");
        }
    }
}
