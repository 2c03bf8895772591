package io.ketstream.circuit.generation;

import io.ketstream.circuit.catalog.CircuitCatalog;
import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.WarmStart;
import io.ketstream.support.event.EventTooLargeException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the circuit of a submitted run, or takes its portfolio apart, and tells the run.
///
/// Everything is derived from the submission, so that doing it again after a crash stores nothing new and sends
/// events with the same ids.
public final class RunCircuits {

    private static final Logger log = LoggerFactory.getLogger(RunCircuits.class);

    /// In bytes: one of 5000 assets, or four of 2500.
    private static final long COVARIANCES_HELD = 200_000_000;

    private final ProblemSource problems;
    private final CircuitPublication circuits;
    private final CircuitFailures failures;
    private final EventOutlet outlet;
    private final Duration giveUp;
    private final Patience patience;
    private final RunDecomposition decomposition;
    private final InstantSource clock;

    /// @param self this service's address as others reach it
    /// @param giveUp how long the owner of a run's problem may stay away before the run fails
    public RunCircuits(
            CircuitCatalog catalog,
            ProblemSource problems,
            CovarianceSource covariances,
            EventOutlet outlet,
            URI self,
            Duration giveUp,
            InstantSource clock) {
        this.problems = problems;
        this.circuits = new CircuitPublication(catalog, outlet, new Links(self), clock);
        this.failures = new CircuitFailures(outlet, clock);
        this.outlet = outlet;
        this.giveUp = giveUp;
        this.patience = new Patience(giveUp, clock);
        var cache = new CovarianceCache(covariances, COVARIANCES_HELD);
        this.decomposition =
                new RunDecomposition(cache, patience, Runtime.getRuntime().maxMemory(), clock);
        this.clock = clock;
    }

    /// @throws ProblemUnavailableException when it should be tried again
    public Outcome generate(RunSubmitted run) {
        Supplier<Outcome> publication;
        try {
            publication = publication(run);
        } catch (ProblemUnavailableException e) {
            return waitOrGiveUp(run, e);
        } catch (CircuitRejectedException e) {
            return fail(run, Failure.CIRCUIT_REJECTED, String.valueOf(e.getMessage()));
        } catch (ProblemRefusedException e) {
            return fail(run, Failure.PROBLEM_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return failures.tellUnexpected(run, run.parent(), e);
        }
        return publication.get();
    }

    /// Does all the work, up to what is left to be sent.
    private Supplier<Outcome> publication(RunSubmitted run) {
        MarketClaim market = run.market();
        if (market == null) {
            GeneratedCircuit generated = CircuitGenerator.generate(problem(run), run.settings());
            return () -> publish(run, generated);
        }
        if (!(run.problem().problem() instanceof PortfolioProblem portfolio)) {
            throw new CircuitRejectedException("problem", "must be a portfolio in the submission to be taken apart");
        }
        Clustering clustering = decomposition.of(run, portfolio, market);
        return () -> publish(run, portfolio, market, clustering);
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
        try {
            circuits.publish(run, generated);
        } catch (EventTooLargeException e) {
            return fail(run, Failure.CIRCUIT_REJECTED, "The circuit has too many parameters: " + e.getMessage());
        }
        log.atInfo()
                .addKeyValue("runId", run.runId())
                .addKeyValue("circuitDigest", generated.definition().digest())
                .addKeyValue("qubits", generated.definition().qubits())
                .log("circuit ready");
        return Outcome.READY;
    }

    private Outcome publish(RunSubmitted run, PortfolioProblem portfolio, MarketClaim market, Clustering clustering) {
        try {
            sendDecomposed(run, portfolio, market, clustering);
        } catch (EventTooLargeException e) {
            return fail(run, Failure.CIRCUIT_REJECTED, "The portfolio has too many clusters: " + e.getMessage());
        }
        log.atInfo()
                .addKeyValue("runId", run.runId())
                .addKeyValue("assets", run.problem().variables())
                .addKeyValue("clusters", clustering.clusters().size())
                .addKeyValue("seconds", clustering.seconds())
                .log("portfolio taken apart");
        return Outcome.DECOMPOSED;
    }

    /// Where all of it does not fit, the parameters to begin with are not told: the clusters have been kept already.
    private void sendDecomposed(
            RunSubmitted run, PortfolioProblem portfolio, MarketClaim market, Clustering clustering) {
        WarmStart warm = run.warmStart();
        try {
            outlet.send(Topics.RUN_CIRCUITS, decomposed(run, portfolio, market, clustering, warm));
        } catch (EventTooLargeException e) {
            if (warm == null) {
                throw e;
            }
            var selection = new WarmStart(warm.selection(), List.of());
            outlet.send(Topics.RUN_CIRCUITS, decomposed(run, portfolio, market, clustering, selection));
        }
    }

    private RunDecomposed decomposed(
            RunSubmitted run,
            PortfolioProblem portfolio,
            MarketClaim market,
            Clustering clustering,
            @Nullable WarmStart warm) {
        return new RunDecomposed(
                metadata(run, "/decomposed"),
                run.runId(),
                portfolio,
                run.problem().digest(),
                market,
                clustering,
                run.settings(),
                run.parent(),
                warm);
    }

    private Outcome fail(RunSubmitted run, String code, String message) {
        return failures.tell(run, run.parent(), code, message);
    }

    private EventMetadata metadata(RunSubmitted run, String identity) {
        return EventMetadata.of(
                run.runId() + identity, clock.instant(), run.metadata().id());
    }
}
