package io.ketstream.circuit.generation;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.event.CircuitPublished;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.run.Formulation;
import io.ketstream.support.event.EventTooLargeException;
import io.ketstream.support.event.ModelJson;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Stores a run's circuit, publishes it and tells the run; it is stored and committed before any event names it.
record CircuitPublication(CircuitCatalog catalog, EventOutlet outlet, Links links, InstantSource clock) {

    /// @throws EventTooLargeException when the circuit has too many parameters
    void publish(RunSubmitted run, GeneratedCircuit generated) {
        Digest digest = generated.definition().digest();
        String circuit = ModelJson.mapper().writeValueAsString(generated.definition());
        String formulation = ModelJson.mapper().writeValueAsString(generated.formulation());
        Digest formulationDigest = Digest.of(formulation);
        catalog.keep(digest, circuit, formulationDigest, formulation);

        Link circuitLink = links.circuit(digest, Digest.of(circuit));
        sendCircuit(run, generated, digest, circuitLink);
        sendReady(run, generated, digest, circuitLink, links.formulation(formulationDigest));
    }

    private void sendCircuit(RunSubmitted run, GeneratedCircuit generated, Digest digest, Link link) {
        EventMetadata metadata = metadata("circuit/" + digest, run);
        try {
            outlet.send(Topics.CIRCUITS, new CircuitPublished(metadata, digest, generated.definition(), null));
        } catch (EventTooLargeException e) {
            outlet.send(Topics.CIRCUITS, new CircuitPublished(metadata, digest, null, link));
        }
    }

    private void sendReady(
            RunSubmitted run, GeneratedCircuit generated, Digest digest, Link circuitLink, Link formulationLink) {
        try {
            outlet.send(Topics.RUN_CIRCUITS, ready(run, generated, digest, circuitLink, null));
        } catch (EventTooLargeException e) {
            outlet.send(Topics.RUN_CIRCUITS, ready(run, generated, digest, circuitLink, formulationLink));
        }
    }

    private RunCircuitReady ready(
            RunSubmitted run,
            GeneratedCircuit generated,
            Digest digest,
            Link circuitLink,
            @Nullable Link formulationLink) {
        Formulation formulation = formulationLink == null ? generated.formulation() : null;
        return new RunCircuitReady(
                metadata(run.runId() + "/circuit-ready", run),
                run.runId(),
                digest,
                circuitLink,
                generated.definition().parameters(),
                run.problem().digest(),
                formulation,
                formulationLink,
                run.settings(),
                run.parent());
    }

    private EventMetadata metadata(String identity, RunSubmitted cause) {
        return EventMetadata.of(identity, clock.instant(), cause.metadata().id());
    }
}
