package io.ketstream.execution.job.web;

import io.ketstream.execution.job.JobDesk;
import io.ketstream.execution.job.JobRequest;
import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Runs circuits for people: `POST`, then `GET` until it has ended.
@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "Jobs")
class JobController {

    /// The answer to a submission.
    record Submitted(String jobId) {}

    private final JobDesk desk;

    JobController(JobDesk desk) {
        this.desk = desk;
    }

    @Operation(
            summary = "Run a circuit",
            description = "OpenQASM 2.0 or 3 with one parameter vector or more. Without shots: exact. "
                    + "Answers at once; Location is the job's address.")
    @ApiResponse(responseCode = "202", description = "taken in")
    @ApiResponse(responseCode = "400", description = "the body is not JSON, or has a field that is not known")
    @ApiResponse(responseCode = "422", description = "a field is refused; errors names it and what is permitted")
    @PostMapping
    ResponseEntity<Submitted> submit(@RequestBody JobRequest request) {
        String id = desk.submit(request);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + id))
                .body(new Submitted(id));
    }

    @Operation(summary = "A job, with one result a parameter vector once it has SUCCEEDED")
    @ApiResponse(responseCode = "200", description = "the job")
    @ApiResponse(responseCode = "404", description = "there is no such job")
    @GetMapping("/{jobId}")
    JobView read(@PathVariable String jobId) {
        return desk.find(jobId).map(JobView::of).orElseThrow(() -> unknown(jobId));
    }

    @Operation(summary = "Cancel a job", description = "A job that has ended stays as it is.")
    @ApiResponse(responseCode = "204", description = "it does not run any more", content = @Content)
    @ApiResponse(responseCode = "404", description = "there is no such job")
    @DeleteMapping("/{jobId}")
    ResponseEntity<Void> cancel(@PathVariable String jobId) {
        if (!desk.cancel(jobId)) {
            throw unknown(jobId);
        }
        return ResponseEntity.noContent().build();
    }

    private static ApiException unknown(String jobId) {
        return ApiException.notFound("There is no job " + jobId + ".");
    }
}
