package io.ketstream.ingestion.run;

import io.ketstream.ingestion.dataset.Dataset;
import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.ResolvedPortfolio;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.learning.LearningSpecification;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.ModelJson;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes in runs: stores each together with the event that starts it, once.
public final class RunIntake {

    /// Seeds chosen here stay exact in every JSON reader.
    private static final long LARGEST_SEED = 1L << 53;

    private final RunStore store;
    private final RunAcceptance acceptance;
    private final TrainingAcceptance trainings;
    private final RandomGenerator seeds;

    /// @param datasets finds one by its name
    public RunIntake(
            RunStore store,
            Market market,
            Function<String, Optional<Dataset>> datasets,
            URI address,
            Clock clock,
            RandomGenerator seeds) {
        this.store = store;
        this.acceptance = new RunAcceptance(market, address, clock);
        this.trainings = new TrainingAcceptance(datasets, address);
        this.seeds = seeds;
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
        return submit(
                specification,
                runId -> acceptance.accept(specification, runId, seeds.nextLong(LARGEST_SEED)),
                idempotencyKey);
    }

    /// As the other, for a run that learns.
    ///
    /// @throws InvalidValueException naming the field that is refused
    /// @throws KeyReusedException when the key was used for another submission
    public Submission submit(LearningSpecification specification, @Nullable String idempotencyKey) {
        return submit(
                specification,
                runId -> trainings.accept(
                        specification, runId, acceptance.metadata(runId), seeds.nextLong(LARGEST_SEED)),
                idempotencyKey);
    }

    private Submission submit(
            Object specification, Function<RunId, AcceptedRun> accept, @Nullable String idempotencyKey) {
        Digest request = Digest.of(ModelJson.mapper().writeValueAsBytes(specification));
        if (idempotencyKey != null) {
            Optional<RunId> earlier = earlier(idempotencyKey, request);
            if (earlier.isPresent()) {
                return new Submission(earlier.get(), true);
            }
        }
        RunId runId = RunId.random();
        if (store.insert(accept.apply(runId), request, idempotencyKey)) {
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
        Optional<AcceptedRun> first = store.find(original);
        first.map(run -> run.repeated(acceptance.metadata(newRunId), newRunId))
                .ifPresent(run -> store.insert(run, run.problemDigest(), null));
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
