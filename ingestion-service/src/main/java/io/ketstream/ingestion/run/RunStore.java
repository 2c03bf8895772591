package io.ketstream.ingestion.run;

import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where intake keeps runs.
public interface RunStore {

    /// A run that was taken in under an idempotency key.
    record Accepted(RunId runId, Digest requestDigest) {}

    Optional<Accepted> findByKey(String idempotencyKey);

    Optional<AcceptedRun> find(RunId runId);

    Optional<String> problem(Digest digest);

    /// Stores the run, its problem where that is too large for a message, and its event, in one transaction.
    ///
    /// @return false when the run or the idempotency key is there already; then nothing is stored
    boolean insert(AcceptedRun run, Digest requestDigest, @Nullable String idempotencyKey);
}
