package io.ketstream.optimizer.portfolio;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Turnover;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.MarketClaim;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A portfolio of a whole market as a selection among the assets that are free to be chosen.
///
/// Mandatory assets are in every selection: what they share with the others belongs to those's returns, and what they
/// are
/// on their own to an offset. So does what turnover costs.
public final class MarketSelection {

    private final List<String> symbols;
    private final RealVector returns;
    private final RealMatrix covariance;
    private final List<Integer> mandatory;
    private final List<Integer> free;
    private final Map<Integer, Integer> freeByMarket = new HashMap<>();
    private final SelectionProblem problem;
    private final SelectionLimits limits;
    private final double offset;

    /// @param problem by its universe
    /// @param covariance of all of the market's assets; shared, not copied, as far as all of them may be chosen
    public MarketSelection(PortfolioProblem problem, MarketClaim market, RealMatrix covariance) {
        this.symbols = problem.symbols() == null ? market.symbols() : problem.symbols();
        List<Integer> assets = indices(market.symbols(), symbols);
        this.returns = part(market.expectedReturns(), assets);
        this.covariance = part(covariance, assets);
        Set<String> forced = Set.copyOf(problem.constraintsOrNone().mandatory());
        Set<String> excluded = Set.copyOf(problem.constraintsOrNone().forbidden());
        this.mandatory = numbers(forced::contains);
        this.free = numbers(symbol -> !forced.contains(symbol) && !excluded.contains(symbol));
        for (int f = 0; f < free.size(); f++) {
            freeByMarket.put(assets.get(free.get(f)), f);
        }
        double[] costs = new double[symbols.size()];
        double fixed = turnover(problem, costs);
        for (int i : mandatory) {
            fixed += costs[i] - returns.get(i) + problem.riskAversion() * risk(i, mandatory);
        }
        this.offset = fixed;
        double[] reduced = new double[free.size()];
        for (int f = 0; f < reduced.length; f++) {
            int i = free.get(f);
            reduced[f] = returns.get(i) - costs[i] - 2 * problem.riskAversion() * risk(i, mandatory);
        }
        this.limits = SelectionLimits.of(
                problem.rules(symbols).fixing(Set.copyOf(mandatory), Set.copyOf(numbers(excluded::contains))));
        this.problem = new SelectionProblem(
                RealVector.of(reduced),
                part(this.covariance, free),
                problem.riskAversion(),
                limits.fewest(),
                limits.most());
    }

    /// Of the free assets.
    public SelectionProblem problem() {
        return problem;
    }

    /// Which selections of the free assets are feasible.
    public SelectionLimits limits() {
        return limits;
    }

    /// The objective as the user states it: that of [#problem()] and what does not depend on the selection.
    public double objective(double value) {
        return value + offset;
    }

    /// The assets that may be in the portfolio at all, forbidden ones too.
    public List<String> symbols() {
        return symbols;
    }

    /// Of [#symbols()].
    public RealVector returns() {
        return returns;
    }

    /// Of [#symbols()].
    public RealMatrix covariance() {
        return covariance;
    }

    /// The symbol of a free asset.
    public String symbol(int asset) {
        return symbols.get(free.get(asset));
    }

    /// What is held: the mandatory assets, then those of the selection.
    public List<String> selected(BitSet assets) {
        var selected = new ArrayList<String>();
        mandatory.forEach(i -> selected.add(symbols.get(i)));
        assets.stream().forEach(asset -> selected.add(symbol(asset)));
        return selected;
    }

    /// Those of these symbols' assets that are free.
    public BitSet assets(List<String> wanted) {
        Set<String> named = Set.copyOf(wanted);
        var assets = new BitSet();
        for (int f = 0; f < free.size(); f++) {
            assets.set(f, named.contains(symbol(f)));
        }
        return assets;
    }

    /// The cluster's assets among the free ones.
    ///
    /// @throws IllegalArgumentException when one of them is not free
    public List<Integer> assets(Clustering.Cluster cluster) {
        return cluster.assets().stream()
                .map(asset -> {
                    Integer known = freeByMarket.get(asset);
                    if (known == null) {
                        throw new IllegalArgumentException("asset " + asset + " of a cluster is not free to be chosen");
                    }
                    return known;
                })
                .toList();
    }

    /// What selecting each asset costs; returned is what selecting none does.
    private double turnover(PortfolioProblem stated, double[] costs) {
        Turnover turnover = stated.turnover();
        double none = 0;
        if (turnover != null) {
            for (int i = 0; i < costs.length; i++) {
                costs[i] = turnover.ofSelecting(symbols.get(i), stated.cardinality());
                none += turnover.whereLeftOut(symbols.get(i), stated.cardinality());
            }
        }
        return none;
    }

    private List<Integer> numbers(Predicate<String> chosen) {
        return IntStream.range(0, symbols.size())
                .filter(i -> chosen.test(symbols.get(i)))
                .boxed()
                .toList();
    }

    private double risk(int asset, List<Integer> others) {
        double risk = 0;
        for (int other : others) {
            risk += covariance.get(asset, other);
        }
        return risk;
    }

    private static List<Integer> indices(List<String> all, List<String> some) {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            index.put(all.get(i), i);
        }
        return some.stream()
                .map(symbol -> {
                    Integer known = index.get(symbol);
                    if (known == null) {
                        throw new IllegalArgumentException("the market has no asset " + symbol);
                    }
                    return known;
                })
                .toList();
    }

    private static RealVector part(RealVector whole, List<Integer> assets) {
        return isWhole(assets, whole.size())
                ? whole
                : RealVector.of(assets.stream().mapToDouble(whole::get).toArray());
    }

    private static RealMatrix part(RealMatrix whole, List<Integer> assets) {
        return isWhole(assets, whole.rows())
                ? whole
                : RealMatrix.of(
                        assets.stream().map(i -> part(whole.row(i), assets)).toArray(RealVector[]::new));
    }

    private static boolean isWhole(List<Integer> assets, int size) {
        for (int i = 0; i < size; i++) {
            if (assets.size() != size || assets.get(i) != i) {
                return false;
            }
        }
        return true;
    }
}
