package io.ketstream.ingestion.run;

import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.TrainingSubmitted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs in memory, without idempotency keys.
public final class HeldRuns implements RunStore {

    private final Map<RunId, AcceptedRun> runs = new LinkedHashMap<>();

    /// As they were taken in.
    Iterable<AcceptedRun> all() {
        return runs.values();
    }

    RunSubmitted get(RunId run) {
        return (RunSubmitted) find(run).orElseThrow().event();
    }

    TrainingSubmitted training(RunId run) {
        return (TrainingSubmitted) find(run).orElseThrow().event();
    }

    @Override
    public Optional<Accepted> findByKey(String idempotencyKey) {
        return Optional.empty();
    }

    @Override
    public Optional<AcceptedRun> find(RunId runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    @Override
    public Optional<String> problem(Digest digest) {
        return Optional.empty();
    }

    @Override
    public boolean insert(AcceptedRun run, Digest requestDigest, @Nullable String idempotencyKey) {
        return runs.putIfAbsent(run.event().runId(), run) == null;
    }
}
