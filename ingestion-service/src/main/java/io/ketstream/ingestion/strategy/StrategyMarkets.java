package io.ketstream.ingestion.strategy;

import io.ketstream.ingestion.market.Market;
import io.ketstream.ingestion.market.ResolvedPortfolio;
import io.ketstream.ingestion.market.SnapshotDescription;
import io.ketstream.ingestion.market.TickQuality;
import io.ketstream.ingestion.run.RunIntake;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.StrategyInput;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.event.StrategyQuotesArrived;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Turnover;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.strategy.MarketMoment;
import io.ketstream.model.strategy.Quotes;
import io.ketstream.model.strategy.StrategySettings;
import io.ketstream.support.event.ModelJson;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Snapshots as strategies see them.
final class StrategyMarkets {

    private final Market market;
    private final RunIntake runs;
    private final Clock clock;

    StrategyMarkets(Market market, RunIntake runs, Clock clock) {
        this.market = market;
        this.runs = runs;
        this.clock = clock;
    }

    /// What a strategy may choose from.
    ///
    /// @param problem in numbers, or by its universe with a claim
    record View(
            List<String> assets,
            PortfolioProblem problem,
            @Nullable MarketClaim claim) {}

    /// The strategy's portfolio in this market. Symbols that the snapshot does not have, or that have no
    /// price at its end, are left out, as is what constraints say of them.
    ///
    /// @throws InvalidValueException naming the field that cannot be kept, as in a strategy's specification
    View view(StrategySettings settings, SnapshotDescription snapshot) {
        PortfolioProblem left;
        List<String> assets;
        ResolvedPortfolio resolved;
        try {
            assets = assets(settings.problem(), snapshot);
            left = settings.problem().among(assets);
            resolved = market.resolve(left, assets, snapshot, RunIntake.mostAssets(settings.run()));
        } catch (InvalidValueException e) {
            throw e.within("problem");
        }
        boolean isAll = assets.size() == snapshot.header().symbols().size();
        List<String> named = left.symbols() == null && isAll ? null : assets;
        runs.check(byUniverse(left, named, held(settings, left, assets)), settings.run(), resolved);
        return switch (resolved) {
            case ResolvedPortfolio.InNumbers numbers -> new View(assets, numbers.problem(), null);
            case ResolvedPortfolio.OfMarket large -> new View(assets, byUniverse(left, named, null), large.market());
        };
    }

    private static List<String> assets(PortfolioProblem problem, SnapshotDescription snapshot) {
        Quotes closes = snapshot.closes();
        Set<String> usable = new HashSet<>(snapshot.header().symbols());
        usable.retainAll(Set.copyOf(closes == null ? List.of() : closes.symbols()));
        List<String> wanted = problem.symbols() == null ? snapshot.header().symbols() : problem.symbols();
        List<String> assets = wanted.stream().filter(usable::contains).toList();
        if (assets.size() < 2) {
            throw new InvalidValueException(
                    problem.symbols() == null ? "universe" : "symbols",
                    "must have at least 2 symbols with usable prices in this market, not " + assets.size());
        }
        return assets;
    }

    /// As a run of the strategy may have it: with assets that are held.
    private static Turnover held(StrategySettings settings, PortfolioProblem left, List<String> assets) {
        Map<String, Double> holding = new HashMap<>();
        int most = Math.min(left.cardinality(), assets.size());
        for (String asset : assets.subList(0, most)) {
            holding.put(asset, 1.0 / most);
        }
        return settings.turnover(holding);
    }

    private static PortfolioProblem byUniverse(
            PortfolioProblem left, @Nullable List<String> symbols, @Nullable Turnover turnover) {
        return new PortfolioProblem(
                symbols,
                null,
                null,
                left.universe(),
                null,
                left.riskAversion(),
                left.cardinality(),
                left.constraints(),
                turnover,
                left.weighting());
    }

    /// The events that tell the strategy. Where it cannot choose from the market, that is told.
    List<StrategyInput> arrived(Strategy strategy, Arrival arrival) {
        Quotes quotes = arrival.closes() == null ? Quotes.NONE : arrival.closes();
        HistoryStep step = arrival.step();
        if (arrival.refusal() != null && step != null) {
            // there is no snapshot: the prices themselves identify it
            Digest prices = Digest.of(ModelJson.mapper().writeValueAsBytes(quotes));
            var moment = new MarketMoment(arrival.id(), prices, step.asOf(), null);
            return failed(strategy, arrival, moment, quotes, arrival.refusal());
        }
        Digest digest = arrival.snapshot();
        if (digest == null) {
            throw new IllegalArgumentException("the snapshot of arrival " + arrival.id() + " has not been made");
        }
        SnapshotDescription snapshot = market.describe(digest)
                .orElseThrow(() -> new IllegalStateException("snapshot " + digest + " is not there any more"))
                .with(arrival.closes());
        TickQuality ticks = snapshot.header().quality().ticks();
        var moment = new MarketMoment(
                arrival.id(),
                digest,
                step == null ? snapshot.header().asOf() : step.asOf(),
                ticks == null ? null : ticks.until());
        try {
            View view = view(strategy.settings(), snapshot);
            var told = new StrategyMarketArrived(
                    metadata(strategy, arrival, ""),
                    strategy.id(),
                    strategy.revision(),
                    moment,
                    arrival.last(),
                    quotes,
                    view.assets(),
                    view.problem(),
                    view.claim(),
                    null);
            return inMessages(strategy, arrival, told);
        } catch (InvalidValueException e) {
            return failed(strategy, arrival, moment, quotes, String.valueOf(e.getMessage()));
        }
    }

    private List<StrategyInput> failed(
            Strategy strategy, Arrival arrival, MarketMoment moment, Quotes quotes, String reason) {
        var market = new StrategyMarketArrived(
                metadata(strategy, arrival, ""),
                strategy.id(),
                strategy.revision(),
                moment,
                arrival.last(),
                quotes,
                List.of(),
                null,
                null,
                new Failure(Failure.MARKET_UNUSABLE, reason));
        try {
            return inMessages(strategy, arrival, market);
        } catch (InvalidValueException e) {
            // thousands of symbols of 32 letters each, none of them of ASCII
            return List.of(market.with(Quotes.NONE));
        }
    }

    /// The market, with its prices ahead of it where one message does not hold both.
    ///
    /// @throws InvalidValueException where one of the two is too large for a message
    private List<StrategyInput> inMessages(Strategy strategy, Arrival arrival, StrategyMarketArrived market) {
        if (bytes(market) <= Topics.MAX_MESSAGE_BYTES) {
            return List.of(market);
        }
        var quotes = new StrategyQuotesArrived(
                metadata(strategy, arrival, "/quotes"),
                strategy.id(),
                market.moment().sequence(),
                market.quotes());
        requireFits(quotes, "its prices");
        StrategyMarketArrived rest = market.with(Quotes.NONE);
        requireFits(rest, "what can be chosen from");
        return List.of(quotes, rest);
    }

    private EventMetadata metadata(Strategy strategy, Arrival arrival, String part) {
        return EventMetadata.of("strategy/" + strategy.id() + "/market/" + arrival.id() + part, clock.instant(), null);
    }

    private static void requireFits(StrategyInput event, String content) {
        int bytes = bytes(event);
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            throw new InvalidValueException(
                    "problem.universe",
                    "must have fewer symbols, or shorter ones: " + content + " would take " + bytes
                            + " bytes of a message, at most " + Topics.MAX_MESSAGE_BYTES + " are permitted");
        }
    }

    private static int bytes(StrategyInput event) {
        return ModelJson.mapper().writeValueAsBytes(event).length;
    }
}
