package io.ketstream.results.run.persistence;

import io.ketstream.model.run.RunStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A row of `run`, for reading: the event store writes it.
@Entity
@Immutable
@Table(name = "run")
class RunEntity {

    @Id
    private UUID runId;

    @Column(columnDefinition = "text")
    @Enumerated(EnumType.STRING)
    private RunStatus status;

    @Column(columnDefinition = "text")
    private @Nullable String problemType;

    @SuppressWarnings("UnusedVariable") // queries name it
    private @Nullable Instant submittedAt;

    @SuppressWarnings("UnusedVariable") // queries name it
    private @Nullable Instant endedAt;

    @SuppressWarnings("UnusedVariable") // queries name it
    private @Nullable UUID parentRunId;

    @SuppressWarnings("UnusedVariable") // queries name it
    private @Nullable Integer sequence;

    @Column(columnDefinition = "text")
    private String facts;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected RunEntity() {}

    UUID runId() {
        return runId;
    }

    String facts() {
        return facts;
    }
}
