package io.ketstream.optimizer.control;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The flips of one spin, and swaps of a selected spin for another, that rules permit.
final class SelectionMoves {

    private final SpinModel model;
    private final Feasible feasible;

    /// @param second the same as `first` for a flip
    /// @param change of the energy
    record Move(int first, int second, double change) {}

    SelectionMoves(SpinModel model, Feasible feasible) {
        this.model = model;
        this.feasible = feasible;
    }

    /// The one that raises the energy least, or lowers it most, of those that are `wanted`; null where there is none.
    @Nullable
    Move best(byte[] spins, double[] local, Predicate<Move> wanted) {
        int[] counts = feasible.counts(spins);
        Move best = null;
        for (int i = 0; i < spins.length; i++) {
            if (feasible.permitsFlip(i, spins[i], counts)) {
                best = better(best, new Move(i, i, -2 * spins[i] * local[i]), wanted);
            }
            for (int j = 0; j < spins.length && spins[i] < 0; j++) {
                if (spins[j] > 0 && feasible.permitsSwap(i, j, counts)) {
                    best = better(best, new Move(i, j, model.swapChange(i, j, spins, local)), wanted);
                }
            }
        }
        return best;
    }

    private static @Nullable Move better(@Nullable Move best, Move candidate, Predicate<Move> wanted) {
        return (best == null || candidate.change() < best.change()) && wanted.test(candidate) ? candidate : best;
    }

    void make(Move move, byte[] spins, double[] local) {
        model.flip(move.first(), spins, local);
        if (move.second() != move.first()) {
            model.flip(move.second(), spins, local);
        }
    }
}
