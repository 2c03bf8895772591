package io.ketstream.ingestion.strategy;

import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.PriceTable;
import io.ketstream.ingestion.market.ResolvedPortfolio;
import io.ketstream.ingestion.market.SnapshotDescription;
import io.ketstream.ingestion.run.KeyReusedException;
import io.ketstream.ingestion.run.RunIntake;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.strategy.History;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.model.strategy.StrategySpecification;
import io.ketstream.support.event.ModelJson;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes in strategies and what they are told to be, each once.
public final class StrategyIntake {

    /// Seeds chosen here stay exact in every JSON reader.
    private static final long LARGEST_SEED = 1L << 53;

    private final StrategyStore store;
    private final Market market;
    private final RunIntake runs;
    private final StrategyMarkets markets;
    private final Clock clock;
    private final RandomGenerator seeds;

    public StrategyIntake(StrategyStore store, Market market, RunIntake runs, Clock clock, RandomGenerator seeds) {
        this.store = store;
        this.market = market;
        this.runs = runs;
        this.markets = new StrategyMarkets(market, runs, clock);
        this.clock = clock;
        this.seeds = seeds;
    }

    /// Stores the strategy; its event leaves through the outbox.
    ///
    /// @return the new strategy, or the one that the same submission under the same key led to before
    /// @throws InvalidValueException naming the field that is refused
    /// @throws KeyReusedException when the key was used for another submission
    public StrategyId submit(StrategySpecification specification, @Nullable String idempotencyKey) {
        Digest request = Digest.of(ModelJson.mapper().writeValueAsBytes(specification));
        if (idempotencyKey != null) {
            Optional<StrategyId> earlier = earlier(idempotencyKey, request);
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        StrategySettings settings = specification.settings(seeds.nextLong(LARGEST_SEED));
        List<HistoryStep> steps = settings.history() == null ? List.of() : checkHistory(settings, settings.history());
        if (settings.history() == null) {
            checkAsRun(settings, latest(settings));
        }
        Strategy strategy = Strategy.begun(StrategyId.random(), settings, clock.instant());
        requireFits(strategy);
        if (store.insert(strategy, request, idempotencyKey, steps)) {
            return strategy.id();
        }
        // Only a simultaneous submission under the same key can have come between.
        return earlier(String.valueOf(idempotencyKey), request)
                .orElseThrow(() -> new IllegalStateException("strategy " + strategy.id() + " was not stored"));
    }

    /// Changes everything but universe and capital of one without a history; without a seed, it keeps the one that it
    /// has. Symbols that its market has lost are no fault, as while it runs.
    ///
    /// @return as it is now; empty when there is none
    /// @throws InvalidValueException naming the field that is refused
    /// @throws StrategyStoppedException when it was stopped
    public Optional<Strategy> change(StrategyId id, StrategySpecification specification) {
        Strategy before = store.find(id).orElse(null);
        if (before == null) {
            return Optional.empty();
        }
        StrategySettings settings =
                specification.settings(before.settings().run().seed());
        Strategy expected = before.changed(settings, clock.instant());
        if (before.settings().history() != null || settings.history() != null) {
            throw new InvalidValueException("history", "must be absent: a backtest is not changed; submit another");
        }
        requireSame(
                "problem.universe",
                before.settings().problem().universe(),
                settings.problem().universe());
        requireSame("capital", before.settings().capital(), settings.capital());
        SnapshotDescription latest = latest(settings);
        requireKnown(settings, before.settings(), latest);
        markets.view(settings, latest);
        requireFits(expected);
        return store.change(id, current -> current.changed(settings, clock.instant()));
    }

    /// @throws StrategyStoppedException when it was stopped
    public Optional<Strategy> pause(StrategyId id) {
        return store.halt(id, current -> current.paused(clock.instant()));
    }

    /// @throws StrategyStoppedException when it was stopped
    public Optional<Strategy> resume(StrategyId id) {
        return store.change(id, current -> current.resumed(clock.instant()));
    }

    public Optional<Strategy> stop(StrategyId id) {
        return store.halt(id, current -> current.stopped(clock.instant()));
    }

    /// Takes note that a strategy has stopped by itself: its history is over. Nothing where that is known.
    public void ended(StrategyId id) {
        store.end(id);
    }

    public Optional<Strategy> find(StrategyId id) {
        return store.find(id);
    }

    /// How many snapshots it still has to be told of.
    public long pending(StrategyId id) {
        return store.pending(id);
    }

    private Optional<StrategyId> earlier(String idempotencyKey, Digest request) {
        Optional<StrategyStore.Accepted> earlier = store.findByKey(idempotencyKey);
        if (earlier.isPresent() && !earlier.get().requestDigest().equals(request)) {
            throw new KeyReusedException(idempotencyKey);
        }
        return earlier.map(StrategyStore.Accepted::strategyId);
    }

    private static void requireSame(String field, @Nullable Object before, @Nullable Object now) {
        if (!Objects.equals(before, now)) {
            throw new InvalidValueException(
                    field,
                    "must stay as it is: "
                            + (before == null ? "absent" : ModelJson.mapper().writeValueAsString(before)));
        }
    }

    /// The market that a strategy without a history begins with.
    private SnapshotDescription latest(StrategySettings settings) {
        SnapshotDescription latest = snapshot(settings);
        if (latest.closes() == null) {
            throw new InvalidValueException(
                    "problem.universe",
                    "has prices from before there were strategies: those of '" + universe(settings)
                            + "' must be loaded once more");
        }
        return latest;
    }

    private SnapshotDescription snapshot(StrategySettings settings) {
        return market.describeLatest(universe(settings))
                .orElseThrow(() -> new InvalidValueException(
                        "problem.universe", "is not known, or has no snapshot yet: '" + universe(settings) + "'"));
    }

    private static String universe(StrategySettings settings) {
        return Objects.requireNonNull(settings.problem().universe(), "a strategy has one");
    }

    /// Of symbols that a change names, only those may be unknown that the strategy had before.
    private static void requireKnown(StrategySettings settings, StrategySettings before, SnapshotDescription latest) {
        var known = new HashSet<>(latest.header().symbols());
        known.addAll(symbols(before));
        List<String> named = symbols(settings);
        for (int i = 0; i < named.size(); i++) {
            if (!known.contains(named.get(i))) {
                throw new InvalidValueException(
                        "problem.symbols[" + i + "]", "has no usable prices in universe '" + universe(settings) + "'");
            }
        }
    }

    private static List<String> symbols(StrategySettings settings) {
        List<String> symbols = settings.problem().symbols();
        return symbols == null ? List.of() : symbols;
    }

    /// Refuses what no market would make good.
    ///
    /// @return the steps of the history
    private List<HistoryStep> checkHistory(StrategySettings settings, History history) {
        String universe = universe(settings);
        if (snapshot(settings).header().quality().ticks() != null) {
            throw new InvalidValueException(
                    "history", "must be absent: universe '" + universe + "' has its prices from ticks");
        }
        List<HistoryStep> steps = HistoryStep.of(history, market.days(universe));
        checkLast(settings, universe, steps.getLast());
        return steps;
    }

    private void checkAsRun(StrategySettings settings, SnapshotDescription latest) {
        PortfolioProblem problem = settings.problem();
        List<String> chosen = problem.symbols() == null ? latest.header().symbols() : problem.symbols();
        ResolvedPortfolio resolved;
        try {
            resolved = market.resolve(problem, chosen, latest, RunIntake.mostAssets(settings.run()));
        } catch (InvalidValueException e) {
            throw e.within("problem");
        }
        runs.check(problem, settings.run(), resolved);
    }

    /// Of a history, symbols may begin and end; that they are known, and its last step, are what can be told
    /// at once.
    private void checkLast(StrategySettings settings, String universe, HistoryStep last) {
        List<String> named = symbols(settings);
        Set<String> known = new HashSet<>(market.symbols(universe));
        for (int i = 0; i < named.size(); i++) {
            if (!known.contains(named.get(i))) {
                throw new InvalidValueException(
                        "problem.symbols[" + i + "]", "has no prices in universe '" + universe + "'");
            }
        }
        PriceTable prices = market.between(universe, last.since(), last.asOf());
        SnapshotDescription snapshot;
        try {
            snapshot = market.passing(universe, prices);
        } catch (InvalidValueException e) {
            throw new InvalidValueException("history", "must end with prices that can be used: " + e.getMessage());
        }
        markets.view(settings, snapshot);
    }

    private static void requireFits(Strategy strategy) {
        int bytes = ModelJson.mapper().writeValueAsBytes(strategy.revised()).length;
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            throw new InvalidValueException(
                    "problem",
                    "must name fewer symbols: the strategy would take " + bytes + " bytes of a message, at most "
                            + Topics.MAX_MESSAGE_BYTES + " are permitted");
        }
    }
}
