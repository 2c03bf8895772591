package io.ketstream.circuit.decomposition;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.problem.Turnover;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The decomposition of a portfolio by its universe: of those of the market's assets that are free to be chosen, which
/// are those that the portfolio chooses from, but for mandatory and forbidden ones.
public final class PortfolioDecomposition {

    private final PortfolioProblem problem;
    private final MarketClaim market;
    private final int[] free;
    private final int[] mandatory;
    private final SelectionRules rules;

    public PortfolioDecomposition(PortfolioProblem problem, MarketClaim market) {
        this.problem = problem;
        this.market = market;
        List<String> symbols = market.symbols();
        Set<String> candidates = Set.copyOf(problem.symbols() == null ? symbols : problem.symbols());
        Set<String> forced = Set.copyOf(problem.constraintsOrNone().mandatory());
        Set<String> forbidden = Set.copyOf(problem.constraintsOrNone().forbidden());
        List<String> chosen = symbols.stream().filter(candidates::contains).toList();
        this.free = numbers(
                symbols,
                symbol -> candidates.contains(symbol) && !forced.contains(symbol) && !forbidden.contains(symbol));
        this.mandatory = numbers(symbols, forced::contains);
        this.rules = problem.rules(chosen)
                .fixing(set(numbers(chosen, forced::contains)), set(numbers(chosen, forbidden::contains)))
                .tightened();
    }

    private static int[] numbers(List<String> symbols, Predicate<String> wanted) {
        return IntStream.range(0, symbols.size())
                .filter(i -> wanted.test(symbols.get(i)))
                .toArray();
    }

    private static Set<Integer> set(int[] numbers) {
        return Arrays.stream(numbers).boxed().collect(Collectors.toSet());
    }

    /// The most bytes that it takes at once, covariance included.
    public long memory() {
        long assets = market.symbols().size();
        long affinities = (long) free.length * free.length;
        long part = free.length == assets ? 0 : affinities;
        return Double.BYTES * (assets * assets + part + affinities);
    }

    /// @param covariance of all the market's assets; copied only where some of them are not free
    /// @param largestCluster the most assets of a cluster, that is qubits of a circuit
    /// @return with clusters of assets by their numbers in the market
    /// @throws InvalidValueException naming the field of the run
    public Decomposition of(RealMatrix covariance, int largestCluster) {
        return of(covariance, largestCluster, List.of());
    }

    /// @param before clusters of symbols to be kept as far as they still serve; those that are not free any more
    ///     leave theirs
    public Decomposition of(RealMatrix covariance, int largestCluster, List<List<String>> before) {
        for (int asset : free) {
            if (!(covariance.get(asset, asset) > 0)) {
                throw new InvalidValueException(
                        "problem.universe",
                        "must have prices that vary: those of '"
                                + market.symbols().get(asset) + "' have a variance of " + covariance.get(asset, asset));
            }
        }
        MarketMoments moments = moments(covariance);
        int count = GreedyCount.of(reduced(covariance), moments.covariance(), problem.riskAversion(), rules);
        var exact = new SelectionRules(rules.size(), count, count, rules.groups());
        return inMarket(Decomposition.of(moments, problem.riskAversion(), exact, largestCluster, stillFree(before)));
    }

    /// How the number of assets of this decomposition was chosen; null where the rules leave one only.
    public Clustering.@Nullable Count count(Decomposition found) {
        if (rules.minimum() == rules.maximum()) {
            return null;
        }
        int chosen = found.clusters().stream().mapToInt(Cluster::cardinality).sum();
        return new Clustering.Count(
                mandatory.length + rules.minimum(),
                mandatory.length + rules.maximum(),
                mandatory.length + chosen,
                "greedy");
    }

    /// Of the free assets the returns less what selecting them costs beside their own risk: turnover, and risk that
    /// they share with mandatory assets.
    private RealVector reduced(RealMatrix covariance) {
        double[] reduced = new double[free.length];
        for (int i = 0; i < reduced.length; i++) {
            double shared = 0;
            for (int asset : mandatory) {
                shared += covariance.get(free[i], asset);
            }
            reduced[i] = market.expectedReturns().get(free[i]) - 2 * problem.riskAversion() * shared - cost(free[i]);
        }
        return RealVector.of(reduced);
    }

    private double cost(int asset) {
        Turnover turnover = problem.turnover();
        return turnover == null ? 0 : turnover.ofSelecting(market.symbols().get(asset), problem.cardinality());
    }

    /// By their numbers among the free assets; one that is named twice stays where it is named first.
    private List<List<Integer>> stillFree(List<List<String>> before) {
        Map<String, Integer> left = new HashMap<>();
        for (int i = 0; i < free.length; i++) {
            left.put(market.symbols().get(free[i]), i);
        }
        List<List<Integer>> clusters = new ArrayList<>();
        for (List<String> symbols : before) {
            clusters.add(
                    symbols.stream().map(left::remove).filter(Objects::nonNull).toList());
        }
        return clusters;
    }

    private MarketMoments moments(RealMatrix covariance) {
        if (free.length == market.symbols().size()) {
            return new MarketMoments(market.expectedReturns(), covariance, market.observations());
        }
        RealVector[] rows = new RealVector[free.length];
        Arrays.setAll(rows, i -> part(covariance.row(free[i])));
        return new MarketMoments(part(market.expectedReturns()), RealMatrix.of(rows), market.observations());
    }

    private RealVector part(RealVector all) {
        return RealVector.of(Arrays.stream(free).mapToDouble(all::get).toArray());
    }

    private Decomposition inMarket(Decomposition ofFree) {
        List<Cluster> clusters = ofFree.clusters().stream()
                .map(cluster -> new Cluster(
                        cluster.assets().stream().map(asset -> free[asset]).toList(), cluster.cardinality()))
                .toList();
        return new Decomposition(
                clusters,
                ofFree.riskAversion(),
                ofFree.upperEdge(),
                ofFree.marketEigenvalue(),
                ofFree.groupEigenvalues(),
                ofFree.modularity());
    }
}
