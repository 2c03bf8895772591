package io.ketstream.circuit.decomposition;

import java.util.List;

/// Assets that are selected from together.
///
/// @param assets their numbers in the whole problem, ascending
/// @param cardinality how many of them are to be selected
public record Cluster(List<Integer> assets, int cardinality) {

    public Cluster {
        assets = List.copyOf(assets);
        if (cardinality < 0 || cardinality > assets.size()) {
            throw new IllegalArgumentException(
                    "the cardinality must lie within 0.." + assets.size() + ", not " + cardinality);
        }
    }

    /// Whether all or none of the assets are selected, so that nothing is left to be solved.
    public boolean isDecided() {
        return cardinality == 0 || cardinality == assets.size();
    }
}
