package io.ketstream.optimizer.control;

import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.problem.SelectionRules;

/// Classical polish of a selection: the best flip or swap that the rules permit, until none lowers the energy.
public final class SelectionDescent {

    private SelectionDescent() {}

    /// Where the descent from `bitString` (qubit 0 rightmost) ends.
    ///
    /// @throws IllegalArgumentException when `bitString` does not keep the rules
    public static String descend(IsingHamiltonian energy, SelectionRules rules, String bitString) {
        if (bitString.length() != rules.size() || !rules.isFeasible(Long.parseLong(bitString, 2))) {
            throw new IllegalArgumentException(bitString + " does not keep the rules");
        }
        SpinModel model = SpinModel.of(energy);
        var moves = new SelectionMoves(model, Feasible.of(rules));
        byte[] spins = SpinModel.spins(bitString);
        double[] local = model.localFields(spins);
        while (true) {
            SelectionMoves.Move best = moves.best(spins, local, move -> true);
            if (best == null || best.change() >= -model.tolerance()) {
                return SpinModel.bitString(spins);
            }
            moves.make(best, spins, local);
        }
    }
}
