package io.ketstream.benchmarks.portfolio;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.Ansatz;
import io.ketstream.optimizer.loop.AngleTransfer;
import io.ketstream.optimizer.loop.StartParameters;
import io.ketstream.optimizer.portfolio.ClusterSolver;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Clusters by circuits that learn from each other: of the first clusters that it is given every tenth is improved from
/// the ramp that optimizer-service begins with, and the median of what comes of that is where all begin, these ones
/// too.
final class CircuitClusters implements ClusterSolver {

    private static final int LEARNT_FROM = 10;

    private final Ansatz.Qaoa ansatz;
    private final CircuitCluster circuit;
    private final boolean learns;
    private final ClusterSolver solver;
    private List<AngleTransfer.Solved> solved = List.of();

    CircuitClusters(Ansatz.Qaoa ansatz, PortfolioOptions options, long seed) {
        this.ansatz = ansatz;
        this.circuit = new CircuitCluster(ansatz, options.evaluations(), options.shotsShare());
        this.learns = options.evaluations() > 0;
        this.solver = OneCluster.seeded(
                (problem, ofCluster) -> circuit.solve(problem, start(problem.size()), ofCluster), seed);
    }

    @Override
    public List<BitSet> solve(List<SelectionProblem> problems) {
        if (learns && solved.isEmpty()) {
            List<SelectionProblem> open = problems.stream()
                    .filter(problem -> !OneCluster.isDecided(problem))
                    .toList();
            solved = IntStream.range(0, (open.size() + LEARNT_FROM - 1) / LEARNT_FROM)
                    .parallel()
                    .mapToObj(k -> learn(open.get(k * LEARNT_FROM)))
                    .toList();
        }
        return solver.solve(problems);
    }

    private AngleTransfer.Solved learn(SelectionProblem problem) {
        return new AngleTransfer.Solved(
                problem.size(), circuit.improved(problem, StartParameters.linearRamp(ansatz, problem.size())));
    }

    private RealVector start(int qubits) {
        return solved.isEmpty()
                ? StartParameters.linearRamp(ansatz, qubits)
                : AngleTransfer.median(ansatz, solved, qubits);
    }
}
