package io.ketstream.benchmarks.portfolio;

import io.ketstream.circuit.formulation.Formulator;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.optimizer.minimizer.Minimum;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.simulator.BasisCounts;
import io.ketstream.simulator.DiagonalEnergies;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// The circuit that circuit-service makes of a cluster: QAOA with an XY mixer, simulated among the selections of its
/// cardinality, its parameters improved by L-BFGS on exact expectations.
public final class CircuitCluster {

    private final Ansatz.Qaoa ansatz;
    private final int evaluations;
    private final double shotsShare;
    private final double tolerance;
    private final StatevectorSimulator simulator = new StatevectorSimulator(1L << 28);

    /// What came of one circuit.
    ///
    /// @param assets its best sample
    /// @param parameters that were sampled with
    /// @param evaluations that led there
    record Answer(BitSet assets, RealVector parameters, long evaluations) {}

    CircuitCluster(Ansatz.Qaoa ansatz, int evaluations, double shotsShare) {
        this(ansatz, evaluations, shotsShare, 0);
    }

    /// @param tolerance of the gradient, as a share of the problem's largest number; 0 makes all evaluations
    CircuitCluster(Ansatz.Qaoa ansatz, int evaluations, double shotsShare, double tolerance) {
        this.ansatz = ansatz;
        this.evaluations = evaluations;
        this.shotsShare = shotsShare;
        this.tolerance = tolerance;
    }

    /// The best sample.
    BitSet solve(SelectionProblem problem, RealVector start, long seed) {
        return answer(problem, start, seed).assets();
    }

    Answer answer(SelectionProblem problem, RealVector start, long seed) {
        QaoaSearch search = search(problem);
        Improved improved = improve(search, problem, start);
        BasisCounts samples = search.sample(improved.parameters(), shots(problem, shotsShare), seed);
        DiagonalEnergies energies = search.energies();
        long best = samples.state(0);
        for (int k = 1; k < samples.size(); k++) {
            if (energies.energy(samples.state(k)) < energies.energy(best)) {
                best = samples.state(k);
            }
        }
        return new Answer(BitSet.valueOf(new long[] {best}), improved.parameters(), improved.evaluations());
    }

    /// The best parameters that are found from `start`, and what that took.
    Improved improved(SelectionProblem problem, RealVector start) {
        return improve(search(problem), problem, start);
    }

    record Improved(RealVector parameters, long evaluations) {}

    private Improved improve(QaoaSearch search, SelectionProblem problem, RealVector start) {
        if (evaluations == 0) {
            return new Improved(start, 0);
        }
        Minimum minimum = search.minimum(start, evaluations, tolerance * largest(problem));
        return new Improved(minimum.parameters(), minimum.evaluations());
    }

    /// The largest size of its returns and risks.
    public static double largest(SelectionProblem problem) {
        double largest = 0;
        for (int i = 0; i < problem.size(); i++) {
            largest = Math.max(largest, Math.abs(problem.expectedReturns().get(i)));
            largest = Math.max(
                    largest, problem.riskAversion() * problem.covariance().get(i, i));
        }
        return largest;
    }

    private QaoaSearch search(SelectionProblem problem) {
        return new QaoaSearch(simulator, formulation(problem, ansatz), ansatz);
    }

    /// So many, but at least one.
    static long shots(SelectionProblem problem, double share) {
        return Math.max(1, (long) (share * OneCluster.selections(problem)));
    }

    public static Formulation formulation(SelectionProblem problem, Ansatz ansatz) {
        List<String> symbols =
                IntStream.range(0, problem.size()).mapToObj(a -> "S" + a).toList();
        return Formulator.formulate(
                new PortfolioProblem(
                        symbols,
                        problem.expectedReturns(),
                        problem.covariance(),
                        null,
                        null,
                        problem.riskAversion(),
                        problem.cardinality()),
                ansatz);
    }
}
