package io.ketstream.ingestion.run.persistence;

import io.ketstream.ingestion.outbox.Outbox;
import io.ketstream.ingestion.outbox.OutboxMessage;
import io.ketstream.ingestion.run.AcceptedRun;
import io.ketstream.ingestion.run.RunStore;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEvent;
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
    public Optional<AcceptedRun> find(RunId runId) {
        return runs.findById(runId.value())
                .map(run -> AcceptedRun.startedBy(
                        codec.decode(run.event().getBytes(StandardCharsets.UTF_8), RunEvent.class)));
    }

    @Override
    public Optional<String> problem(Digest digest) {
        return problems.findById(digest.value()).map(ProblemEntity::content);
    }

    @Override
    public boolean insert(AcceptedRun run, Digest requestDigest, @Nullable String idempotencyKey) {
        RunEvent event = run.event();
        var entity = new RunEntity(run, requestDigest, idempotencyKey, text(event));
        try {
            transaction.executeWithoutResult(status -> {
                if (run instanceof AcceptedRun.Optimization(RunSubmitted submitted, String largeProblem)
                        && largeProblem != null) {
                    problems.keep(
                            run.problemDigest().value(),
                            largeProblem,
                            submitted.metadata().occurredAt());
                }
                runs.saveAndFlush(entity);
                outbox.add(new OutboxMessage(Topics.PROBLEMS, event));
            });
            return true;
        } catch (DataIntegrityViolationException e) {
            if (runs.existsById(event.runId().value())
                    || (idempotencyKey != null
                            && runs.findByIdempotencyKey(idempotencyKey).isPresent())) {
                return false;
            }
            throw e;
        }
    }

    private String text(RunEvent event) {
        return new String(codec.encode(event), StandardCharsets.UTF_8);
    }
}
