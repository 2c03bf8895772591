package io.ketstream.benchmarks.portfolio;

import io.ketstream.circuit.decomposition.GreedyCount;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import java.util.List;

/// How many assets clusters share out.
public final class Counts {

    private Counts() {}

    /// As circuit-service chooses it.
    public static int greedy(SelectionProblem problem) {
        return GreedyCount.of(
                problem.expectedReturns(),
                problem.covariance(),
                problem.riskAversion(),
                new SelectionRules(problem.size(), problem.minCardinality(), problem.cardinality(), List.of()));
    }
}
