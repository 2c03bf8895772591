package io.ketstream.ingestion.run.web;

import io.ketstream.ingestion.run.KeyReusedException;
import io.ketstream.ingestion.run.RunIntake;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RunId;
import io.ketstream.model.learning.LearningSpecification;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.ServiceAddresses;
import io.ketstream.support.trace.RunSpan;
import io.ketstream.support.trace.RunTraces;
import io.ketstream.support.trace.Stage;
import io.ketstream.support.web.ApiException;
import io.ketstream.support.web.Parameters;
import io.ketstream.support.web.RunRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Runs")
class RunController {

    private static final int LONGEST_KEY = 255;

    private final RunIntake intake;
    private final ServiceAddresses services;
    private final RunTraces traces;
    private final Clock clock;

    RunController(RunIntake intake, ServiceAddresses services, RunTraces traces, Clock clock) {
        this.intake = intake;
        this.services = services;
        this.traces = traces;
        this.clock = clock;
    }

    /// The answer to a submission.
    record Submitted(RunId runId) {}

    @Operation(
            summary = "Submit a run",
            description = "One that optimises, or one that learns from a data set: problem.type tells which. Checks "
                    + "everything, then answers at once; Location is the run's address on results-service. The same "
                    + "Idempotency-Key with the same body returns the same run.")
    @ApiResponse(responseCode = "202", description = "taken in")
    @ApiResponse(responseCode = "400", description = "the body is not JSON, or has a field that is not known")
    @ApiResponse(responseCode = "409", description = "the Idempotency-Key was used for a different body")
    @ApiResponse(responseCode = "422", description = "a field is refused; errors names it and what is permitted")
    @PostMapping(path = "/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Submitted> submit(
            @RequestBody RunRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY)) {
            throw new InvalidValueException("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
        }
        Instant begin = clock.instant();
        try {
            RunIntake.Submission submission = switch (request) {
                case RunRequest.Optimization(RunSpecification run) -> intake.submit(run, idempotencyKey);
                case RunRequest.Learning(LearningSpecification run) -> intake.submit(run, idempotencyKey);
            };
            RunId runId = submission.runId();
            if (!submission.repeated()) {
                var attributes = Map.of("problem.type", request.problemType());
                traces.record(new RunSpan(runId, Stage.SUBMISSION, begin, clock.instant(), attributes, null));
            }
            return ResponseEntity.accepted()
                    .location(ServiceAddresses.at(services.results(), "/api/v1/runs/" + runId))
                    .body(new Submitted(runId));
        } catch (KeyReusedException e) {
            throw ApiException.conflict(String.valueOf(e.getMessage()));
        }
    }

    @Operation(
            summary = "A problem that was too large for a message",
            description = "Content-addressed; never changes.")
    @ApiResponse(
            responseCode = "200",
            description = "the problem",
            content = @Content(schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "404", description = "there is no such problem")
    @GetMapping(path = "/problems/{digest}", produces = MediaType.APPLICATION_JSON_VALUE)
    String problem(@PathVariable String digest) {
        return intake.problem(Parameters.digest(digest))
                .orElseThrow(() -> ApiException.notFound("There is no problem with digest " + digest + "."));
    }
}
