package io.ketstream.model.operator;

import io.ketstream.model.RealVector;
import java.util.ArrayList;
import java.util.List;

/// The energy E(z) = offset + Σᵢ hᵢ zᵢ + Σ_{i<j} Jᵢⱼ zᵢ zⱼ with spins z ∈ {+1, −1}; as an operator, zᵢ becomes Zᵢ.
///
/// Bit i of an assignment is 1 exactly when zᵢ = −1, that is x = (1 − z)/2.
public record IsingHamiltonian(RealVector h, List<Coupling> couplings, double offset) {

    /// J between spins `i < j`.
    public record Coupling(int i, int j, double weight) {
        public Coupling {
            if (i < 0 || i >= j) {
                throw new IllegalArgumentException("a coupling needs 0 <= i < j, not (" + i + ", " + j + ")");
            }
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("the coupling (" + i + ", " + j + ") is not finite");
            }
        }
    }

    public IsingHamiltonian {
        if (h.size() < 1) {
            throw new IllegalArgumentException("an Ising Hamiltonian needs at least one spin");
        }
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException("the offset is not finite");
        }
        couplings = List.copyOf(couplings);
        for (Coupling coupling : couplings) {
            if (coupling.j() >= h.size()) {
                throw new IllegalArgumentException(
                        "the coupling (" + coupling.i() + ", " + coupling.j() + ") is outside " + h.size() + " spins");
            }
        }
    }

    public int spins() {
        return h.size();
    }

    /// The energy of the assignment whose bit i is `bits >>> i & 1`, for at most 63 spins.
    public double energy(long bits) {
        double energy = offset;
        for (int i = 0; i < h.size(); i++) {
            energy += (bits >>> i & 1) == 0 ? h.get(i) : -h.get(i);
        }
        for (Coupling coupling : couplings) {
            boolean same = ((bits >>> coupling.i() ^ bits >>> coupling.j()) & 1) == 0;
            energy += same ? coupling.weight() : -coupling.weight();
        }
        return energy;
    }

    /// The same energy as an operator; zero fields and couplings are left out, a zero offset too.
    public PauliSum toPauliSum() {
        int n = h.size();
        var terms = new ArrayList<PauliSum.Term>();
        if (offset != 0) {
            terms.add(new PauliSum.Term(PauliString.identity(n), offset));
        }
        for (int i = 0; i < n; i++) {
            if (h.get(i) != 0) {
                terms.add(new PauliSum.Term(PauliString.of(n, 'Z', i), h.get(i)));
            }
        }
        for (Coupling coupling : couplings) {
            if (coupling.weight() != 0) {
                terms.add(new PauliSum.Term(PauliString.of(n, 'Z', coupling.i(), coupling.j()), coupling.weight()));
            }
        }
        return new PauliSum(n, terms);
    }
}
