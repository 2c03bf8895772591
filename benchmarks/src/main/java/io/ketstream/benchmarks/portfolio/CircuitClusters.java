package io.ketstream.benchmarks.portfolio;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.Ansatz;
import io.ketstream.optimizer.loop.AngleTransfer;
import io.ketstream.optimizer.loop.StartParameters;
import io.ketstream.optimizer.portfolio.ClusterSolver;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Clusters by circuits that learn from each other: of the first clusters that it is given every tenth is improved from
/// the ramp that optimizer-service begins with, and the median of what comes of that is where all begin, these ones
/// too. Or all begin with the median of angles that are given, and none is learnt from.
public final class CircuitClusters implements ClusterSolver {

    private static final int LEARNT_FROM = 10;

    private final Ansatz.Qaoa ansatz;
    private final CircuitCluster circuit;
    private final boolean learns;
    private final ClusterSolver solver;
    private final AtomicLong evaluations = new AtomicLong();
    private final Queue<AngleTransfer.Solved> ended = new ConcurrentLinkedQueue<>();
    private List<AngleTransfer.Solved> solved = List.of();

    CircuitClusters(Ansatz.Qaoa ansatz, PortfolioOptions options, long seed) {
        this(
                ansatz,
                options.evaluations(),
                new CircuitCluster(ansatz, options.evaluations(), options.shotsShare()),
                seed);
    }

    /// @param evaluations of a circuit, at most
    /// @param shotsShare of a cluster's selections that its circuit is sampled for
    /// @param tolerance of the gradient, as a share of a problem's largest number, that ends its search
    /// @param before angles to begin with; where there are none, they are learnt
    public CircuitClusters(
            Ansatz.Qaoa ansatz,
            int evaluations,
            double shotsShare,
            double tolerance,
            List<AngleTransfer.Solved> before,
            long seed) {
        this(ansatz, evaluations, new CircuitCluster(ansatz, evaluations, shotsShare, tolerance), seed);
        this.solved = List.copyOf(before);
    }

    private CircuitClusters(Ansatz.Qaoa ansatz, int evaluations, CircuitCluster circuit, long seed) {
        this.ansatz = ansatz;
        this.circuit = circuit;
        this.learns = evaluations > 0;
        this.solver = OneCluster.seeded(this::answer, seed);
    }

    /// Values and gradients so far, those of learning included.
    public long evaluations() {
        return evaluations.get();
    }

    /// The angles that each circuit so far ended with, in no order.
    public List<AngleTransfer.Solved> ended() {
        return List.copyOf(ended);
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
        CircuitCluster.Improved improved =
                circuit.improved(problem, StartParameters.linearRamp(ansatz, problem.size()));
        evaluations.addAndGet(improved.evaluations());
        return new AngleTransfer.Solved(problem.size(), improved.parameters());
    }

    private BitSet answer(SelectionProblem problem, long seed) {
        CircuitCluster.Answer answer = circuit.answer(problem, start(problem.size()), seed);
        evaluations.addAndGet(answer.evaluations());
        ended.add(new AngleTransfer.Solved(problem.size(), answer.parameters()));
        return answer.assets();
    }

    private RealVector start(int qubits) {
        return solved.isEmpty()
                ? StartParameters.linearRamp(ansatz, qubits)
                : AngleTransfer.median(ansatz, solved, qubits);
    }
}
