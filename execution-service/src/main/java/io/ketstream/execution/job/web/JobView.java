package io.ketstream.execution.job.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.execution.backend.CircuitResult;
import io.ketstream.execution.job.JobRequest;
import io.ketstream.execution.job.JobStatus;
import io.ketstream.execution.job.StoredJob;
import io.ketstream.model.Failure;
import io.ketstream.support.event.ModelJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job as its reader sees it; `results` when SUCCEEDED, one a parameter vector.
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobView(
        String jobId,
        JobStatus status,
        String backend,
        @Nullable Integer shots,
        @Nullable Long seed,
        Instant createdAt,
        @Nullable List<CircuitResult> results,
        @Nullable Failure failure) {

    static JobView of(StoredJob job) {
        JobRequest request = ModelJson.mapper().readValue(job.payload().value(), JobRequest.class);
        List<CircuitResult> results = job.result() == null
                ? null
                : List.of(ModelJson.mapper().readValue(job.result().value(), CircuitResult[].class));
        return new JobView(
                job.id(),
                job.status(),
                job.backend(),
                request.shots(),
                request.seed(),
                job.createdAt(),
                results,
                job.failure());
    }
}
