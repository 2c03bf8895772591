package io.ketstream.benchmarks.portfolio;

import java.util.List;
import java.util.Map;

/// What was found of one instance.
///
/// @param bound no selection lies below
/// @param heuristic f of the swap heuristic on all assets
/// @param divisions by cap, in the order of the options
record Trial(double bound, double heuristic, double boundSeconds, double heuristicSeconds, List<Division> divisions) {

    /// Of one cap.
    ///
    /// @param shared assets that clusters have to select together
    /// @param descents by who solved the clusters
    record Division(
            int clusters,
            int largest,
            int shared,
            double modularity,
            double seconds,
            Map<ClusterMethod, Descent> descents) {}

    /// The lowest f of anything that was tried.
    double best() {
        double best = heuristic;
        for (Division division : divisions) {
            for (Descent descent : division.descents().values()) {
                best = Math.min(best, descent.polished());
            }
        }
        return best;
    }
}
