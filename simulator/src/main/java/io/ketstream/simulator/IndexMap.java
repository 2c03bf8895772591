package io.ketstream.simulator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where amplitudes come from when they only change places: ψ′(y) = ψ(M y ⊕ c), M a matrix over the field of two
/// elements. X, CX and SWAP in any number are one such map.
final class IndexMap {

    /// The columns of M, by qubit.
    private final int[] columns;

    private int constant;

    IndexMap(int qubits) {
        this.columns = new int[qubits];
        clear();
    }

    /// Becomes the map that changes nothing.
    void clear() {
        for (int k = 0; k < columns.length; k++) {
            columns[k] = 1 << k;
        }
        constant = 0;
    }

    /// This map as it is now.
    IndexMap copy() {
        var copy = new IndexMap(columns.length);
        System.arraycopy(columns, 0, copy.columns, 0, columns.length);
        copy.constant = constant;
        return copy;
    }

    /// Whether exchanging `pairs` is such a map: X, CX and SWAP are, with more controls none is.
    static boolean isLinear(Pairs pairs) {
        return Integer.bitCount(pairs.involved()) <= 2;
    }

    /// Exchanges `pairs` after what was before: with g the exchange on indices, ψ″(y) = ψ′(g(y)).
    void exchange(Pairs pairs) {
        int controls = pairs.first() & pairs.second();
        int flipped = pairs.flipped();
        int target = Integer.numberOfTrailingZeros(flipped);
        if (Integer.bitCount(flipped) == 2) {
            int swapped = Integer.numberOfTrailingZeros(flipped & (flipped - 1));
            int column = columns[target];
            columns[target] = columns[swapped];
            columns[swapped] = column;
        } else if (controls != 0) {
            columns[Integer.numberOfTrailingZeros(controls)] ^= columns[target];
        } else {
            constant ^= columns[target];
        }
    }

    /// M's columns of the bits of `mobile`, which it maps to such bits.
    int[] columns(int mobile) {
        var chosen = new int[Integer.bitCount(mobile)];
        int rest = mobile;
        for (int k = 0; k < chosen.length; k++, rest &= rest - 1) {
            chosen[k] = columns[Integer.numberOfTrailingZeros(rest)];
        }
        return chosen;
    }

    /// M y ⊕ c for a y that has ones at fixed bits only, which it keeps.
    int image(int fixed) {
        int image = constant;
        for (int rest = fixed; rest != 0; rest &= rest - 1) {
            image ^= columns[Integer.numberOfTrailingZeros(rest)];
        }
        return image;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IndexMap map && map.constant == constant && Arrays.equals(map.columns, columns);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(columns) + constant;
    }
}
