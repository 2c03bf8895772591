package io.ketstream.results.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.ParentRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A run that learns from a data set, as it was taken in.
///
/// @param test the other data set that it is tested on
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingSubmission(
        long offset,
        Instant at,
        LearningProblem problem,
        Digest problemDigest,
        TableClaim table,
        @Nullable TableClaim test,
        LearningSettings settings,
        @Nullable RunId replayOf,
        @Nullable ParentRun parent)
        implements AcceptedRun, Fact {

    static TrainingSubmission of(long offset, TrainingSubmitted event) {
        return new TrainingSubmission(
                offset,
                event.metadata().occurredAt(),
                event.problem(),
                event.problemDigest(),
                event.table(),
                event.test(),
                event.settings(),
                event.replayOf(),
                event.parent());
    }

    @Override
    @JsonIgnore
    public @Nullable String name() {
        return settings.name();
    }

    @Override
    @JsonIgnore
    public String problemType() {
        return problem.type();
    }

    @Override
    @JsonIgnore
    public int variables() {
        return table.width();
    }

    @Override
    @JsonIgnore
    public ExecutionSpecification execution() {
        return settings.execution();
    }

    @Override
    @JsonIgnore
    public long seed() {
        return settings.seed();
    }
}
