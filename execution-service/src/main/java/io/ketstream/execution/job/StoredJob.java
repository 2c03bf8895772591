package io.ketstream.execution.job;

import io.ketstream.execution.queue.RecordBytes;
import io.ketstream.model.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of the job table.
///
/// @param payload the API's request body, or the value of the run's request record
/// @param partition of the request record, −1 for a job of the API
/// @param attempts how often it was begun
/// @param result of a job of the API that succeeded, as JSON
public record StoredJob(
        String id,
        Origin origin,
        JobStatus status,
        RecordBytes payload,
        int partition,
        long offset,
        Instant sentAt,
        String backend,
        @Nullable String providerJobId,
        int attempts,
        Instant createdAt,
        @Nullable RecordBytes result,
        @Nullable Failure failure) {

    /// Who asked.
    public enum Origin {
        API,
        REQUEST
    }
}
