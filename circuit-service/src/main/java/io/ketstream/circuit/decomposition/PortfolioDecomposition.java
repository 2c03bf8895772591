package io.ketstream.circuit.decomposition;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.MarketClaim;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The decomposition of a portfolio by its universe: of those of the market's assets that are free to be chosen, which
/// are those that the portfolio chooses from, but for mandatory and forbidden ones.
public final class PortfolioDecomposition {

    private final PortfolioProblem problem;
    private final MarketClaim market;
    private final int[] free;

    public PortfolioDecomposition(PortfolioProblem problem, MarketClaim market) {
        this.problem = problem;
        this.market = market;
        this.free = free(problem, market.symbols());
    }

    private static int[] free(PortfolioProblem problem, List<String> symbols) {
        PortfolioConstraints constraints = problem.constraintsOrNone();
        Set<String> candidates = new HashSet<>(problem.symbols() == null ? symbols : problem.symbols());
        constraints.mandatory().forEach(candidates::remove);
        constraints.forbidden().forEach(candidates::remove);
        return IntStream.range(0, symbols.size())
                .filter(i -> candidates.contains(symbols.get(i)))
                .toArray();
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
        for (int asset : free) {
            if (!(covariance.get(asset, asset) > 0)) {
                throw new InvalidValueException(
                        "problem.universe",
                        "must have prices that vary: those of '"
                                + market.symbols().get(asset) + "' have a variance of " + covariance.get(asset, asset));
            }
        }
        int cardinality =
                problem.cardinality() - problem.constraintsOrNone().mandatory().size();
        return inMarket(Decomposition.of(moments(covariance), problem.riskAversion(), cardinality, largestCluster));
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
