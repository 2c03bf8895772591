package io.ketstream.ingestion.run.persistence;

import io.ketstream.ingestion.outbox.Outbox;
import io.ketstream.ingestion.outbox.OutboxMessage;
import io.ketstream.ingestion.run.RunStore;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class PostgresRunStore implements RunStore {

    private final RunRepository runs;
    private final ProblemRepository problems;
    private final Outbox outbox;
    private final EventCodec codec;
    private final TransactionTemplate transaction;

    PostgresRunStore(
            RunRepository runs,
            ProblemRepository problems,
            Outbox outbox,
            EventCodec codec,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.problems = problems;
        this.outbox = outbox;
        this.codec = codec;
        this.transaction = transaction;
    }

    @Override
    public Optional<Accepted> findByKey(String idempotencyKey) {
        return runs.findByIdempotencyKey(idempotencyKey)
                .map(run -> new Accepted(new RunId(run.getId()), new Digest(run.requestDigest())));
    }

    @Override
    public Optional<RunSubmitted> find(RunId runId) {
        return runs.findById(runId.value())
                .map(run -> codec.decode(run.event().getBytes(StandardCharsets.UTF_8), RunSubmitted.class));
    }

    @Override
    public Optional<String> problem(Digest digest) {
        return problems.findById(digest.value()).map(ProblemEntity::content);
    }

    @Override
    public boolean insert(
            RunSubmitted run, Digest requestDigest, @Nullable String idempotencyKey, @Nullable String largeProblem) {
        RunId original = run.replayOf();
        var entity = new RunEntity(
                run.runId().value(),
                idempotencyKey,
                requestDigest.value(),
                run.metadata().occurredAt(),
                original == null ? null : original.value(),
                run.problem().digest().value(),
                run.snapshotDigest() == null ? null : run.snapshotDigest().value(),
                new String(codec.encode(run), StandardCharsets.UTF_8));
        try {
            transaction.executeWithoutResult(status -> {
                if (largeProblem != null) {
                    problems.keep(
                            run.problem().digest().value(),
                            largeProblem,
                            run.metadata().occurredAt());
                }
                runs.saveAndFlush(entity);
                outbox.add(new OutboxMessage(Topics.PROBLEMS, run));
            });
            return true;
        } catch (DataIntegrityViolationException e) {
            if (runs.existsById(run.runId().value())
                    || (idempotencyKey != null
                            && runs.findByIdempotencyKey(idempotencyKey).isPresent())) {
                return false;
            }
            throw e;
        }
    }
}
