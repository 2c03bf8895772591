package io.ketstream.optimizer.portfolio;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Clusters solved again with regard to each other.
///
/// A sweep asks for all clusters at once, each with the others as they stand at its beginning; the answers are offered
/// one after the other, and each is judged by what the ones before it made of the selection. So f never rises, and a
/// sweep is one question to whoever solves clusters in parallel.
public final class ClusterSweep {

    private ClusterSweep() {}

    /// Sweeps until one changes nothing, at most `most` times.
    ///
    /// @param clusters disjoint; how many assets are selected of each stays the same
    /// @return how many answers were taken
    public static int descend(Selection selection, List<List<Integer>> clusters, ClusterSolver solver, int most) {
        int taken = 0;
        for (int sweep = 0; sweep < most; sweep++) {
            int before = taken;
            taken += once(selection, clusters, solver);
            if (taken == before) {
                return taken;
            }
        }
        return taken;
    }

    private static int once(Selection selection, List<List<Integer>> clusters, ClusterSolver solver) {
        List<SelectionProblem> problems = new ArrayList<>();
        for (List<Integer> cluster : clusters) {
            problems.add(selection.around(cluster));
        }
        List<BitSet> candidates = solver.solve(problems);
        int taken = 0;
        for (int c = 0; c < clusters.size(); c++) {
            taken += selection.offer(clusters.get(c), candidates.get(c)) ? 1 : 0;
        }
        return taken;
    }
}
