package io.ketstream.circuit.generation;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.event.CircuitPublished;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.model.run.Formulation;
import io.ketstream.support.event.EventTooLargeException;
import io.ketstream.support.event.ModelJson;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Stores a run's circuit, publishes it and tells the run; it is stored and committed before any event names it.
record CircuitPublication(CircuitCatalog catalog, EventOutlet outlet, Links links, InstantSource clock) {

    /// @throws EventTooLargeException when the circuit has too many parameters
    void publish(RunSubmitted run, GeneratedCircuit generated) {
        CircuitDefinition definition = generated.definition();
        String circuit = ModelJson.mapper().writeValueAsString(definition);
        String formulation = ModelJson.mapper().writeValueAsString(generated.formulation());
        Digest formulationDigest = Digest.of(formulation);
        catalog.keep(definition.digest(), circuit, formulationDigest, formulation);

        Link circuitLink = links.circuit(definition.digest(), Digest.of(circuit));
        sendCircuit(run, definition, circuitLink);
        sendReady(run, generated, definition.digest(), circuitLink, links.formulation(formulationDigest));
    }

    /// @throws EventTooLargeException when the run says too much of its table
    void publish(TrainingSubmitted run, GeneratedLearningCircuit generated) {
        CircuitDefinition definition = generated.definition();
        String circuit = ModelJson.mapper().writeValueAsString(definition);
        catalog.keep(definition.digest(), circuit);

        Link circuitLink = links.circuit(definition.digest(), Digest.of(circuit));
        sendCircuit(run, definition, circuitLink);
        outlet.send(
                Topics.RUN_CIRCUITS,
                new TrainingReady(
                        metadata(run.runId() + "/circuit-ready", run),
                        run.runId(),
                        definition.digest(),
                        circuitLink,
                        definition.qubits(),
                        generated.inputs(),
                        generated.weights(),
                        generated.readout(),
                        run.problem(),
                        run.problemDigest(),
                        run.table(),
                        run.test(),
                        run.settings(),
                        run.parent()));
    }

    private void sendCircuit(RunEvent run, CircuitDefinition definition, Link link) {
        EventMetadata metadata = metadata("circuit/" + definition.digest(), run);
        try {
            outlet.send(Topics.CIRCUITS, new CircuitPublished(metadata, definition.digest(), definition, null));
        } catch (EventTooLargeException e) {
            outlet.send(Topics.CIRCUITS, new CircuitPublished(metadata, definition.digest(), null, link));
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

    private EventMetadata metadata(String identity, RunEvent cause) {
        return EventMetadata.of(identity, clock.instant(), cause.metadata().id());
    }
}
