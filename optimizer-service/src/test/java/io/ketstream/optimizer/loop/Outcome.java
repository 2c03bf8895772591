package io.ketstream.optimizer.loop;

import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.RunEnded;
import java.util.List;

/// What a run came to, times aside: equal bit for bit or not.
public record Outcome(RunEnded ended, List<IterationCompleted> iterations) {

    public static Outcome of(World world, RunId run) {
        RunEnded ended = world.runToEnd(run);
        return new Outcome(
                new RunEnded(
                        timeless(ended.metadata()),
                        ended.runId(),
                        ended.status(),
                        ended.stopReason(),
                        ended.failure(),
                        ended.iterations(),
                        ended.evaluations(),
                        ended.shots(),
                        ended.best(),
                        ended.expectation(),
                        ended.samples(),
                        ended.engine(),
                        ended.circuitDigest(),
                        ended.optimizerVersion(),
                        ended.portfolio(),
                        null,
                        null,
                        null,
                        null),
                world.iterations(run).stream().map(Outcome::timeless).toList());
    }

    private static IterationCompleted timeless(IterationCompleted event) {
        return new IterationCompleted(
                timeless(event.metadata()),
                event.runId(),
                event.iteration(),
                event.evaluations(),
                event.shots(),
                event.parameters(),
                event.objective(),
                event.standardError(),
                event.bestObjective(),
                event.bestBitString());
    }

    private static EventMetadata timeless(EventMetadata metadata) {
        return new EventMetadata(metadata.id(), metadata.schemaVersion(), Samples.START, null);
    }
}
