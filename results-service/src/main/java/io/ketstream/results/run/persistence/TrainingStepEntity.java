package io.ketstream.results.run.persistence;

import io.ketstream.model.event.TrainingProgressed;
import io.ketstream.results.run.TrainingStep;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A row of `training_step`, for reading: the event store writes it.
@Entity
@Immutable
@Table(name = "training_step")
@IdClass(TrainingStepEntity.Key.class)
class TrainingStepEntity {

    record Key(UUID runId, int step) implements Serializable {}

    @Id
    private UUID runId;

    @Id
    private int step;

    @Column(columnDefinition = "text")
    @Enumerated(EnumType.STRING)
    private TrainingProgressed.Phase phase;

    private int done;
    private int total;
    private @Nullable Integer fold;
    private @Nullable Double loss;
    private @Nullable Double validationLoss;
    private @Nullable Double score;
    private @Nullable Double validationScore;
    private Instant occurredAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected TrainingStepEntity() {}

    TrainingStep toStep() {
        return new TrainingStep(
                step, phase, done, total, fold, loss, validationLoss, score, validationScore, occurredAt);
    }
}
