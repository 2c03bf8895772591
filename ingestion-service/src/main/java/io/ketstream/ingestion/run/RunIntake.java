package io.ketstream.ingestion.run;

import io.ketstream.ingestion.market.Market;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.ModelJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes in runs: fills in market data and defaults, and stores the run together with the event that starts it.
public final class RunIntake {

    /// A problem that has over this size together with the settings of its run goes behind a link.
    static final int MAX_INLINE_BYTES = 192 * 1024;

    /// Seeds chosen here stay exact in every JSON reader.
    private static final long LARGEST_SEED = 1L << 53;

    private final RunStore store;
    private final Market market;
    private final URI address;
    private final Clock clock;
    private final RandomGenerator seeds;

    public RunIntake(RunStore store, Market market, URI address, Clock clock, RandomGenerator seeds) {
        this.store = store;
        this.market = market;
        this.address = address;
        this.clock = clock;
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
        Digest request = Digest.of(ModelJson.mapper().writeValueAsBytes(specification));
        if (idempotencyKey != null) {
            Optional<RunId> earlier = earlier(idempotencyKey, request);
            if (earlier.isPresent()) {
                return new Submission(earlier.get(), true);
            }
        }
        RunSpecification resolved = specification;
        Digest snapshot = null;
        if (specification.problem() instanceof PortfolioProblem portfolio && portfolio.isByUniverse()) {
            Market.Resolved numbers = resolve(portfolio);
            resolved = specification.withProblem(numbers.problem());
            snapshot = numbers.snapshotDigest();
        }
        RunId runId = RunId.random();
        RunSettings settings = resolved.settings(seeds.nextLong(LARGEST_SEED));
        Content content = content(resolved.problem(), settings);
        var event = new RunSubmitted(metadata(runId), runId, content.claim, settings, snapshot, null);
        if (store.insert(event, request, idempotencyKey, content.large)) {
            return new Submission(runId, false);
        }
        // Only a simultaneous submission under the same key can have come between.
        return earlier(String.valueOf(idempotencyKey), request)
                .map(earlier -> new Submission(earlier, true))
                .orElseThrow(() -> new IllegalStateException("run " + runId + " was not stored"));
    }

    /// Stores `newRunId` as a repetition of `original`; does nothing when it is there already.
    ///
    /// @return false when there is no such original
    public boolean replay(RunId original, RunId newRunId) {
        Optional<RunSubmitted> first = store.find(original);
        first.ifPresent(run -> store.insert(
                new RunSubmitted(
                        metadata(newRunId), newRunId, run.problem(), run.settings(), run.snapshotDigest(), original),
                run.problem().digest(),
                null,
                null));
        return first.isPresent();
    }

    /// A problem that went behind a link, as JSON.
    public Optional<String> problem(Digest digest) {
        return store.problem(digest);
    }

    private Market.Resolved resolve(PortfolioProblem portfolio) {
        try {
            return market.resolve(portfolio);
        } catch (InvalidValueException e) {
            throw e.within("problem");
        }
    }

    private Optional<RunId> earlier(String idempotencyKey, Digest request) {
        Optional<RunStore.Accepted> earlier = store.findByKey(idempotencyKey);
        if (earlier.isPresent() && !earlier.get().requestDigest().equals(request)) {
            throw new KeyReusedException(idempotencyKey);
        }
        return earlier.map(RunStore.Accepted::runId);
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

    private EventMetadata metadata(RunId runId) {
        return EventMetadata.of("run-submitted/" + runId, clock.instant(), null);
    }
}
