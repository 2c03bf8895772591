package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a portfolio was taken apart (arXiv 2409.10301): correlations without market and noise by random-matrix theory,
/// clusters by modularity, cardinalities and risk aversion in proportion.
///
/// @param clusters disjoint; of the assets that are free to be chosen, every one is in one
/// @param riskAversion of clusters on their own, each of which does not see the risk that it shares with the others
/// @param upperEdge λ₊, the eigenvalue of the correlations where noise ends
/// @param marketEigenvalue λ₁
/// @param groupEigenvalues those between, by which the clusters were made; empty: by all but the market
/// @param modularity Q of the clusters
/// @param seconds that it took
/// @param count of a portfolio with a range of numbers of assets: which one its clusters share out, and how that
///     was chosen
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Clustering(
        List<Cluster> clusters,
        double riskAversion,
        double upperEdge,
        double marketEigenvalue,
        RealVector groupEigenvalues,
        double modularity,
        double seconds,
        @Nullable Count count) {

    /// @param assets ascending, by their numbers in [MarketClaim]
    /// @param cardinality how many of them are to be selected; none or all of them: nothing is left to be solved
    public record Cluster(List<Integer> assets, int cardinality) {
        public Cluster {
            assets = List.copyOf(assets);
        }
    }

    /// Numbers of assets, mandatory ones included.
    ///
    /// @param fewest that all rules together permit
    /// @param most that they permit
    /// @param chosen which clusters share out
    /// @param method `greedy`: as many as a greedy selection has where it is best
    public record Count(int fewest, int most, int chosen, String method) {}

    /// Of a portfolio with one number of assets.
    public Clustering(
            List<Cluster> clusters,
            double riskAversion,
            double upperEdge,
            double marketEigenvalue,
            RealVector groupEigenvalues,
            double modularity,
            double seconds) {
        this(clusters, riskAversion, upperEdge, marketEigenvalue, groupEigenvalues, modularity, seconds, null);
    }

    public Clustering {
        clusters = List.copyOf(clusters);
    }
}
