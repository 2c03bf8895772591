package io.ketstream.optimizer.loop;

import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.RunProgress;
import io.ketstream.model.event.RunStarted;
import java.time.Instant;

/// Reports as events, in the problem's own sense and sign.
final class Reports {

    private Reports() {}

    static RunProgress event(Live live, Report report, Instant now) {
        RunId run = live.circuit().runId();
        Sense sense = live.formulation().sense();
        return switch (report) {
            case Report.Started started ->
                new RunStarted(
                        EventMetadata.of(run + "/started", now, null),
                        run,
                        live.circuit().circuitDigest(),
                        started.optimizerVersion(),
                        started.start());
            case Report.Iterated iterated ->
                new IterationCompleted(
                        EventMetadata.of(run + "/iteration/" + iterated.iteration(), now, null),
                        run,
                        iterated.iteration(),
                        iterated.evaluations(),
                        iterated.shots(),
                        iterated.parameters(),
                        sense.flip(iterated.value()),
                        iterated.standardError(),
                        sense.flip(iterated.bestEnergy()),
                        iterated.bestBitString());
        };
    }
}
