package io.ketstream.ingestion.run;

import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.RunSubmitted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs in memory, without idempotency keys.
public final class HeldRuns implements RunStore {

    private final Map<RunId, RunSubmitted> runs = new LinkedHashMap<>();

    /// As they were taken in.
    Iterable<RunSubmitted> all() {
        return runs.values();
    }

    RunSubmitted get(RunId run) {
        return find(run).orElseThrow();
    }

    @Override
    public Optional<Accepted> findByKey(String idempotencyKey) {
        return Optional.empty();
    }

    @Override
    public Optional<RunSubmitted> find(RunId runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    @Override
    public Optional<String> problem(Digest digest) {
        return Optional.empty();
    }

    @Override
    public boolean insert(
            RunSubmitted run, Digest requestDigest, @Nullable String idempotencyKey, @Nullable String largeProblem) {
        return runs.putIfAbsent(run.runId(), run) == null;
    }
}
