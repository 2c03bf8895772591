package io.ketstream.circuit.decomposition;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.List;

/// A selection of K among n assets taken apart into selections from clusters of them, each small enough for a
/// circuit: correlations without market and noise (random-matrix theory), clusters by modularity,
/// cardinalities and risk aversion in proportion (arXiv 2409.10301).
///
/// @param clusters disjoint, every asset in one; their cardinalities add up to K. Some may be decided already.
/// @param riskAversion q′, for clusters on their own; what is put together is scored with the problem's own q
/// @param upperEdge λ₊, where noise ends
/// @param marketEigenvalue λ₁ of the correlations
/// @param groupEigenvalues those between, the largest first, that clusters were made by; empty where there are none, or
///     more than 256: then the clusters are those of the correlations without the market, noise and all
/// @param modularity Q of the clusters
public record Decomposition(
        List<Cluster> clusters,
        double riskAversion,
        double upperEdge,
        double marketEigenvalue,
        RealVector groupEigenvalues,
        double modularity) {

    public Decomposition {
        clusters = List.copyOf(clusters);
    }

    /// Time O(n²·(λ's + levels of division · Lanczos' steps)), memory one matrix of 8n² bytes beside the
    /// covariance. The same bits for any number of threads.
    ///
    /// @param riskAversion q of the whole problem
    /// @param cardinality K of the whole problem
    /// @param largestCluster the most assets of a cluster, that is qubits of a circuit
    public static Decomposition of(MarketMoments moments, double riskAversion, int cardinality, int largestCluster) {
        Rules.within("riskAversion", riskAversion, 0, 1e12);
        Rules.within("cardinality", cardinality, 1, moments.size() - 1);
        Rules.within("largestCluster", largestCluster, 1, Integer.MAX_VALUE);
        var correlations = new Correlations(moments.covariance());
        Spectrum spectrum = Spectrum.of(correlations, moments.observations());
        Communities communities = Communities.of(Affinities.of(correlations, spectrum), largestCluster);
        return new Decomposition(
                clusters(communities.groups(), cardinality),
                riskAversion * RiskBalance.factor(moments, communities.groups()),
                spectrum.upperEdge(),
                spectrum.market().value(),
                RealVector.of(
                        spectrum.groups().stream().mapToDouble(Eigenpair::value).toArray()),
                communities.modularity());
    }

    private static List<Cluster> clusters(List<List<Integer>> groups, int cardinality) {
        int[] shares =
                Cardinalities.proportional(groups.stream().mapToInt(List::size).toArray(), cardinality);
        Cluster[] clusters = new Cluster[shares.length];
        for (int c = 0; c < clusters.length; c++) {
            clusters[c] = new Cluster(groups.get(c), shares[c]);
        }
        return List.of(clusters);
    }
}
