package io.ketstream.results.run;

import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.ParentRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What ingestion-service said of a run when it took it in, whatever kind of run it is.
public sealed interface AcceptedRun permits RunFacts.Submission, TrainingSubmission {

    Instant at();

    @Nullable
    String name();

    /// The name in the `type` property of its problem.
    String problemType();

    /// Of an optimisation, variables; of a run that learns, the numbers that a row becomes.
    int variables();

    Digest problemDigest();

    ExecutionSpecification execution();

    long seed();

    @Nullable
    RunId replayOf();

    /// Of a run that another, or a strategy, has begun.
    @Nullable
    ParentRun parent();
}
