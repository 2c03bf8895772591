package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Selection;
import java.util.List;

/// The factor s by which QAOA multiplies the cost inside exp(−iγ·s·C), so that useful γ are of order 1 whatever
/// the user's units and the number of neighbours.
///
/// 1/s is half the energy that one elementary move of the mixer changes, root mean square over all moves and
/// all states that the mixer reaches: for `x` a flip of one spin, for `xy-*` an exchange of a one and a zero
/// among the states of weight K. For an Ising cost under `x` that is √(meanᵢ(hᵢ² + Σⱼ Jᵢⱼ²)). It makes the
/// best first-layer angle of the published tables, γ ∝ arctan(1/√(d−1))/√(mean w²) ≈ 1/√(d·mean w²), the same
/// number (about ½) for sparse and dense instances; the plain root mean square of the couplings leaves a
/// factor √d. Parts of a cost that are constant where the number of ones is kept do not count under `xy-*`. A
/// cost without any such change has s = 1.
final class CostScale {

    private CostScale() {}

    /// For single-spin flips and a diagonal cost of any order: 1/s² = (1/n) Σₖ cₖ² · (letters of Pₖ).
    static double forFlips(PauliSum cost) {
        double unit = 0;
        for (PauliSum.Term term : cost.terms()) {
            if (term.pauli().weight() > 0) {
                unit = Math.max(unit, Math.abs(term.coefficient()));
            }
        }
        if (unit == 0) {
            return 1;
        }
        double sum = 0;
        for (PauliSum.Term term : cost.terms()) {
            double relative = term.coefficient() / unit;
            sum += relative * relative * term.pauli().weight();
        }
        return inverse(unit * Math.sqrt(sum / cost.qubits()));
    }

    /// For exchanges of a one and a zero within blocks that keep their number of ones, and flips of the spins
    /// of no block.
    ///
    /// Half the change of exchanging i and j is δ + Σₖ dₖzₖ, δ = hᵢ − hⱼ, dₖ = Jᵢₖ − Jⱼₖ, over the other spins;
    /// half that of flipping i the same with δ = hᵢ, dₖ = Jᵢₖ. The spins of a block are drawn without
    /// replacement, blocks are independent of each other: with m = ⟨zₖ⟩ and c = ⟨zₖzₗ⟩ of a block, and sums D
    /// over it, the mean square is δ² + Σ_blocks (2δmD + (1 − c) Σd² + c D²) + 2 Σ_{pairs of blocks} mD m′D′.
    /// Each kind of move counts as often as it is possible in a state.
    static double forMoves(IsingHamiltonian cost, List<Selection.KeptOnes> kept) {
        int spins = cost.spins();
        double unit = largest(cost);
        if (unit == 0 || spins < 2) {
            return 1;
        }
        var moves = new Moves(cost, unit, kept);
        double count = 0;
        for (Selection.KeptOnes block : kept) {
            count += exchanges(block);
        }
        int free =
                spins - kept.stream().mapToInt(block -> block.qubits().size()).sum();
        count += free;
        double mean = 0;
        for (int b = 0; b < kept.size(); b++) {
            if (exchanges(kept.get(b)) > 0) {
                mean += exchanges(kept.get(b)) / count * moves.exchange(b);
            }
        }
        if (free > 0) {
            mean += free / count * moves.flip();
        }
        // what rounding leaves of a cost that no move changes is not a change
        return mean < 1e-24 ? 1 : inverse(unit * Math.sqrt(mean));
    }

    /// How many pairs of a one and a zero there are in a block.
    private static double exchanges(Selection.KeptOnes block) {
        return (double) block.ones() * (block.qubits().size() - block.ones());
    }

    private static double largest(IsingHamiltonian cost) {
        double largest = 0;
        for (int i = 0; i < cost.spins(); i++) {
            largest = Math.max(largest, Math.abs(cost.h().get(i)));
        }
        for (IsingHamiltonian.Coupling coupling : cost.couplings()) {
            largest = Math.max(largest, Math.abs(coupling.weight()));
        }
        return largest;
    }

    static double inverse(double change) {
        double scale = 1 / change;
        if (!Double.isFinite(scale)) {
            throw new CircuitRejectedException(
                    "problem",
                    "has energies that are too small to be scaled: multiply its numbers, which change by " + change);
        }
        return scale;
    }
}
