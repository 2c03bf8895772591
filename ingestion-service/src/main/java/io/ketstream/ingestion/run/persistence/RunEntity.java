package io.ketstream.ingestion.run.persistence;

import io.ketstream.ingestion.run.AcceptedRun;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.learning.TableClaim;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

@Entity
@Table(name = "run")
@SuppressWarnings("UnusedVariable") // columns that are only written and searched by
class RunEntity implements Persistable<UUID> {

    @Id
    private UUID id;

    private @Nullable String idempotencyKey;

    private String requestDigest;

    private Instant submittedAt;
    private @Nullable UUID replayOf;

    private String problemDigest;
    private @Nullable String snapshotDigest;
    private @Nullable String tableDigest;
    private @Nullable String testDigest;

    @Column(columnDefinition = "text")
    private String event;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected RunEntity() {}

    /// @param event as it is sent
    RunEntity(AcceptedRun run, Digest requestDigest, @Nullable String idempotencyKey, String event) {
        this.id = run.event().runId().value();
        this.idempotencyKey = idempotencyKey;
        this.requestDigest = requestDigest.value();
        this.submittedAt = run.event().metadata().occurredAt();
        RunId original = run.replayOf();
        this.replayOf = original == null ? null : original.value();
        this.problemDigest = run.problemDigest().value();
        switch (run) {
            case AcceptedRun.Optimization optimization ->
                this.snapshotDigest = valueOf(optimization.event().snapshotDigest());
            case AcceptedRun.Learning learning -> {
                TableClaim test = learning.event().test();
                this.tableDigest = learning.event().table().table().sha256().value();
                this.testDigest = test == null ? null : test.table().sha256().value();
            }
        }
        this.event = event;
    }

    private static @Nullable String valueOf(@Nullable Digest digest) {
        return digest == null ? null : digest.value();
    }

    @Override
    public UUID getId() {
        return id;
    }

    /// Rows are only ever inserted.
    @Override
    public boolean isNew() {
        return true;
    }

    String requestDigest() {
        return requestDigest;
    }

    String event() {
        return event;
    }
}
