package io.ketstream.simulator;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Loops over registers: one, two or four make the partial sums. What is shorter goes to [ScalarTileSums].
final class VectorTileSums implements TileSums {

    private static final VectorSpecies<Double> SPECIES =
            VectorKernels.species(Integer.getInteger(VectorKernels.WIDTH_PROPERTY, 0));
    private static final int LANES = SPECIES.length();
    private static final int SUM_LANES = Kernels.SUM_LANES;

    private static final VectorShuffle<Double> FLIP_0 = VectorShuffle.fromOp(SPECIES, lane -> lane ^ 1);
    private static final VectorShuffle<Double> FLIP_1 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 2) % LANES);
    private static final VectorShuffle<Double> FLIP_2 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 4) % LANES);

    private final ScalarTileSums scalar = new ScalarTileSums();

    @Override
    public double flipped(double[] re, double[] im, int offset, int length, int bit) {
        if (length < SUM_LANES) {
            return scalar.flipped(re, im, offset, length, bit);
        }
        var sums = new double[SUM_LANES];
        if (bit < LANES) {
            flippedInside(re, im, offset, length, flip(bit), sums);
        } else if (bit < SUM_LANES) {
            flippedNearby(re, im, offset, length, bit, sums);
        } else {
            flippedFar(re, im, offset, length, bit, sums);
            return 2 * Kernels.pairwise(sums);
        }
        return Kernels.pairwise(sums);
    }

    private static VectorShuffle<Double> flip(int bit) {
        return switch (bit) {
            case 1 -> FLIP_0;
            case 2 -> FLIP_1;
            default -> FLIP_2;
        };
    }

    /// The partner is in the same register.
    private static void flippedInside(
            double[] re, double[] im, int offset, int length, VectorShuffle<Double> flip, double[] sums) {
        for (int part = 0; part < SUM_LANES; part += LANES) {
            DoubleVector real = DoubleVector.zero(SPECIES);
            DoubleVector imaginary = DoubleVector.zero(SPECIES);
            for (int x = offset + part; x < offset + length; x += SUM_LANES) {
                DoubleVector r = DoubleVector.fromArray(SPECIES, re, x);
                DoubleVector i = DoubleVector.fromArray(SPECIES, im, x);
                real = r.fma(r.rearrange(flip), real);
                imaginary = i.fma(i.rearrange(flip), imaginary);
            }
            real.add(imaginary).intoArray(sums, part);
        }
    }

    /// The partner is in another register of the same group of eight.
    private static void flippedNearby(double[] re, double[] im, int offset, int length, int bit, double[] sums) {
        for (int part = 0; part < SUM_LANES; part += LANES) {
            DoubleVector real = DoubleVector.zero(SPECIES);
            DoubleVector imaginary = DoubleVector.zero(SPECIES);
            int partner = (part ^ bit) - part;
            for (int x = offset + part; x < offset + length; x += SUM_LANES) {
                real = DoubleVector.fromArray(SPECIES, re, x)
                        .fma(DoubleVector.fromArray(SPECIES, re, x + partner), real);
                imaginary = DoubleVector.fromArray(SPECIES, im, x)
                        .fma(DoubleVector.fromArray(SPECIES, im, x + partner), imaginary);
            }
            real.add(imaginary).intoArray(sums, part);
        }
    }

    private static void flippedFar(double[] re, double[] im, int offset, int length, int bit, double[] sums) {
        DoubleVector real0 = DoubleVector.zero(SPECIES);
        DoubleVector real1 = real0;
        DoubleVector real2 = real0;
        DoubleVector real3 = real0;
        DoubleVector imaginary0 = real0;
        DoubleVector imaginary1 = real0;
        DoubleVector imaginary2 = real0;
        DoubleVector imaginary3 = real0;
        for (int g = 0; g < length >> 1; g += SUM_LANES) {
            int x = offset + (((g & -bit) << 1) | (g & (bit - 1)));
            int y = x + bit;
            real0 = product(re, x, y, real0);
            imaginary0 = product(im, x, y, imaginary0);
            if (LANES < 8) {
                real1 = product(re, x + LANES, y + LANES, real1);
                imaginary1 = product(im, x + LANES, y + LANES, imaginary1);
            }
            if (LANES < 4) {
                real2 = product(re, x + 2 * LANES, y + 2 * LANES, real2);
                imaginary2 = product(im, x + 2 * LANES, y + 2 * LANES, imaginary2);
                real3 = product(re, x + 3 * LANES, y + 3 * LANES, real3);
                imaginary3 = product(im, x + 3 * LANES, y + 3 * LANES, imaginary3);
            }
        }
        real0.add(imaginary0).intoArray(sums, 0);
        if (LANES < 8) {
            real1.add(imaginary1).intoArray(sums, LANES);
        }
        if (LANES < 4) {
            real2.add(imaginary2).intoArray(sums, 2 * LANES);
            real3.add(imaginary3).intoArray(sums, 3 * LANES);
        }
    }

    private static DoubleVector product(double[] values, int x, int y, DoubleVector sum) {
        return DoubleVector.fromArray(SPECIES, values, x).fma(DoubleVector.fromArray(SPECIES, values, y), sum);
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
        if (columns < SUM_LANES) {
            return scalar.energy(re, im, offset, length, table, column, columns, row);
        }
        var sums = new double[SUM_LANES];
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = sum0;
        DoubleVector sum2 = sum0;
        DoubleVector sum3 = sum0;
        int rows = length / columns;
        for (int r = 0; r < rows; r++) {
            DoubleVector more = DoubleVector.broadcast(SPECIES, row[r]);
            int begin = r * columns;
            for (int c = 0; c < columns; c += SUM_LANES) {
                int x = begin + c;
                sum0 = weighted(re, im, offset + x, table, x, column, c, more, sum0);
                if (LANES < 8) {
                    sum1 = weighted(re, im, offset + x + LANES, table, x + LANES, column, c + LANES, more, sum1);
                }
                if (LANES < 4) {
                    int y = x + 2 * LANES;
                    int z = x + 3 * LANES;
                    sum2 = weighted(re, im, offset + y, table, y, column, c + 2 * LANES, more, sum2);
                    sum3 = weighted(re, im, offset + z, table, z, column, c + 3 * LANES, more, sum3);
                }
            }
        }
        sum0.intoArray(sums, 0);
        if (LANES < 8) {
            sum1.intoArray(sums, LANES);
        }
        if (LANES < 4) {
            sum2.intoArray(sums, 2 * LANES);
            sum3.intoArray(sums, 3 * LANES);
        }
        return Kernels.pairwise(sums);
    }

    private static DoubleVector weighted(
            double[] re,
            double[] im,
            int at,
            double[] table,
            int x,
            double[] column,
            int c,
            DoubleVector more,
            DoubleVector sum) {
        DoubleVector r = DoubleVector.fromArray(SPECIES, re, at);
        DoubleVector i = DoubleVector.fromArray(SPECIES, im, at);
        DoubleVector weight = DoubleVector.fromArray(SPECIES, table, x)
                .add(DoubleVector.fromArray(SPECIES, column, c).add(more));
        return r.fma(r, i.mul(i)).fma(weight, sum);
    }
}
