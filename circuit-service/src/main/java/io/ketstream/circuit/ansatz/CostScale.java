package io.ketstream.circuit.ansatz;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliSum;

/// The factor s by which QAOA multiplies the cost inside exp(−iγ·s·C), so that useful γ are of order 1 whatever
/// the user's units and the number of neighbours.
///
/// 1/s is half the energy that one elementary move of the mixer changes, root mean square over all moves and
/// all states that the mixer reaches: for `x` a flip of one spin, for `xy-*` an exchange of a one and a zero
/// among the states of weight K. For an Ising cost under `x` that is √(meanᵢ(hᵢ² + Σⱼ Jᵢⱼ²)). It makes the best
/// first-layer angle of the published tables, γ ∝ arctan(1/√(d−1))/√(mean w²) ≈ 1/√(d·mean w²), the same number
/// (about ½) for sparse and dense instances; the plain root mean square of the couplings leaves a factor √d.
/// Parts of a cost that are constant at weight K do not count under `xy-*`. A cost without any such change has
/// s = 1.
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

    /// For exchanges inside the assignments with `ones` ones.
    ///
    /// Half the change of exchanging i and j is δ + Σₖ dₖzₖ, δ = hᵢ − hⱼ, dₖ = Jᵢₖ − Jⱼₖ, over the n − 2 other
    /// spins, of which ones − 1 are 1: with m = ⟨zₖ⟩ and c = ⟨zₖzₗ⟩ its mean square is δ² + 2δm Σd + (1 − c)
    /// Σd² + c (Σd)².
    static double forExchanges(IsingHamiltonian cost, int ones) {
        int spins = cost.spins();
        double unit = largest(cost);
        if (unit == 0 || spins < 2) {
            return 1;
        }
        double[][] coupling = new double[spins][spins];
        for (IsingHamiltonian.Coupling pair : cost.couplings()) {
            coupling[pair.i()][pair.j()] += pair.weight() / unit;
            coupling[pair.j()][pair.i()] += pair.weight() / unit;
        }
        int others = spins - 2;
        double magnetisation = others - 2.0 * (ones - 1);
        double mean = others == 0 ? 0 : magnetisation / others;
        double correlation =
                others < 2 ? 1 : (magnetisation * magnetisation - others) / ((double) others * (others - 1));
        double sum = 0;
        for (int i = 0; i < spins; i++) {
            for (int j = i + 1; j < spins; j++) {
                double field = (cost.h().get(i) - cost.h().get(j)) / unit;
                double total = 0;
                double squares = 0;
                for (int k = 0; k < spins; k++) {
                    if (k != i && k != j) {
                        double difference = coupling[i][k] - coupling[j][k];
                        total += difference;
                        squares += difference * difference;
                    }
                }
                sum += field * field
                        + 2 * field * mean * total
                        + (1 - correlation) * squares
                        + correlation * total * total;
            }
        }
        double pairs = spins * (spins - 1) / 2.0;
        // what rounding leaves of a cost that is constant at this weight is not a change
        return sum / pairs < 1e-24 ? 1 : inverse(unit * Math.sqrt(sum / pairs));
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
