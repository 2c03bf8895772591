package io.ketstream.circuit.generation;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.circuit.learning.Outputs;
import io.ketstream.model.Failure;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.support.event.EventTooLargeException;
import java.net.URI;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the circuit of a submitted run that learns, and tells the run.
///
/// As with [RunCircuits], everything is derived from the submission.
public final class TrainingCircuits {

    private static final Logger log = LoggerFactory.getLogger(TrainingCircuits.class);

    private final CircuitPublication circuits;
    private final CircuitFailures failures;

    /// @param self this service's address as others reach it
    public TrainingCircuits(CircuitCatalog catalog, EventOutlet outlet, URI self, InstantSource clock) {
        this.circuits = new CircuitPublication(catalog, outlet, new Links(self), clock);
        this.failures = new CircuitFailures(outlet, clock);
    }

    public Outcome generate(TrainingSubmitted run) {
        GeneratedLearningCircuit generated;
        try {
            generated = LearningCircuitGenerator.generate(
                    run.settings().model(),
                    run.settings().execution().shots() != null,
                    run.table().width(),
                    Outputs.of(run.table().classes()));
        } catch (CircuitRejectedException e) {
            return failures.tell(run, run.parent(), Failure.CIRCUIT_REJECTED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return failures.tellUnexpected(run, run.parent(), e);
        }
        return publish(run, generated);
    }

    private Outcome publish(TrainingSubmitted run, GeneratedLearningCircuit generated) {
        try {
            circuits.publish(run, generated);
        } catch (EventTooLargeException e) {
            return failures.tell(
                    run,
                    run.parent(),
                    Failure.CIRCUIT_REJECTED,
                    "The data set has too many features or classes: " + e.getMessage());
        }
        log.atInfo()
                .addKeyValue("runId", run.runId())
                .addKeyValue("circuitDigest", generated.definition().digest())
                .addKeyValue("qubits", generated.definition().qubits())
                .addKeyValue("weights", generated.weights())
                .log("circuit ready");
        return Outcome.READY;
    }
}
