package io.ketstream.ingestion.run;

import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.TrainingSubmitted;
import org.jspecify.annotations.Nullable;

/// A run that is stored together with the event that starts it.
public sealed interface AcceptedRun {

    /// Starts it.
    RunEvent event();

    Digest problemDigest();

    /// The run that this one repeats.
    @Nullable
    RunId replayOf();

    /// The same as another run, which nobody has begun.
    AcceptedRun repeated(EventMetadata metadata, RunId newRunId);

    /// @throws IllegalArgumentException when the event starts none
    static AcceptedRun startedBy(RunEvent event) {
        return switch (event) {
            case RunSubmitted submitted -> new Optimization(submitted, null);
            case TrainingSubmitted submitted -> new Learning(submitted);
            default ->
                throw new IllegalArgumentException(
                        "no run starts with " + event.getClass().getSimpleName());
        };
    }

    /// @param largeProblem its problem in JSON, where that goes behind a link and is not there yet
    record Optimization(RunSubmitted event, @Nullable String largeProblem) implements AcceptedRun {

        @Override
        public Digest problemDigest() {
            return event.problem().digest();
        }

        @Override
        public @Nullable RunId replayOf() {
            return event.replayOf();
        }

        @Override
        public Optimization repeated(EventMetadata metadata, RunId newRunId) {
            return new Optimization(
                    new RunSubmitted(
                            metadata,
                            newRunId,
                            event.problem(),
                            event.settings(),
                            event.snapshotDigest(),
                            event.runId(),
                            event.market(),
                            null,
                            null),
                    null);
        }
    }

    /// Learns from versions of data sets, which are kept as long as it is.
    record Learning(TrainingSubmitted event) implements AcceptedRun {

        @Override
        public Digest problemDigest() {
            return event.problemDigest();
        }

        @Override
        public @Nullable RunId replayOf() {
            return event.replayOf();
        }

        @Override
        public Learning repeated(EventMetadata metadata, RunId newRunId) {
            return new Learning(new TrainingSubmitted(
                    metadata,
                    newRunId,
                    event.problem(),
                    event.problemDigest(),
                    event.table(),
                    event.test(),
                    event.settings(),
                    event.runId(),
                    null));
        }
    }
}
