package io.ketstream.benchmarks.portfolio;

import io.ketstream.optimizer.portfolio.ClusterSolver;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.simulator.Seeds;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Solves the selection from one cluster.
@FunctionalInterface
interface OneCluster {

    BitSet solve(SelectionProblem problem, long seed);

    /// Clusters side by side on the threads there are, each with a seed of its own; what has nothing to choose is
    /// answered at once.
    static ClusterSolver seeded(OneCluster solver, long seed) {
        var calls = new AtomicLong();
        return problems -> {
            long ofCall = Seeds.derive(seed, calls.getAndIncrement());
            return IntStream.range(0, problems.size())
                    .parallel()
                    .mapToObj(c -> {
                        SelectionProblem problem = problems.get(c);
                        return isDecided(problem)
                                ? first(problem.cardinality())
                                : solver.solve(problem, Seeds.derive(ofCall, c));
                    })
                    .toList();
        };
    }

    /// C(n, K).
    static double selections(SelectionProblem problem) {
        double count = 1;
        for (int k = 1; k <= problem.cardinality(); k++) {
            count = count * (problem.size() - problem.cardinality() + k) / k;
        }
        return Math.rint(count);
    }

    static boolean isDecided(SelectionProblem problem) {
        return problem.cardinality() == 0 || problem.cardinality() == problem.size();
    }

    private static BitSet first(int count) {
        var assets = new BitSet();
        assets.set(0, count);
        return assets;
    }
}
