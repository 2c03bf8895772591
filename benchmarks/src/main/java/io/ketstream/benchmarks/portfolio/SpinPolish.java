package io.ketstream.benchmarks.portfolio;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.optimizer.portfolio.Selection;
import io.ketstream.optimizer.portfolio.SelectionLimits;
import io.ketstream.optimizer.portfolio.SelectionProblem;
import io.ketstream.optimizer.portfolio.SwapPolish;
import java.util.Arrays;
import java.util.BitSet;

/// The polish of portfolios that are taken apart, for one whose energy is that of spins.
final class SpinPolish {

    private SpinPolish() {}

    /// The energy of what polish makes of `bitString` (qubit 0 rightmost), which keeps the rules.
    static double polished(IsingHamiltonian energy, SelectionRules rules, String bitString) {
        BitSet assets = BitSet.valueOf(new long[] {Long.parseLong(bitString, 2)});
        Selection selection = Selection.of(problem(energy, rules), assets);
        SwapPolish.descend(selection, SelectionLimits.of(rules));
        return energy.energy(selection.assets().stream().mapToLong(i -> 1L << i).sum());
    }

    /// With x = (1 − z)/2: Σᵢⱼ = 2Jᵢⱼ and μᵢ = 2hᵢ + 2ΣⱼJᵢⱼ; what is the same for all selections is left out.
    private static SelectionProblem problem(IsingHamiltonian energy, SelectionRules rules) {
        double[] returns = new double[energy.spins()];
        double[][] risk = new double[energy.spins()][energy.spins()];
        Arrays.setAll(returns, i -> 2 * energy.h().get(i));
        for (IsingHamiltonian.Coupling coupling : energy.couplings()) {
            double twice = 2 * coupling.weight();
            returns[coupling.i()] += twice;
            returns[coupling.j()] += twice;
            risk[coupling.i()][coupling.j()] += twice;
            risk[coupling.j()][coupling.i()] += twice;
        }
        return new SelectionProblem(RealVector.of(returns), RealMatrix.of(risk), 1, rules.minimum(), rules.maximum());
    }
}
