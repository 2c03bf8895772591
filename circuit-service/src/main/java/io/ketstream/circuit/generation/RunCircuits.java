package io.ketstream.circuit.generation;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.event.CircuitPublished;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.Formulation;
import io.ketstream.support.event.EventTooLargeException;
import io.ketstream.support.event.ModelJson;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the circuit of a submitted run: stores it, publishes it, tells the run.
///
/// Everything is derived from the submission, so that doing it again after a crash stores nothing new and sends
/// events with the same ids. The circuit is stored and committed before any event names it.
public final class RunCircuits {

    private static final Logger log = LoggerFactory.getLogger(RunCircuits.class);

    private final CircuitCatalog catalog;
    private final ProblemSource problems;
    private final EventOutlet outlet;
    private final Links links;
    private final Duration giveUp;
    private final Patience patience;
    private final InstantSource clock;

    /// @param self this service's address as others reach it
    /// @param giveUp how long the owner of a run's problem may stay away before the run fails
    public RunCircuits(
            CircuitCatalog catalog,
            ProblemSource problems,
            EventOutlet outlet,
            URI self,
            Duration giveUp,
            InstantSource clock) {
        this.catalog = catalog;
        this.problems = problems;
        this.outlet = outlet;
        this.links = new Links(self);
        this.giveUp = giveUp;
        this.patience = new Patience(giveUp, clock);
        this.clock = clock;
    }

    /// How a submission ended.
    public enum Outcome {
        READY,
        FAILED
    }

    /// @throws ProblemUnavailableException when it should be tried again
    public Outcome generate(RunSubmitted run) {
        GeneratedCircuit generated;
        try {
            generated = CircuitGenerator.generate(problem(run), run.settings());
        } catch (ProblemUnavailableException e) {
            return waitOrGiveUp(run, e);
        } catch (CircuitRejectedException e) {
            return fail(run, Failure.CIRCUIT_REJECTED, String.valueOf(e.getMessage()));
        } catch (ProblemRefusedException e) {
            return fail(run, Failure.PROBLEM_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // pure code fails the same way every time: trying again would block the partition for ever
            log.atError().setCause(e).addKeyValue("runId", run.runId()).log("circuit generation failed unexpectedly");
            return fail(
                    run,
                    Failure.CIRCUIT_REJECTED,
                    "The circuit could not be generated; circuit-service's log says why.");
        }
        return publish(run, generated);
    }

    private Outcome waitOrGiveUp(RunSubmitted run, ProblemUnavailableException reason) {
        if (!patience.isExhausted(run.runId())) {
            throw reason;
        }
        Outcome outcome = fail(
                run,
                Failure.PROBLEM_UNAVAILABLE,
                "The problem could not be fetched within " + giveUp + " (ketstream.circuit.problem-give-up): "
                        + reason.getMessage()
                        + ". Submit the run again once ingestion-service can be reached from circuit-service.");
        // not before the failure is known: else a broker that is away now would begin the wait anew
        patience.end(run.runId());
        return outcome;
    }

    private Problem problem(RunSubmitted run) {
        Problem problem = run.problem().problem();
        if (problem != null) {
            return problem;
        }
        Link link = run.problem().link();
        if (link == null) {
            throw new CircuitRejectedException("problem", "is neither in the submission nor behind a link");
        }
        Problem fetched = problems.fetch(link);
        patience.end(run.runId());
        return fetched;
    }

    private Outcome publish(RunSubmitted run, GeneratedCircuit generated) {
        Digest digest = generated.definition().digest();
        String circuit = ModelJson.mapper().writeValueAsString(generated.definition());
        String formulation = ModelJson.mapper().writeValueAsString(generated.formulation());
        Digest formulationDigest = Digest.of(formulation);
        catalog.keep(digest, circuit, formulationDigest, formulation);

        Link circuitLink = links.circuit(digest, Digest.of(circuit));
        sendCircuit(run, generated, digest, circuitLink);
        try {
            sendReady(run, generated, digest, circuitLink, links.formulation(formulationDigest));
        } catch (EventTooLargeException e) {
            return fail(run, Failure.CIRCUIT_REJECTED, "The circuit has too many parameters: " + e.getMessage());
        }
        log.atInfo()
                .addKeyValue("runId", run.runId())
                .addKeyValue("circuitDigest", digest)
                .addKeyValue("qubits", generated.definition().qubits())
                .log("circuit ready");
        return Outcome.READY;
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
                run.settings());
    }

    private Outcome fail(RunSubmitted run, String code, String message) {
        log.atInfo()
                .addKeyValue("runId", run.runId())
                .addKeyValue("code", code)
                .addKeyValue("reason", message)
                .log("no circuit for run");
        outlet.send(
                Topics.RUN_CIRCUITS,
                new RunCircuitFailed(
                        metadata(run.runId() + "/circuit-failed", run), run.runId(), new Failure(code, message)));
        return Outcome.FAILED;
    }

    private EventMetadata metadata(String identity, RunSubmitted cause) {
        return EventMetadata.of(identity, clock.instant(), cause.metadata().id());
    }
}
