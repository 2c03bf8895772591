package io.ketstream.results.run.persistence;

import io.ketstream.model.RealVector;
import io.ketstream.results.run.Iteration;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A row of `iteration`, for reading: the event store writes it.
@Entity
@Immutable
@Table(name = "iteration")
@IdClass(IterationEntity.Key.class)
class IterationEntity {

    record Key(UUID runId, int iteration) implements Serializable {}

    @Id
    private UUID runId;

    @Id
    private int iteration;

    private int evaluations;
    private long shots;
    private double objective;
    private double standardError;
    private double bestObjective;

    @Column(columnDefinition = "text")
    private @Nullable String bestBitString;

    @Column(columnDefinition = "double precision[]")
    private double[] parameters;

    private Instant occurredAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected IterationEntity() {}

    Iteration toIteration() {
        return new Iteration(
                iteration,
                evaluations,
                shots,
                objective,
                standardError,
                bestObjective,
                bestBitString,
                RealVector.of(parameters),
                occurredAt);
    }
}
