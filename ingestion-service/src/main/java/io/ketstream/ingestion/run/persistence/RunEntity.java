package io.ketstream.ingestion.run.persistence;

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

    @Column(columnDefinition = "text")
    private String event;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected RunEntity() {}

    RunEntity(
            UUID id,
            @Nullable String idempotencyKey,
            String requestDigest,
            Instant submittedAt,
            @Nullable UUID replayOf,
            String problemDigest,
            @Nullable String snapshotDigest,
            String event) {
        this.id = id;
        this.idempotencyKey = idempotencyKey;
        this.requestDigest = requestDigest;
        this.submittedAt = submittedAt;
        this.replayOf = replayOf;
        this.problemDigest = problemDigest;
        this.snapshotDigest = snapshotDigest;
        this.event = event;
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
