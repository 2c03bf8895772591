package io.ketstream.ingestion.run;

import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.ResolvedPortfolio;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Link;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.claim.ProblemDigests;
import io.ketstream.support.event.ModelJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Makes of a submission the event that starts its run: fills in market data and defaults, and checks what only these
/// tell.
final class RunAcceptance {

    /// A problem that has over this size together with the settings of its run goes behind a link.
    private static final int MAX_INLINE_BYTES = 192 * 1024;

    /// The longest name of a circuit's parameter, `gamma8999`, with its quotes and a comma.
    private static final int BYTES_PER_PARAMETER = 12;

    /// What circuit-service adds beside to the settings in its message: digests, links and times.
    private static final int READY_BYTES = 4 * 1024;

    /// Of the clusters of a portfolio that is taken apart.
    private static final int DEFAULT_MAX_QUBITS = 16;

    private final Market market;
    private final URI address;
    private final Clock clock;

    RunAcceptance(Market market, URI address, Clock clock) {
        this.market = market;
        this.address = address;
        this.clock = clock;
    }

    /// @param chosenSeed taken where none is given
    /// @throws InvalidValueException naming the field that is refused
    AcceptedRun.Optimization accept(RunSpecification specification, RunId runId, long chosenSeed) {
        RunSettings settings = specification.settings(chosenSeed);
        checkFits(settings);
        if (!(specification.problem() instanceof PortfolioProblem portfolio) || !portfolio.isByUniverse()) {
            return whole(runId, specification.problem(), settings, null);
        }
        return accept(runId, portfolio, settings, resolve(portfolio, mostAssets(settings.ansatz())));
    }

    /// @throws InvalidValueException naming the field that is refused
    AcceptedRun.Optimization accept(
            RunId runId, PortfolioProblem portfolio, RunSettings settings, ResolvedPortfolio resolved) {
        return switch (resolved) {
            case ResolvedPortfolio.InNumbers numbers -> {
                // checks what only the number of assets tells
                var run = new RunSpecification(
                        settings.name(),
                        numbers.problem(),
                        settings.ansatz(),
                        settings.optimizer(),
                        settings.execution(),
                        settings.seed());
                yield whole(runId, run.problem(), settings, numbers.snapshotDigest());
            }
            case ResolvedPortfolio.OfMarket large -> apart(runId, portfolio, settings, large);
        };
    }

    /// Circuit-service hands on all settings with the names of the circuit's parameters, of which
    /// there are as many as there are values to begin with; the problem, the energy and the circuit
    /// go behind links where they are large.
    private static void checkFits(RunSettings settings) {
        RealVector start = settings.optimizer().initialParameters();
        if (start == null) {
            return;
        }
        int bytes = ModelJson.mapper().writeValueAsBytes(settings).length
                + BYTES_PER_PARAMETER * start.size()
                + READY_BYTES;
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            throw new InvalidValueException(
                    "optimizer.initialParameters",
                    "must be fewer, or have fewer digits: with the names of " + start.size()
                            + " parameters the run would take " + bytes + " bytes of a message, at most "
                            + Topics.MAX_MESSAGE_BYTES + " are permitted");
        }
    }

    /// Of so many, a portfolio becomes one circuit.
    static int mostAssets(Ansatz ansatz) {
        return ansatz instanceof Ansatz.Qaoa qaoa && qaoa.maxQubits() != null
                ? qaoa.maxQubits()
                : Problem.MAX_VARIABLES;
    }

    private ResolvedPortfolio resolve(PortfolioProblem portfolio, int most) {
        try {
            return market.resolve(portfolio, most);
        } catch (InvalidValueException e) {
            throw e.within("problem");
        }
    }

    /// A run of one circuit.
    private AcceptedRun.Optimization whole(
            RunId runId, Problem problem, RunSettings settings, @Nullable Digest snapshot) {
        Content content = content(problem, settings);
        return new AcceptedRun.Optimization(
                new RunSubmitted(metadata(runId), runId, content.claim, settings, snapshot, null, null, null, null),
                content.large);
    }

    /// A run of many circuits.
    private AcceptedRun.Optimization apart(
            RunId runId, PortfolioProblem portfolio, RunSettings settings, ResolvedPortfolio.OfMarket large) {
        int assets = large.assets().size();
        Ansatz.Qaoa qaoa = DecompositionCheck.qaoa(settings.ansatz(), assets);
        DecompositionCheck.check(portfolio, large);
        int maxQubits = qaoa.maxQubits() == null ? DEFAULT_MAX_QUBITS : qaoa.maxQubits();
        Digest digest = ProblemDigests.of(portfolio, large.market());
        var event = new RunSubmitted(
                metadata(runId),
                runId,
                new ProblemClaim(portfolio.type(), assets, digest, portfolio, null),
                withAnsatz(settings, new Ansatz.Qaoa(qaoa.layers(), qaoa.mixer(), maxQubits)),
                large.snapshotDigest(),
                null,
                large.market(),
                null,
                null);
        DecompositionCheck.checkFits(event, maxQubits);
        return new AcceptedRun.Optimization(event, null);
    }

    private static RunSettings withAnsatz(RunSettings settings, Ansatz ansatz) {
        return new RunSettings(settings.name(), ansatz, settings.optimizer(), settings.execution(), settings.seed());
    }

    private record Content(ProblemClaim claim, @Nullable String large) {}

    private Content content(Problem problem, RunSettings settings) {
        byte[] json = ModelJson.mapper().writerFor(Problem.class).writeValueAsBytes(problem);
        Digest digest = Digest.of(json);
        int beside = ModelJson.mapper().writeValueAsBytes(settings).length;
        if (json.length + beside <= MAX_INLINE_BYTES) {
            return new Content(new ProblemClaim(problem.type(), problem.size(), digest, problem, null), null);
        }
        var link = new Link(URI.create(address + "/api/v1/problems/" + digest), digest);
        return new Content(
                new ProblemClaim(problem.type(), problem.size(), digest, null, link),
                new String(json, StandardCharsets.UTF_8));
    }

    EventMetadata metadata(RunId runId) {
        return EventMetadata.of("run-submitted/" + runId, clock.instant(), null);
    }
}
