package io.ketstream.simulator;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Terms of a Pauli sum with at most two Z, or with one X: their expectation, [TermSums], takes two passes over
/// the state by the tiles of [Schedule], whatever their number.
final class TiledTerms {

    /// One pass: the energies of all Z terms where `energy` is there, and X on qubits of the tile, by its bit.
    ///
    /// @param kept what of it is in one precision
    record Pass(int mobile, QuadraticEnergy.@Nullable OnTiles energy, List<Flip> flips, KeptByKind kept) {

        private static Pass of(int mobile, QuadraticEnergy.@Nullable OnTiles energy, List<Flip> flips) {
            return new Pass(mobile, energy, flips, new KeptByKind());
        }

        /// Whether the amplitudes of a tile are neighbours.
        boolean hasNeighbours() {
            return (mobile & (mobile + 1)) == 0;
        }

        /// The amplitudes of a tile.
        int length() {
            return 1 << Integer.bitCount(mobile);
        }
    }

    record Flip(int bit, double coefficient) {}

    private final List<Pass> passes;
    private final List<PauliGroup> groups;

    private TiledTerms(List<Pass> passes, List<PauliGroup> groups) {
        this.passes = List.copyOf(passes);
        this.groups = List.copyOf(groups);
    }

    static boolean accepts(PauliString pauli) {
        return pauli.xMask() == 0 ? Long.bitCount(pauli.zMask()) <= 2 : isX(pauli);
    }

    private static boolean isX(PauliString pauli) {
        return pauli.zMask() == 0 && Long.bitCount(pauli.xMask()) == 1;
    }

    /// Of terms that all are accepted; empty where there is none.
    static Optional<TiledTerms> of(int qubits, List<PauliSum.Term> terms) {
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        var energy = new QuadraticEnergy(qubits);
        var flips = new double[qubits];
        int flipped = 0;
        boolean diagonal = false;
        for (PauliSum.Term term : terms) {
            if (term.pauli().xMask() == 0) {
                energy.add((int) term.pauli().zMask(), term.coefficient());
                diagonal = true;
            } else {
                int qubit = Long.numberOfTrailingZeros(term.pauli().xMask());
                flips[qubit] += term.coefficient();
                flipped |= 1 << qubit;
            }
        }
        int tileQubits = Schedule.tileQubits(qubits);
        int mobile = (1 << tileQubits) - 1;
        var passes = new ArrayList<Pass>();
        passes.add(
                Pass.of(mobile, diagonal ? energy.onTiles(tileQubits) : null, flips(flips, flipped & mobile, mobile)));
        for (int left = flipped & ~mobile; left != 0; left &= ~mobile) {
            mobile = Schedule.mobile(left, tileQubits);
            passes.add(Pass.of(mobile, null, flips(flips, left & mobile, mobile)));
        }
        return Optional.of(new TiledTerms(passes, PauliGroup.of(terms)));
    }

    private static List<Flip> flips(double[] coefficients, int flipped, int mobile) {
        var flips = new ArrayList<Flip>();
        for (int rest = flipped; rest != 0; rest &= rest - 1) {
            int qubit = Integer.numberOfTrailingZeros(rest);
            flips.add(new Flip(Integer.compress(1 << qubit, mobile), coefficients[qubit]));
        }
        return flips;
    }

    List<Pass> passes() {
        return passes;
    }

    /// The same terms, by the qubits that they flip.
    List<PauliGroup> groups() {
        return groups;
    }
}
