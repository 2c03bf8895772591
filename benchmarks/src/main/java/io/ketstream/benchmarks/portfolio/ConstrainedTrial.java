package io.ketstream.benchmarks.portfolio;

import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Selection;
import io.ketstream.optimizer.control.ClassicalControls;
import io.ketstream.optimizer.control.ControlProblem;
import io.ketstream.optimizer.control.ExactControl;
import io.ketstream.optimizer.loop.StartParameters;
import io.ketstream.simulator.BasisCounts;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.Objects;

/// What QAOA makes of one constrained portfolio.
///
/// @param qubits of the circuit
/// @param kept whether the circuit keeps every rule
/// @param feasible share of the samples that are feasible
/// @param optimal share of the samples that select an optimum
/// @param uniform the same of uniform feasible selections
/// @param found whether the best sample is an optimum
/// @param polished whether it is after the polish of portfolios that are taken apart
record ConstrainedTrial(
        int qubits, boolean kept, double feasible, double optimal, double uniform, boolean found, boolean polished) {

    /// Energies closer than this, in units of their size, are the same.
    private static final double RELATIVE = 1e-9;

    /// @param formulation of a portfolio
    static ConstrainedTrial of(
            Formulation formulation,
            Ansatz.Qaoa ansatz,
            int evaluations,
            int shots,
            StatevectorSimulator simulator,
            long seed) {
        Selection selection = Objects.requireNonNull(formulation.selection());
        ExactControl.Proven exact = exact(selection, seed);
        var search = new QaoaSearch(simulator, formulation, ansatz);
        int qubits = formulation.cost().qubits();
        BasisCounts samples = search.sample(
                search.improved(StartParameters.linearRamp(ansatz, formulation), evaluations), shots, seed);
        double tolerance = RELATIVE * (1 + Math.abs(exact.objective()));
        long feasible = 0;
        long optimal = 0;
        String best = null;
        for (int k = 0; k < samples.size(); k++) {
            String bits = bitString(samples.state(k), selection.symbols().size());
            if (selection.isFeasible(bits)) {
                feasible += samples.count(k);
                optimal += selection.energy(bits) <= exact.objective() + tolerance ? samples.count(k) : 0;
                best = best == null || selection.energy(bits) < selection.energy(best) ? bits : best;
            }
        }
        boolean polished = best != null
                && SpinPolish.polished(selection.objective(), selection.rules(), best) <= exact.objective() + tolerance;
        return new ConstrainedTrial(
                qubits,
                selection.penaltyWeight() == null,
                (double) feasible / shots,
                (double) optimal / shots,
                (double) Objects.requireNonNull(exact.optimalAssignments())
                        / Objects.requireNonNull(exact.feasibleAssignments()),
                optimal > 0,
                polished);
    }

    private static ExactControl.Proven exact(Selection selection, long seed) {
        ExactControl found = ClassicalControls.exact(
                new ControlProblem.Spins(selection.objective(), selection.rules()),
                ClassicalControls.DEFAULT_NODES,
                seed);
        if (found instanceof ExactControl.Proven proven) {
            return proven;
        }
        throw new IllegalStateException("no exact solution in " + found.nodes() + " nodes");
    }

    /// Of the assets' qubits, qubit 0 rightmost.
    private static String bitString(long state, int assets) {
        var bits = new StringBuilder(assets);
        for (int a = assets - 1; a >= 0; a--) {
            bits.append(state >>> a & 1);
        }
        return bits.toString();
    }
}
