package io.ketstream.circuit.decomposition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Clusters that a decomposition before has made, for assets of today: each keeps those that are still there, new ones
/// join the cluster with room whose assets they have most to do with. What was found for a cluster then still fits it.
final class KeptClusters {

    /// Where more than one in so many assets is new, clusters are made anew.
    private static final int MOST_NEW = 4;

    private static final int NONE = -1;

    private final Affinities affinities;
    private final int cap;
    private final int[] partOf;
    private final List<List<Integer>> clusters = new ArrayList<>();

    private KeptClusters(Affinities affinities, int cap, List<List<Integer>> parts) {
        this.affinities = affinities;
        this.cap = cap;
        this.partOf = new int[affinities.size()];
        for (int p = 0; p < parts.size(); p++) {
            for (int asset : parts.get(p)) {
                partOf[asset] = p;
            }
        }
    }

    /// @param before disjoint; not every asset need be in one
    /// @param parts disjoint, every asset in one
    /// @return ascending assets each, those kept in their order, then new ones; null where a cluster would be
    ///     larger than the cap or have assets of two parts, or where too many assets are new
    static @Nullable List<List<Integer>> of(
            Affinities affinities, int cap, List<List<Integer>> parts, List<List<Integer>> before) {
        var kept = new KeptClusters(affinities, cap, parts);
        return kept.keep(before) ? kept.withOthers() : null;
    }

    private boolean keep(List<List<Integer>> before) {
        for (List<Integer> cluster : before) {
            boolean isOfTwo =
                    cluster.stream().mapToInt(asset -> partOf[asset]).distinct().count() > 1;
            if (isOfTwo || cluster.size() > cap) {
                return false;
            }
            if (!cluster.isEmpty()) {
                clusters.add(new ArrayList<>(cluster));
            }
        }
        int known = clusters.stream().mapToInt(List::size).sum();
        return known > 0 && (long) MOST_NEW * (affinities.size() - known) <= affinities.size();
    }

    private List<List<Integer>> withOthers() {
        boolean[] known = new boolean[affinities.size()];
        clusters.forEach(cluster -> cluster.forEach(asset -> known[asset] = true));
        for (int asset = 0; asset < known.length; asset++) {
            if (!known[asset]) {
                int nearest = nearest(asset);
                if (nearest == NONE) {
                    nearest = clusters.size();
                    clusters.add(new ArrayList<>());
                }
                clusters.get(nearest).add(asset);
            }
        }
        return clusters.stream()
                .map(cluster -> cluster.stream().sorted().toList())
                .toList();
    }

    /// By mean affinity, the first of those that have it.
    private int nearest(int asset) {
        int nearest = NONE;
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < clusters.size(); c++) {
            List<Integer> cluster = clusters.get(c);
            if (cluster.size() < cap && partOf[cluster.getFirst()] == partOf[asset]) {
                double mean = mean(asset, cluster);
                if (mean > most) {
                    most = mean;
                    nearest = c;
                }
            }
        }
        return nearest;
    }

    private double mean(int asset, List<Integer> cluster) {
        double sum = 0;
        for (int other : cluster) {
            sum += affinities.get(asset, other);
        }
        return sum / cluster.size();
    }
}
