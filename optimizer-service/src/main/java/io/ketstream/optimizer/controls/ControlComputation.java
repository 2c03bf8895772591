package io.ketstream.optimizer.controls;

import io.ketstream.model.Sense;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.Selection;
import io.ketstream.optimizer.control.ClassicalControls;
import io.ketstream.optimizer.control.ControlProblem;
import io.ketstream.optimizer.control.ExactControl;
import io.ketstream.optimizer.control.HeuristicControl;
import io.ketstream.optimizer.control.RandomControl;
import org.jspecify.annotations.Nullable;

/// The three controls of one problem, in the user's own sense and sign, each with the seconds it took.
final class ControlComputation {

    private static final double NANOS = 1e9;

    private final ControlBudgets budgets;

    ControlComputation(ControlBudgets budgets) {
        this.budgets = budgets;
    }

    Controls compute(Formulation formulation, RunSettings settings) {
        ControlProblem problem = problem(formulation);
        Sense sense = formulation.sense();
        long seed = settings.seed();
        long evaluations = Math.min(budgets.evaluations(), settings.optimizer().maxEvaluations());

        long began = System.nanoTime();
        ExactControl exact = ClassicalControls.exact(problem, budgets.nodes(), seed);
        double exactSeconds = secondsSince(began);

        began = System.nanoTime();
        HeuristicControl heuristic = ClassicalControls.heuristic(problem, evaluations, seed);
        double heuristicSeconds = secondsSince(began);

        began = System.nanoTime();
        RandomControl random = ClassicalControls.random(problem, budgets.samples(), seed);
        double randomSeconds = secondsSince(began);

        return new Controls(
                exact(exact, sense, exactSeconds),
                bound(exact, sense, exactSeconds),
                new Controls.Heuristic(
                        sense.flip(heuristic.objective()),
                        heuristic.bitString(),
                        heuristic.method(),
                        heuristic.evaluations(),
                        heuristicSeconds),
                new Controls.RandomSampling(
                        sense.flip(random.best()),
                        sense.flip(random.mean()),
                        random.standardError(),
                        random.samples(),
                        "uniform",
                        randomSeconds));
    }

    private static ControlProblem problem(Formulation formulation) {
        Selection selection = formulation.selection();
        if (selection != null) {
            return new ControlProblem.Spins(selection.objective(), selection.rules());
        }
        IsingHamiltonian ising = formulation.ising();
        if (ising == null) {
            return new ControlProblem.Operator(formulation.cost());
        }
        Integer cardinality = formulation.cardinality();
        return cardinality == null
                ? new ControlProblem.Spins(ising)
                : new ControlProblem.Spins(ising, SelectionRules.exactly(cardinality, ising.spins()));
    }

    private static Controls.@Nullable Exact exact(ExactControl control, Sense sense, double seconds) {
        return switch (control) {
            case ExactControl.Proven proven ->
                new Controls.Exact(
                        sense.flip(proven.objective()),
                        proven.bitString(),
                        share(proven.optimalAssignments(), proven.feasibleAssignments()),
                        "exact-search",
                        proven.nodes(),
                        seconds);
            case ExactControl.Bounded bounded -> null;
        };
    }

    private static Controls.@Nullable Bound bound(ExactControl control, Sense sense, double seconds) {
        return switch (control) {
            case ExactControl.Proven proven -> null;
            case ExactControl.Bounded bounded ->
                new Controls.Bound(sense.flip(bounded.bound()), "exact-search-bound", seconds);
        };
    }

    private static @Nullable Double share(@Nullable Long optimal, @Nullable Long feasible) {
        return optimal == null || feasible == null || feasible == 0 ? null : (Double) ((double) optimal / feasible);
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / NANOS;
    }
}
