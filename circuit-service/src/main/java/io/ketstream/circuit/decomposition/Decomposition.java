package io.ketstream.circuit.decomposition;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.problem.SelectionRules;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// A selection of K among n assets taken apart into selections from clusters of them, each small enough for a
/// circuit: correlations without market and noise (random-matrix theory), clusters by modularity,
/// cardinalities and risk aversion in proportion (arXiv 2409.10301).
///
/// @param clusters disjoint, every asset in one; where they are kept ones, they were not made by today's eigenvalues,
///     but everything else is said of today's numbers; their cardinalities add up to K. Some may be decided already.
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

    /// Of all selections of `cardinality` assets.
    ///
    /// @param riskAversion q of the whole problem
    /// @param cardinality K of the whole problem
    /// @param largestCluster the most assets of a cluster, that is qubits of a circuit
    public static Decomposition of(MarketMoments moments, double riskAversion, int cardinality, int largestCluster) {
        Rules.within("cardinality", cardinality, 1, moments.size() - 1);
        return of(moments, riskAversion, SelectionRules.exactly(cardinality, moments.size()), largestCluster);
    }

    /// Time O(n²·(λ's + levels of division · Lanczos' steps)), memory one matrix of 8n² bytes beside the
    /// covariance. The same bits for any number of threads.
    ///
    /// No cluster has assets of two of the rules' groups, and as many of each are selected as it permits.
    ///
    /// @param riskAversion q of the whole problem
    /// @param rules of the whole problem: one number of assets, and a feasible selection
    /// @param largestCluster the most assets of a cluster, that is qubits of a circuit
    public static Decomposition of(
            MarketMoments moments, double riskAversion, SelectionRules rules, int largestCluster) {
        return of(moments, riskAversion, rules, largestCluster, List.of());
    }

    /// The same with the clusters of a decomposition before, as far as they still serve: each keeps its assets,
    /// further ones join the cluster with room that they have most to do with, or make new ones. All are made anew
    /// where one would be too large or have assets of two groups, or where more than a quarter were in none.
    ///
    /// @param before clusters of assets, disjoint, in their order; none: all are made anew
    public static Decomposition of(
            MarketMoments moments,
            double riskAversion,
            SelectionRules rules,
            int largestCluster,
            List<List<Integer>> before) {
        Rules.within("riskAversion", riskAversion, 0, 1e12);
        Rules.within("largestCluster", largestCluster, 1, Integer.MAX_VALUE);
        List<SelectionRules.Group> parts = rules.tightened().groups().stream()
                .filter(group -> !group.members().isEmpty())
                .toList();
        var correlations = new Correlations(moments.covariance());
        Spectrum spectrum = Spectrum.of(correlations, moments.observations());
        Communities communities = communities(
                Affinities.of(correlations, spectrum),
                largestCluster,
                parts.stream().map(SelectionRules.Group::members).toList(),
                before);
        return new Decomposition(
                clusters(communities.groups(), parts, rules.minimum()),
                riskAversion * RiskBalance.factor(moments, communities.groups()),
                spectrum.upperEdge(),
                spectrum.market().value(),
                RealVector.of(
                        spectrum.groups().stream().mapToDouble(Eigenpair::value).toArray()),
                communities.modularity());
    }

    private static Communities communities(
            Affinities affinities, int largestCluster, List<List<Integer>> parts, List<List<Integer>> before) {
        List<List<Integer>> kept = KeptClusters.of(affinities, largestCluster, parts, before);
        return kept == null ? Communities.of(affinities, largestCluster, parts) : Communities.given(affinities, kept);
    }

    private static List<Cluster> clusters(
            List<List<Integer>> groups, List<SelectionRules.Group> parts, int cardinality) {
        int[] ofParts = Cardinalities.within(parts, cardinality);
        Cluster[] clusters = new Cluster[groups.size()];
        for (int p = 0; p < ofParts.length; p++) {
            Set<Integer> members = Set.copyOf(parts.get(p).members());
            int[] inside = IntStream.range(0, clusters.length)
                    .filter(c -> members.contains(groups.get(c).getFirst()))
                    .toArray();
            int[] shares = Cardinalities.proportional(
                    IntStream.of(inside).map(c -> groups.get(c).size()).toArray(), ofParts[p]);
            for (int k = 0; k < inside.length; k++) {
                clusters[inside[k]] = new Cluster(groups.get(inside[k]), shares[k]);
            }
        }
        return List.of(clusters);
    }
}
