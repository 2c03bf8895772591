package io.ketstream.benchmarks.portfolio;

import io.ketstream.circuit.ansatz.AnsatzCircuit;
import io.ketstream.circuit.formulation.Formulator;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.optimizer.minimizer.Evaluation;
import io.ketstream.optimizer.minimizer.Limits;
import io.ketstream.optimizer.minimizer.Minimizer;
import io.ketstream.optimizer.minimizer.Minimizers;
import io.ketstream.optimizer.minimizer.Objective;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.simulator.BasisCounts;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.DiagonalEnergies;
import io.ketstream.simulator.Gradient;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The circuit that circuit-service makes of a cluster: QAOA with an XY mixer, simulated among the selections of its
/// cardinality, its parameters improved by L-BFGS on exact expectations.
final class CircuitCluster {

    private final Ansatz.Qaoa ansatz;
    private final int evaluations;
    private final double shotsShare;
    private final StatevectorSimulator simulator = new StatevectorSimulator(1L << 28);
    private final Minimizer minimizer =
            Minimizers.RELEASED.make(OptimizerType.L_BFGS, Minimizers.RELEASED.current(OptimizerType.L_BFGS), Map.of());

    CircuitCluster(Ansatz.Qaoa ansatz, int evaluations, double shotsShare) {
        this.ansatz = ansatz;
        this.evaluations = evaluations;
        this.shotsShare = shotsShare;
    }

    /// The best sample.
    BitSet solve(SelectionProblem problem, RealVector start, long seed) {
        var prepared = new Prepared(problem);
        RealVector parameters = prepared.improved(start);
        BasisCounts samples = simulator.sample(prepared.circuit, parameters, shots(problem, shotsShare), seed);
        DiagonalEnergies energies = prepared.cost.energies().orElseThrow();
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
        return new Prepared(problem).improved(start);
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

    private final class Prepared implements Objective {

        private final CompiledCircuit circuit;
        private final CompiledObservable cost;

        Prepared(SelectionProblem problem) {
            Formulation formulation = formulation(problem, ansatz);
            this.circuit = CompiledCircuit.compile(AnsatzCircuit.of(formulation, ansatz));
            this.cost = CompiledObservable.compile(formulation.cost());
        }

        RealVector improved(RealVector start) {
            return evaluations == 0
                    ? start
                    : minimizer
                            .minimize(
                                    this,
                                    start,
                                    Limits.DEFAULT
                                            .withMaxEvaluations(evaluations)
                                            .withTolerance(0),
                                    0,
                                    iteration -> {})
                            .parameters();
        }

        @Override
        public List<Evaluation> evaluate(List<RealVector> batch) {
            return batch.stream()
                    .map(point -> Evaluation.exact(simulator.expectation(circuit, point, cost)))
                    .toList();
        }

        @Override
        public List<Evaluation> evaluateWithGradient(List<RealVector> batch) {
            return batch.stream()
                    .map(point -> {
                        Gradient gradient = simulator.gradient(circuit, point, cost);
                        return new Evaluation(gradient.expectation(), 0, gradient.derivatives());
                    })
                    .toList();
        }
    }
}
