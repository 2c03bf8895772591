package io.ketstream.optimizer.control;

import io.ketstream.model.Rules;
import io.ketstream.model.operator.PauliSum;
import org.jspecify.annotations.Nullable;

/// The controls of a problem, each on its own so that the caller can measure its time.
public final class ClassicalControls {

    /// What [#exact] may sensibly be given on one core: some seconds.
    public static final long DEFAULT_NODES = 30_000_000;

    /// One node of branch and bound costs about as much as this many enumerated assignments.
    private static final int BRANCH_COST = 16;

    /// So few assignments are enumerated at once.
    private static final long FEW = 1 << 16;

    private static final long INCUMBENT_EVALUATIONS = 20_000;
    private static final int LARGEST_SEARCHED = 400;
    private static final int LARGEST_DIAGONALISED = 14;
    private static final double RELATIVE_RESIDUAL = 1e-11;

    private ClassicalControls() {}

    /// The minimum with proof, or a lower bound, within a budget of nodes.
    ///
    /// Spins: elimination where the couplings are sparse enough and every assignment is feasible, else branch
    /// and bound, then enumeration where that did not finish and all there are, or all of one cardinality,
    /// are feasible; a node is a table entry or an assignment, a branch-and-bound node counts as 16.
    /// Operators: Lanczos up to 14 qubits, where a node is one matrix element used; beyond, the bound c_I −
    /// Σ|c|.
    public static ExactControl exact(ControlProblem problem, long nodes, long seed) {
        Rules.within("nodes", nodes, 1, Long.MAX_VALUE);
        return switch (problem) {
            case ControlProblem.Spins spins -> exact(spins, nodes, seed);
            case ControlProblem.Operator operator -> exact(operator.sum(), nodes, seed);
        };
    }

    /// The best a heuristic finds with `evaluations`: tabu search over flips, swaps or both; for an operator
    /// the best product state (mean field), which for entangled ground states lies above the minimum.
    public static HeuristicControl heuristic(ControlProblem problem, long evaluations, long seed) {
        Rules.within("evaluations", evaluations, 1, Long.MAX_VALUE);
        return switch (problem) {
            case ControlProblem.Spins spins -> {
                var feasible = Feasible.of(spins.rules());
                SpinOptimum found = TabuSearch.run(SpinModel.of(spins.energy()), feasible, evaluations, seed);
                yield new HeuristicControl(
                        found.energy(),
                        SpinModel.bitString(found.spins()),
                        feasible.isEverything()
                                ? "tabu-flip"
                                : feasible.cardinality().isPresent() ? "tabu-swap" : "tabu-flip-swap",
                        found.nodes());
            }
            case ControlProblem.Operator operator -> new ProductStates(operator.sum()).descend(evaluations, seed);
        };
    }

    /// Uniform random sampling of feasible assignments; for an operator, of products of uniformly random pure
    /// states.
    public static RandomControl random(ControlProblem problem, int samples, long seed) {
        Rules.within("samples", samples, 1, Integer.MAX_VALUE);
        return switch (problem) {
            case ControlProblem.Spins spins ->
                RandomSpins.sample(SpinModel.of(spins.energy()), Feasible.of(spins.rules()), samples, seed);
            case ControlProblem.Operator operator -> new ProductStates(operator.sum()).sample(samples, seed);
        };
    }

    private static ExactControl exact(ControlProblem.Spins problem, long nodes, long seed) {
        SpinModel model = SpinModel.of(problem.energy());
        var feasible = Feasible.of(problem.rules());
        SpinOptimum found = optimum(model, feasible, nodes, seed);
        if (!found.proven(model.tolerance())) {
            return new ExactControl.Bounded(found.bound(), found.nodes());
        }
        return new ExactControl.Proven(
                found.energy(),
                SpinModel.bitString(found.spins()),
                counted(found.count()),
                counted(feasible.assignments()),
                found.nodes());
    }

    private static SpinOptimum optimum(SpinModel model, Feasible feasible, long nodes, long seed) {
        double assignments = feasible.assignments();
        boolean everything = feasible.isEverything();
        boolean enumerable = everything || feasible.cardinality().isPresent();
        if (everything) {
            Elimination elimination = Elimination.plan(model, (long) Math.min((double) nodes, assignments));
            if (elimination != null) {
                return elimination.run();
            }
        }
        if (enumerable && assignments <= FEW) {
            return Enumeration.run(model, feasible.cardinality());
        }
        byte[] incumbent = TabuSearch.run(model, feasible, Math.min(nodes, INCUMBENT_EVALUATIONS), seed)
                .spins();
        long branches = Math.max(1, (long) (enumerable ? Math.min((double) nodes, assignments) : nodes) / BRANCH_COST);
        if (model.size() > LARGEST_SEARCHED) {
            branches = 1;
        }
        SpinOptimum found = everything
                ? BranchAndBound.run(model, incumbent, branches)
                : SelectionBranchAndBound.run(model, feasible, incumbent, branches);
        return found.count() < 0 && enumerable && assignments <= nodes
                ? Enumeration.run(model, feasible.cardinality())
                : found;
    }

    private static ExactControl exact(PauliSum sum, long nodes, long seed) {
        double mean = 0;
        double spread = 0;
        for (PauliSum.Term term : sum.simplified().terms()) {
            if (term.pauli().weight() == 0) {
                mean = term.coefficient();
            } else {
                spread += Math.abs(term.coefficient());
            }
        }
        if (sum.qubits() <= LARGEST_DIAGONALISED) {
            var matrix = new PauliMatrix(sum);
            long elements = Math.max(1, (long) matrix.terms() * matrix.dimension());
            Lanczos.GroundState ground =
                    Lanczos.groundState(matrix, RELATIVE_RESIDUAL * (spread + Math.abs(mean)), nodes / elements, seed);
            if (ground != null) {
                return new ExactControl.Proven(ground.energy(), null, null, null, ground.applications() * elements);
            }
        }
        return new ExactControl.Bounded(mean - spread, 0);
    }

    /// Null where the count is unknown (negative) or no longer exact as a double.
    private static @Nullable Long counted(double count) {
        return count < 0 || count > 0x1p53 ? null : Long.valueOf((long) count);
    }
}
