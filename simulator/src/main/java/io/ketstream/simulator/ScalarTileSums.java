package io.ketstream.simulator;

/// Plain loops, for any JVM.
final class ScalarTileSums implements TileSums {

    private static final int LANES = Kernels.SUM_LANES;

    @Override
    public double flipped(double[] re, double[] im, int offset, int length, int bit) {
        var real = new double[LANES];
        var imaginary = new double[LANES];
        // Where x and its partner are in the same partial sum, one of both is enough.
        boolean once = bit >= LANES;
        for (int x = 0; x < length; x++) {
            if (once && (x & bit) != 0) {
                continue;
            }
            int lane = x & (LANES - 1);
            real[lane] = Math.fma(re[offset + x], re[offset + (x ^ bit)], real[lane]);
            imaginary[lane] = Math.fma(im[offset + x], im[offset + (x ^ bit)], imaginary[lane]);
        }
        for (int lane = 0; lane < LANES; lane++) {
            real[lane] += imaginary[lane];
        }
        return once ? 2 * Kernels.pairwise(real) : Kernels.pairwise(real);
    }

    @Override
    public double energy(
            double[] re,
            double[] im,
            int offset,
            int length,
            double[] table,
            double[] column,
            int columns,
            double[] row) {
        var sums = new double[LANES];
        for (int x = 0; x < length; x++) {
            double real = re[offset + x];
            double imaginary = im[offset + x];
            double weight = table[x] + (column[x & (columns - 1)] + row[x / columns]);
            int lane = x & (LANES - 1);
            sums[lane] = Math.fma(Math.fma(real, real, imaginary * imaginary), weight, sums[lane]);
        }
        return Kernels.pairwise(sums);
    }
}
