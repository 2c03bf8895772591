package io.ketstream.simulator;

import java.util.Arrays;

/// Plain loops, for any JVM.
final class ScalarTileSums implements TileSums {

    private static final int LANES = Kernels.SUM_LANES;

    @Override
    public /* wide */ double flipped(
            double[] re, double[] im, int offset, int length, int bit, /* wide */ double[] sums) {
        // Of the real parts, then of the imaginary ones.
        Arrays.fill(sums, 0, 2 * LANES, 0);
        // Where x and its partner are in the same partial sum, one of both is enough.
        boolean once = bit >= LANES;
        for (int x = 0; x < length; x++) {
            if (once && (x & bit) != 0) {
                continue;
            }
            int lane = x & (LANES - 1);
            sums[lane] = Math.fma(re[offset + x], re[offset + (x ^ bit)], sums[lane]);
            sums[LANES + lane] = Math.fma(im[offset + x], im[offset + (x ^ bit)], sums[LANES + lane]);
        }
        for (int lane = 0; lane < LANES; lane++) {
            sums[lane] += sums[LANES + lane];
        }
        return once ? 2 * Kernels.pairwise(sums) : Kernels.pairwise(sums);
    }

    @Override
    public /* wide */ double energy(
            double[] re,
            double[] im,
            int offset,
            int length,
            /* wide */ double[] table,
            /* wide */ double[] column,
            int columns,
            /* wide */ double[] row,
            /* wide */ double[] sums) {
        Arrays.fill(sums, 0, LANES, 0);
        for (int x = 0; x < length; x++) {
            /* wide */ double real = re[offset + x];
            /* wide */ double imaginary = im[offset + x];
            /* wide */ double weight = table[x] + (column[x & (columns - 1)] + row[x / columns]);
            int lane = x & (LANES - 1);
            sums[lane] = Math.fma(Math.fma(real, real, imaginary * imaginary), weight, sums[lane]);
        }
        return Kernels.pairwise(sums);
    }
}
