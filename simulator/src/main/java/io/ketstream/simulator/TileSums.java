package io.ketstream.simulator;

/// Sums over the amplitudes of a tile. Eight partial sums, as with [Kernels#SUM_LANES], so that every
/// implementation gives the same bits.
interface TileSums {

    static TileSums chosen() {
        return Chosen.SUMS;
    }

    /// Numbers that a sum uses up.
    int WORK = 2 * Kernels.SUM_LANES;

    /// Initialised when first asked for.
    final class Chosen {
        private static final TileSums SUMS = Kernels.areVectors() ? new VectorTileSums() : new ScalarTileSums();

        private Chosen() {}
    }

    /// Σ Re(conj(ψₓ) ψ_y) over all x of the range, y being x with the bit `bit` flipped: ⟨X⟩ of that qubit. The
    /// real and the imaginary parts of amplitude x go into a partial sum each; it is that of x mod 8.
    ///
    /// @param sums [#WORK] numbers, used up
    /* wide */ double flipped(double[] re, double[] im, int offset, int length, int bit, /* wide */ double[] sums);

    /// Σ |ψₓ|² (table(x) + (column(x mod c) + row(x div c))) over the range, c = `columns`.
    ///
    /// @param sums [#WORK] numbers, used up
    /* wide */ double energy(
            double[] re,
            double[] im,
            int offset,
            int length,
            /* wide */ double[] table,
            /* wide */ double[] column,
            int columns,
            /* wide */ double[] row,
            /* wide */ double[] sums);
}
