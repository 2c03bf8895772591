package io.ketstream.results.run.web;

import io.ketstream.model.RunId;
import io.ketstream.results.run.Runs;
import io.ketstream.results.run.TrainingStep;
import io.ketstream.results.run.TrainingSubmission;
import io.ketstream.results.run.report.LearningReportPage;
import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Runs")
class ReportController {

    /// Lines of more points are no clearer.
    private static final int MOST_EPOCHS = 10_000;

    private final Runs runs;

    ReportController(Runs runs) {
        this.runs = runs;
    }

    @GetMapping(path = "/api/v1/runs/{runId}/report", produces = MediaType.TEXT_HTML_VALUE)
    @Operation(
            summary = "A run that learns as a page with pictures, which fetches nothing and runs nothing",
            description = "Controls with their intervals, the confusion matrix, what is said of the kernel, losses by"
                    + " epoch, and what all that does not mean.")
    @ApiResponse(responseCode = "200", description = "the page")
    @ApiResponse(responseCode = "404", description = "there is no such run, or it optimises")
    ResponseEntity<String> report(@PathVariable UUID runId) {
        var run = new RunId(runId);
        TrainingSubmission training =
                runs.facts(run).orElseThrow(() -> new RunNotFound(run)).training();
        if (training == null) {
            throw ApiException.notFound("Run " + runId + " optimises and has no page: only runs that learn have one.");
        }
        int every = Math.max(1, Math.ceilDiv(runs.countEpochs(run), MOST_EPOCHS));
        List<TrainingStep> epochs = runs.everyEpoch(run, every);
        return ResponseEntity.ok()
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .body(LearningReportPage.of(
                        runs.find(run).orElseThrow(() -> new RunNotFound(run)), training, epochs, every));
    }
}
