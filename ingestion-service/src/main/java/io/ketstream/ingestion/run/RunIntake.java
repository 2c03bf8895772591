package io.ketstream.ingestion.run;

import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.ResolvedPortfolio;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.ModelJson;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes in runs: stores each together with the event that starts it, once.
public final class RunIntake {

    private final RunStore store;
    private final RunAcceptance acceptance;

    public RunIntake(RunStore store, Market market, URI address, Clock clock, RandomGenerator seeds) {
        this.store = store;
        this.acceptance = new RunAcceptance(market, address, clock, seeds);
    }

    /// A submission that was taken in.
    ///
    /// @param repeated whether it led to its run before
    public record Submission(RunId runId, boolean repeated) {}

    /// Stores the run; the event leaves through the outbox.
    ///
    /// @return the new run, or the one that the same submission under the same key led to before
    /// @throws InvalidValueException naming the field that is refused
    /// @throws KeyReusedException when the key was used for another submission
    public Submission submit(RunSpecification specification, @Nullable String idempotencyKey) {
        Digest request = Digest.of(ModelJson.mapper().writeValueAsBytes(specification));
        if (idempotencyKey != null) {
            Optional<RunId> earlier = earlier(idempotencyKey, request);
            if (earlier.isPresent()) {
                return new Submission(earlier.get(), true);
            }
        }
        RunId runId = RunId.random();
        AcceptedRun accepted = acceptance.accept(specification, runId);
        if (store.insert(accepted.event(), request, idempotencyKey, accepted.largeProblem())) {
            return new Submission(runId, false);
        }
        // Only a simultaneous submission under the same key can have come between.
        return earlier(String.valueOf(idempotencyKey), request)
                .map(earlier -> new Submission(earlier, true))
                .orElseThrow(() -> new IllegalStateException("run " + runId + " was not stored"));
    }

    /// Refuses what a run of `portfolio` would be refused for; stores nothing.
    ///
    /// @param resolved the same portfolio with its market data
    /// @throws InvalidValueException naming the field that is refused
    public void check(PortfolioProblem portfolio, RunSettings settings, ResolvedPortfolio resolved) {
        acceptance.accept(RunId.random(), portfolio, settings, resolved);
    }

    /// Of so many assets, a portfolio becomes one circuit.
    public static int mostAssets(RunSettings settings) {
        return RunAcceptance.mostAssets(settings.ansatz());
    }

    /// Stores `newRunId` as a repetition of `original`; does nothing when it is there already.
    ///
    /// @return false when there is no such original
    public boolean replay(RunId original, RunId newRunId) {
        Optional<RunSubmitted> first = store.find(original);
        first.ifPresent(run -> store.insert(
                new RunSubmitted(
                        acceptance.metadata(newRunId),
                        newRunId,
                        run.problem(),
                        run.settings(),
                        run.snapshotDigest(),
                        original,
                        run.market(),
                        null),
                run.problem().digest(),
                null,
                null));
        return first.isPresent();
    }

    /// A problem that went behind a link, as JSON.
    public Optional<String> problem(Digest digest) {
        return store.problem(digest);
    }

    private Optional<RunId> earlier(String idempotencyKey, Digest request) {
        Optional<RunStore.Accepted> earlier = store.findByKey(idempotencyKey);
        if (earlier.isPresent() && !earlier.get().requestDigest().equals(request)) {
            throw new KeyReusedException(idempotencyKey);
        }
        return earlier.map(RunStore.Accepted::runId);
    }
}
