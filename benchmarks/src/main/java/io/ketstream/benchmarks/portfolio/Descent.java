package io.ketstream.benchmarks.portfolio;

import io.ketstream.optimizer.portfolio.ClusterSolver;
import io.ketstream.optimizer.portfolio.ClusterSweep;
import io.ketstream.optimizer.portfolio.Selection;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.optimizer.portfolio.SwapPolish;
import java.util.List;

/// One way through the pipeline: f of what the clusters' solver made, after sweeps, after polish; and the seconds of
/// each.
///
/// @param selected assets after polish
record Descent(
        double output,
        double swept,
        double polished,
        int selected,
        double solveSeconds,
        double sweepSeconds,
        double polishSeconds) {

    /// @param parts of the problem with the balanced risk aversion, one a cluster
    static Descent of(
            SelectionProblem problem,
            List<List<Integer>> clusters,
            List<SelectionProblem> parts,
            ClusterSolver solver,
            int sweeps) {
        long begin = System.nanoTime();
        Selection selection = Selection.ofParts(problem, clusters, solver.solve(parts));
        double output = selection.value();
        long afterSolving = System.nanoTime();
        ClusterSweep.descend(selection, clusters, solver, sweeps);
        double swept = selection.value();
        long afterSweeps = System.nanoTime();
        SwapPolish.descend(selection);
        return new Descent(
                output,
                swept,
                selection.value(),
                selection.count(),
                (afterSolving - begin) / 1e9,
                (afterSweeps - afterSolving) / 1e9,
                (System.nanoTime() - afterSweeps) / 1e9);
    }
}
