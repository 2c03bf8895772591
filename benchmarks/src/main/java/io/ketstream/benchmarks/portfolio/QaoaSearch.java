package io.ketstream.benchmarks.portfolio;

import io.ketstream.circuit.ansatz.AnsatzCircuit;
import io.ketstream.model.RealVector;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.optimizer.minimizer.Evaluation;
import io.ketstream.optimizer.minimizer.Limits;
import io.ketstream.optimizer.minimizer.Minimizer;
import io.ketstream.optimizer.minimizer.Minimizers;
import io.ketstream.optimizer.minimizer.Minimum;
import io.ketstream.optimizer.minimizer.Objective;
import io.ketstream.simulator.BasisCounts;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.DiagonalEnergies;
import io.ketstream.simulator.Gradient;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.List;
import java.util.Map;

/// The circuit that circuit-service makes of a formulation, simulated, its parameters improved by L-BFGS on exact
/// expectations.
public final class QaoaSearch implements Objective {

    private static final Minimizer MINIMIZER =
            Minimizers.RELEASED.make(OptimizerType.L_BFGS, Minimizers.RELEASED.current(OptimizerType.L_BFGS), Map.of());

    private final StatevectorSimulator simulator;
    private final CompiledCircuit circuit;
    private final CompiledObservable cost;

    public QaoaSearch(StatevectorSimulator simulator, Formulation formulation, Ansatz.Qaoa ansatz) {
        this.simulator = simulator;
        this.circuit = CompiledCircuit.compile(AnsatzCircuit.of(formulation, ansatz));
        this.cost = CompiledObservable.compile(formulation.cost());
    }

    /// The best parameters that are found from `start` with so many values and gradients; `start` with none.
    RealVector improved(RealVector start, int evaluations) {
        return evaluations == 0 ? start : minimum(start, evaluations, 0).parameters();
    }

    /// The lowest that is found from `start`.
    ///
    /// @param evaluations at least 1, at most so many are made
    /// @param tolerance of the largest component of the gradient; 0 makes all evaluations
    Minimum minimum(RealVector start, int evaluations, double tolerance) {
        return minimum(this, start, evaluations, tolerance);
    }

    /// As [#minimum(RealVector, int, double)], of an objective that hands on what it is asked.
    public static Minimum minimum(Objective objective, RealVector start, int evaluations, double tolerance) {
        return MINIMIZER.minimize(
                objective,
                start,
                Limits.DEFAULT.withMaxEvaluations(evaluations).withTolerance(tolerance),
                0,
                iteration -> {});
    }

    BasisCounts sample(RealVector parameters, long shots, long seed) {
        return simulator.sample(circuit, parameters, shots, seed);
    }

    DiagonalEnergies energies() {
        return cost.energies().orElseThrow();
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
