package io.ketstream.benchmarks.portfolio;

import io.ketstream.optimizer.portfolio.RandomSelections;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import java.util.BitSet;
import org.apache.commons.math3.random.MersenneTwister;

/// The best of as many uniform random selections as a circuit has shots.
record RandomCluster(double shotsShare) implements OneCluster {

    @Override
    public BitSet solve(SelectionProblem problem, long seed) {
        var random = new MersenneTwister(seed);
        long shots = CircuitCluster.shots(problem, shotsShare);
        BitSet best = RandomSelections.draw(problem.size(), problem.cardinality(), random);
        double least = problem.value(best);
        for (long shot = 1; shot < shots; shot++) {
            BitSet drawn = RandomSelections.draw(problem.size(), problem.cardinality(), random);
            double value = problem.value(drawn);
            if (value < least) {
                least = value;
                best = drawn;
            }
        }
        return best;
    }
}
