package io.ketstream.circuit.generation;

import io.ketstream.model.Failure;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.Topics;
import io.ketstream.model.run.ParentRun;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells runs that they get no circuit.
record CircuitFailures(EventOutlet outlet, InstantSource clock) {

    private static final Logger log = LoggerFactory.getLogger(CircuitFailures.class);

    /// @param run as it was submitted
    /// @param parent of that run
    Outcome tell(RunEvent run, @Nullable ParentRun parent, String code, String message) {
        log.atInfo()
                .addKeyValue("runId", run.runId())
                .addKeyValue("code", code)
                .addKeyValue("reason", message)
                .log("no circuit for run");
        EventMetadata metadata = EventMetadata.of(
                run.runId() + "/circuit-failed", clock.instant(), run.metadata().id());
        outlet.send(
                Topics.RUN_CIRCUITS, new RunCircuitFailed(metadata, run.runId(), new Failure(code, message), parent));
        return Outcome.FAILED;
    }

    /// Of what no rule foresaw. Pure code fails the same way every time: trying again would block the
    /// partition for ever.
    Outcome tellUnexpected(RunEvent run, @Nullable ParentRun parent, RuntimeException cause) {
        log.atError().setCause(cause).addKeyValue("runId", run.runId()).log("circuit generation failed unexpectedly");
        return tell(
                run,
                parent,
                Failure.CIRCUIT_REJECTED,
                "The circuit could not be generated; circuit-service's log says why.");
    }
}
