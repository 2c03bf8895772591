package io.ketstream.benchmarks.backtest;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.optimizer.portfolio.Selection;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.optimizer.portfolio.SwapHeuristic;
import io.ketstream.optimizer.strategy.Ledger;
import io.ketstream.optimizer.weight.LongOnlyWeights;
import io.ketstream.simulator.Seeds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Walks over history day by day. What is decided on a day is decided by closes up to that day, and traded at that
/// day's.
///
/// An asset that has no close on the day of a rebalancing is sold at its last one.
final class Backtest {

    private static final int HEURISTIC_STARTS = 20;

    private final PriceHistory history;
    private final BacktestOptions options;
    private final Consumer<String> progress;
    private final QaoaSelector circuits;
    private final Memory controlMemory = new Memory();
    private final Map<StrategyKind, Ledger> ledgers = new EnumMap<>(StrategyKind.class);
    private final Map<StrategyKind, List<Long>> equities = new EnumMap<>(StrategyKind.class);
    private final List<LocalDate> days = new ArrayList<>();
    private final List<Stages> stages = new ArrayList<>();
    private final List<Map<String, Double>> weights = new ArrayList<>();
    private final List<Seconds> seconds = new ArrayList<>();
    private int periodsPerYear;

    private Backtest(PriceHistory history, BacktestOptions options, Consumer<String> progress) {
        this.history = history;
        this.options = options;
        this.progress = progress;
        this.circuits = new QaoaSelector(options);
        for (StrategyKind strategy : StrategyKind.values()) {
            ledgers.put(strategy, new Ledger(options.capital() * 100, options.cost()));
            equities.put(strategy, new ArrayList<>());
        }
    }

    /// @throws IllegalArgumentException when there are too few days
    static BacktestResult run(PriceHistory history, BacktestOptions options, Consumer<String> progress) {
        if (history.days().size() < options.window() + 2) {
            throw new IllegalArgumentException(
                    "--window must be at most " + (history.days().size() - 2) + " for a file of "
                            + history.days().size() + " days");
        }
        return new Backtest(history, options, progress).run();
    }

    private BacktestResult run() {
        int last = history.days().size() - 1;
        for (int day = options.window(); day <= last; day++) {
            LocalDate date = history.days().get(day);
            Map<String, Double> closes = history.closes(day);
            ledgers.values().forEach(ledger -> ledger.mark(closes));
            if (day < last && (day - options.window()) % options.every() == 0) {
                rebalance(day, closes);
            }
            days.add(date);
            ledgers.forEach((strategy, ledger) ->
                    Objects.requireNonNull(equities.get(strategy)).add(ledger.equity()));
        }
        ledgers.values().forEach(ledger -> ledger.settle(history.days().getLast()));
        return new BacktestResult(days, ledgers, equities, stages, weights, seconds, periodsPerYear);
    }

    private void rebalance(int day, Map<String, Double> closes) {
        LocalDate date = history.days().get(day);
        for (Ledger ledger : ledgers.values()) {
            ledger.held().stream()
                    .filter(symbol -> !closes.containsKey(symbol))
                    .forEach(symbol -> ledger.end(date, symbol));
        }
        long begin = System.nanoTime();
        MarketView market = MarketView.of(history.until(day, options.window(), options.leastPrice()));
        double view = since(begin);
        long seed = Seeds.derive(options.seed(), -1 - stages.size());
        var costs = costs(market, StrategyKind.QAOA);
        SelectionProblem problem = costs.selection();
        begin = System.nanoTime();
        Selection control = heuristic(problem, seed);
        double heuristic = since(begin);
        begin = System.nanoTime();
        QaoaSelector.Answer answer = circuits.select(market, problem, control);
        double ofCircuits = since(begin);
        trade(StrategyKind.QAOA, date, closes, weighted(costs, answer.assets()));
        trade(StrategyKind.QAOA_EQUAL, date, closes, equal(market, answer.assets()));
        var controlCosts = costs(market, StrategyKind.HEURISTIC);
        Selection found = controlMemory
                .better(market, heuristic(controlCosts.selection(), seed))
                .selection();
        trade(StrategyKind.HEURISTIC, date, closes, weighted(controlCosts, found.assets()));
        var everything = new BitSet();
        everything.set(0, market.symbols().size());
        begin = System.nanoTime();
        trade(
                StrategyKind.MEAN_VARIANCE,
                date,
                closes,
                weighted(costs(market, StrategyKind.MEAN_VARIANCE), everything));
        double meanVariance = since(begin);
        begin = System.nanoTime();
        trade(
                StrategyKind.MINIMUM_VARIANCE,
                date,
                closes,
                market.target(
                        LongOnlyWeights.minimumVariance(market.covariance()).toArray()));
        seconds.add(new Seconds(view, heuristic, ofCircuits, meanVariance, since(begin)));
        if (stages.isEmpty()) {
            periodsPerYear = market.periodsPerYear();
            trade(StrategyKind.BUY_AND_HOLD, date, closes, equal(market, everything));
        }
        stages.add(answer.stages());
        weights.add(held());
        progress.accept("%s: %d of %d assets in %d clusters, %d evaluations"
                .formatted(
                        date,
                        answer.stages().selected(),
                        answer.stages().assets(),
                        answer.stages().clusters(),
                        answer.stages().evaluations()));
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private TurnoverCosts costs(MarketView market, StrategyKind strategy) {
        return new TurnoverCosts(market, options, market.held(ledger(strategy)));
    }

    private static Selection heuristic(SelectionProblem problem, long seed) {
        return SwapHeuristic.search(problem, HEURISTIC_STARTS, seed);
    }

    private Ledger ledger(StrategyKind strategy) {
        return Objects.requireNonNull(ledgers.get(strategy));
    }

    private void trade(StrategyKind strategy, LocalDate date, Map<String, Double> closes, Target target) {
        ledger(strategy).rebalance(date, target.weights(), closes, target.forecast());
    }

    private static Target equal(MarketView market, BitSet assets) {
        double[] shares = new double[market.symbols().size()];
        assets.stream().forEach(i -> shares[i] = 1.0 / assets.cardinality());
        return market.target(shares);
    }

    /// λ·wᵀΣw − μᵀw and the costs, least among the weights of these assets.
    private Target weighted(TurnoverCosts costs, BitSet assets) {
        int[] chosen = assets.stream().toArray();
        MarketView market = costs.market();
        double[][] risk = new double[chosen.length][chosen.length];
        for (int a = 0; a < chosen.length; a++) {
            for (int b = 0; b < chosen.length; b++) {
                risk[a][b] = market.covariance().get(chosen[a], chosen[b]);
            }
        }
        RealVector part = LongOnlyWeights.meanVariance(
                of(market.expectedReturns(), chosen),
                RealMatrix.of(risk),
                2 * options.riskAversion(),
                costs.yearly(),
                of(costs.held(), chosen));
        double[] shares = new double[market.symbols().size()];
        for (int a = 0; a < chosen.length; a++) {
            shares[chosen[a]] = part.get(a);
        }
        return market.target(shares);
    }

    private static RealVector of(RealVector values, int[] chosen) {
        return RealVector.of(Arrays.stream(chosen).mapToDouble(values::get).toArray());
    }

    private Map<String, Double> held() {
        Ledger ledger = ledger(StrategyKind.QAOA);
        var shares = new TreeMap<String, Double>();
        ledger.held().forEach(symbol -> shares.put(symbol, ledger.weight(symbol)));
        return shares;
    }
}
