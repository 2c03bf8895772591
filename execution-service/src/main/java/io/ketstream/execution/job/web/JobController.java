package io.ketstream.execution.job.web;

import io.ketstream.execution.job.JobDesk;
import io.ketstream.execution.job.JobRequest;
import io.ketstream.support.web.ApiException;
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
class JobController {

    /// The answer to a submission.
    record Submitted(String jobId) {}

    private final JobDesk desk;

    JobController(JobDesk desk) {
        this.desk = desk;
    }

    @PostMapping
    ResponseEntity<Submitted> submit(@RequestBody JobRequest request) {
        String id = desk.submit(request);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + id))
                .body(new Submitted(id));
    }

    @GetMapping("/{jobId}")
    JobView read(@PathVariable String jobId) {
        return desk.find(jobId).map(JobView::of).orElseThrow(() -> unknown(jobId));
    }

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
