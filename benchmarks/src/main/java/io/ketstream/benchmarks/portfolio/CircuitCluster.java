package io.ketstream.benchmarks.portfolio;

import io.ketstream.circuit.formulation.Formulator;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.simulator.BasisCounts;
import io.ketstream.simulator.DiagonalEnergies;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// The circuit that circuit-service makes of a cluster: QAOA with an XY mixer, simulated among the selections of its
/// cardinality, its parameters improved by L-BFGS on exact expectations.
final class CircuitCluster {

    private final Ansatz.Qaoa ansatz;
    private final int evaluations;
    private final double shotsShare;
    private final StatevectorSimulator simulator = new StatevectorSimulator(1L << 28);

    CircuitCluster(Ansatz.Qaoa ansatz, int evaluations, double shotsShare) {
        this.ansatz = ansatz;
        this.evaluations = evaluations;
        this.shotsShare = shotsShare;
    }

    /// The best sample.
    BitSet solve(SelectionProblem problem, RealVector start, long seed) {
        QaoaSearch search = search(problem);
        BasisCounts samples = search.sample(search.improved(start, evaluations), shots(problem, shotsShare), seed);
        DiagonalEnergies energies = search.energies();
        long best = samples.state(0);
        for (int k = 1; k < samples.size(); k++) {
            if (energies.energy(samples.state(k)) < energies.energy(best)) {
                best = samples.state(k);
            }
        }
        return BitSet.valueOf(new long[] {best});
    }

    /// The best parameters that are found from `start`.
    RealVector improved(SelectionProblem problem, RealVector start) {
        return search(problem).improved(start, evaluations);
    }

    private QaoaSearch search(SelectionProblem problem) {
        return new QaoaSearch(simulator, formulation(problem, ansatz), ansatz);
    }

    /// So many, but at least one.
    static long shots(SelectionProblem problem, double share) {
        return Math.max(1, (long) (share * OneCluster.selections(problem)));
    }

    static Formulation formulation(SelectionProblem problem, Ansatz ansatz) {
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
