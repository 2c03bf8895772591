package io.ketstream.benchmarks.portfolio;

import io.ketstream.circuit.decomposition.Cluster;
import io.ketstream.circuit.decomposition.Decomposition;
import io.ketstream.ingestion.market.MarketSnapshot;
import io.ketstream.optimizer.portfolio.RelaxationBound;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.optimizer.portfolio.SwapHeuristic;
import io.ketstream.simulator.Seeds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Takes every instance apart, solves its clusters by each method, and puts them together again.
final class PortfolioBenchmark {

    /// Of the relaxation; a hundredth of the gap after polish that the project wants to see.
    private static final double BOUND_GAP = 1e-5;

    private static final int BOUND_STEPS = 20_000;
    private static final int HEURISTIC_STARTS = 20;

    private final MarketSnapshot market;
    private final PortfolioOptions options;
    private final Consumer<String> progress;

    PortfolioBenchmark(MarketSnapshot market, PortfolioOptions options, Consumer<String> progress) {
        this.market = market;
        this.options = options;
        this.progress = progress;
    }

    List<Trial> measure() {
        List<Trial> trials = new ArrayList<>();
        for (int number = 0; number < options.instances(); number++) {
            trials.add(trial(number));
        }
        return trials;
    }

    private Trial trial(int number) {
        Instance instance = Instance.draw(market, options, Seeds.derive(options.subsetSeed(), number));
        long seed = Seeds.derive(options.sampleSeed(), number);
        long begin = System.nanoTime();
        RelaxationBound bound = RelaxationBound.of(instance.problem(), BOUND_GAP, BOUND_STEPS);
        long bounded = System.nanoTime();
        double heuristic =
                SwapHeuristic.search(instance.problem(), HEURISTIC_STARTS, seed).value();
        double heuristicSeconds = (System.nanoTime() - bounded) / 1e9;
        List<Trial.Division> divisions = new ArrayList<>();
        for (int cap : options.caps()) {
            divisions.add(division(instance, cap, seed));
            progress.accept("instance " + (number + 1) + " of " + options.instances() + ", clusters of at most " + cap);
        }
        return new Trial(bound.value(), heuristic, (bounded - begin) / 1e9, heuristicSeconds, divisions);
    }

    private Trial.Division division(Instance instance, int cap, long seed) {
        SelectionProblem problem = instance.problem();
        long begin = System.nanoTime();
        Decomposition decomposition =
                Decomposition.of(instance.moments(), problem.riskAversion(), Counts.greedy(problem), cap);
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<List<Integer>> clusters =
                decomposition.clusters().stream().map(Cluster::assets).toList();
        List<SelectionProblem> parts = decomposition.clusters().stream()
                .map(cluster -> problem.part(cluster.assets(), decomposition.riskAversion(), cluster.cardinality()))
                .toList();
        Map<ClusterMethod, Descent> descents = new EnumMap<>(ClusterMethod.class);
        for (ClusterMethod method : ClusterMethod.values()) {
            long ofMethod = Seeds.derive(Seeds.derive(seed, cap), descents.size());
            descents.put(
                    method, Descent.of(problem, clusters, parts, method.solver(options, ofMethod), options.sweeps()));
        }
        int largest = clusters.stream().mapToInt(List::size).max().orElseThrow();
        int shared =
                decomposition.clusters().stream().mapToInt(Cluster::cardinality).sum();
        return new Trial.Division(clusters.size(), largest, shared, decomposition.modularity(), seconds, descents);
    }
}
