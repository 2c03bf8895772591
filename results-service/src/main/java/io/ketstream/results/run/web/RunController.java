package io.ketstream.results.run.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.RunId;
import io.ketstream.model.run.RunStatus;
import io.ketstream.results.run.Paged;
import io.ketstream.results.run.PortfolioView;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.RunFilter;
import io.ketstream.results.run.RunView;
import io.ketstream.results.run.Runs;
import io.ketstream.results.run.SamplesView;
import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@RequestMapping(path = "/api/v1/runs")
@Tag(name = "Runs", description = "What runs have found, and whether it is any good")
class RunController {

    /// A step of a run's optimiser, or an epoch of a network: then it has `epoch` and what follows, and not
    /// `evaluations` to `parameters`.
    ///
    /// @param iteration counted from 1
    /// @param epoch counted from 1, in its fold
    /// @param fold counted from 1; absent where there are none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Iteration(
            int iteration,
            @Nullable Integer evaluations,
            @Nullable Long shots,
            @Nullable Double objective,
            @Nullable Double standardError,
            @Nullable Double bestObjective,
            @Nullable String bestBitString,
            @Nullable RealVector parameters,
            Instant occurredAt,
            @Nullable Integer epoch,
            @Nullable Integer epochs,
            @Nullable Integer fold,
            @Nullable Double loss,
            @Nullable Double validationLoss,
            @Nullable Double score,
            @Nullable Double validationScore) {}

    private static final List<String> PROBLEM_TYPES =
            List.of("maxcut", "qubo", "ising", "hamiltonian", "portfolio", "classification", "regression", "kernel");
    private static final int MAX_PAGE = 1_000_000;
    private static final int MAX_RUNS = 200;
    private static final int MAX_ITERATIONS = 5_000;

    private final Runs runs;

    RunController(Runs runs) {
        this.runs = runs;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Runs, latest submission first",
            description =
                    "Without those that another run or a strategy has begun, unless its id is given as parent: then its"
                            + " runs, in their sequence. A page as JSON; all as text/csv.")
    @ApiResponse(
            responseCode = "200",
            description = "the runs",
            useReturnTypeSchema = true,
            content = @Content(mediaType = CsvWriter.MEDIA_TYPE, schema = @Schema(type = "string")))
    Paged<RunView> list(
            @RequestParam @Nullable RunStatus status,
            @RequestParam @Nullable String type,
            @RequestParam @Nullable UUID parent,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        Rules.within("page", page, 0, MAX_PAGE);
        Rules.within("size", size, 1, MAX_RUNS);
        return runs.list(filter(status, type, parent), page, size);
    }

    @GetMapping(produces = CsvWriter.MEDIA_TYPE)
    @Hidden // described with the page
    StreamingResponseBody listTable(
            @RequestParam @Nullable RunStatus status,
            @RequestParam @Nullable String type,
            @RequestParam @Nullable UUID parent) {
        RunFilter filter = filter(status, type, parent);
        return output -> RunCsv.write(runs, filter, output);
    }

    @GetMapping(path = "/{runId}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A run with its best, its classical controls, the verdict and its provenance")
    @ApiResponse(responseCode = "200", description = "the run")
    @ApiResponse(responseCode = "404", description = "there is no such run; right after its submission, try again")
    RunView run(@PathVariable UUID runId) {
        var run = new RunId(runId);
        return runs.find(run).orElseThrow(() -> new RunNotFound(run));
    }

    @GetMapping(path = "/{runId}/iterations", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The steps of a run's optimiser, of a network its epochs, from the first",
            description = "A page as JSON; all as text/csv. A run that learns by a kernel has none.")
    @ApiResponse(
            responseCode = "200",
            description = "the steps",
            useReturnTypeSchema = true,
            content = @Content(mediaType = CsvWriter.MEDIA_TYPE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "404", description = "there is no such run; right after its submission, try again")
    Paged<Iteration> iterations(
            @PathVariable UUID runId,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        Rules.within("page", page, 0, MAX_PAGE);
        Rules.within("size", size, 1, MAX_ITERATIONS);
        var run = new RunId(runId);
        return facts(runId).training() == null
                ? IterationPages.of(runs.iterations(run, page, size))
                : IterationPages.of(runs.epochs(run, page, size));
    }

    @GetMapping(path = "/{runId}/iterations", produces = CsvWriter.MEDIA_TYPE)
    @Hidden // described with the page
    StreamingResponseBody iterationTable(@PathVariable UUID runId) {
        var run = new RunId(runId);
        return facts(runId).training() == null
                ? output -> IterationCsv.write(runs, run, output)
                : output -> EpochCsv.write(runs, run, output);
    }

    @GetMapping(path = "/{runId}/samples", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The most probable and the best bit strings of the circuit at the best parameters")
    @ApiResponse(
            responseCode = "200",
            description = "the samples; none until the run has ended, and none of one that was taken apart",
            useReturnTypeSchema = true,
            content = @Content(mediaType = CsvWriter.MEDIA_TYPE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "404", description = "there is no such run; right after its submission, try again")
    SamplesView samples(@PathVariable UUID runId) {
        return samplesOf(runId);
    }

    @GetMapping(path = "/{runId}/samples", produces = CsvWriter.MEDIA_TYPE)
    @Hidden // described with the JSON
    StreamingResponseBody sampleTable(@PathVariable UUID runId) {
        SamplesView samples = samplesOf(runId);
        return output -> SamplesCsv.write(samples, output);
    }

    @GetMapping(path = "/{runId}/portfolio", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The weights of a portfolio's best selection, beside those of classical methods")
    @ApiResponse(responseCode = "200", description = "the weights")
    @ApiResponse(
            responseCode = "404",
            description = "there is no such run, or it has not succeeded with a feasible selection of assets")
    PortfolioView portfolio(@PathVariable UUID runId) {
        return PortfolioView.of(facts(runId)).orElseThrow(() -> new PortfolioNotFound(new RunId(runId)));
    }

    private SamplesView samplesOf(UUID runId) {
        RunFacts facts = facts(runId);
        var submission = facts.submission();
        if (submission == null) {
            throw ApiException.notFound("Run " + runId
                    + " learns from a data set and has no samples: only runs that optimise have some. See its model at"
                    + " /api/v1/models/" + runId + ".");
        }
        var samples = facts.outcome() == null ? null : facts.outcome().ended().samples();
        return SamplesView.of(samples, submission.sense());
    }

    private static RunFilter filter(@Nullable RunStatus status, @Nullable String type, @Nullable UUID parent) {
        if (type != null && !PROBLEM_TYPES.contains(type)) {
            throw new InvalidValueException(
                    "type", "must be one of " + String.join(", ", PROBLEM_TYPES) + ", not '" + type + "'");
        }
        return new RunFilter(status, type, parent == null ? null : new RunId(parent));
    }

    private RunFacts facts(UUID runId) {
        var run = new RunId(runId);
        return runs.facts(run).orElseThrow(() -> new RunNotFound(run));
    }
}
