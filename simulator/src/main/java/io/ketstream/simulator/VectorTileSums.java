package io.ketstream.simulator;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Loops over registers: one, two or four make the partial sums. What is shorter goes to [ScalarTileSums].
final class VectorTileSums implements TileSums {

    /// Of sums.
    private static final VectorSpecies</* wide */ Double> SPECIES = /* wide */ VectorWidth.species();
    private static final int LANES = SPECIES.length();
    private static final int SUM_LANES = Kernels.SUM_LANES;

    private static final VectorShuffle</* wide */ Double> FLIP_0 = VectorShuffle.fromOp(SPECIES, lane -> lane ^ 1);
    private static final VectorShuffle</* wide */ Double> FLIP_1 =
            VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 2) % LANES);
    private static final VectorShuffle</* wide */ Double> FLIP_2 =
            VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 4) % LANES);

    private final ScalarTileSums scalar = new ScalarTileSums();

    @Override
    public /* wide */ double flipped(
            double[] re, double[] im, int offset, int length, int bit, /* wide */ double[] sums) {
        if (length < SUM_LANES) {
            return scalar.flipped(re, im, offset, length, bit, sums);
        }
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

    private static VectorShuffle</* wide */ Double> flip(int bit) {
        return switch (bit) {
            case 1 -> FLIP_0;
            case 2 -> FLIP_1;
            default -> FLIP_2;
        };
    }

    /// The partner is in the same register.
    private static void flippedInside(
            double[] re,
            double[] im,
            int offset,
            int length,
            VectorShuffle</* wide */ Double> flip,
            /* wide */ double[] sums) {
        for (int part = 0; part < SUM_LANES; part += LANES) {
            /* wide */ DoubleVector real = /* wide */ DoubleVector.zero(SPECIES);
            /* wide */ DoubleVector imaginary = /* wide */ DoubleVector.zero(SPECIES);
            for (int x = offset + part; x < offset + length; x += SUM_LANES) {
                /* wide */ DoubleVector r = WideVectors.load(SPECIES, re, x);
                /* wide */ DoubleVector i = WideVectors.load(SPECIES, im, x);
                real = r.fma(r.rearrange(flip), real);
                imaginary = i.fma(i.rearrange(flip), imaginary);
            }
            real.add(imaginary).intoArray(sums, part);
        }
    }

    /// The partner is in another register of the same group of eight.
    private static void flippedNearby(
            double[] re, double[] im, int offset, int length, int bit, /* wide */ double[] sums) {
        for (int part = 0; part < SUM_LANES; part += LANES) {
            /* wide */ DoubleVector real = /* wide */ DoubleVector.zero(SPECIES);
            /* wide */ DoubleVector imaginary = /* wide */ DoubleVector.zero(SPECIES);
            int partner = (part ^ bit) - part;
            for (int x = offset + part; x < offset + length; x += SUM_LANES) {
                real = WideVectors.load(SPECIES, re, x).fma(WideVectors.load(SPECIES, re, x + partner), real);
                imaginary = WideVectors.load(SPECIES, im, x).fma(WideVectors.load(SPECIES, im, x + partner), imaginary);
            }
            real.add(imaginary).intoArray(sums, part);
        }
    }

    private static void flippedFar(
            double[] re, double[] im, int offset, int length, int bit, /* wide */ double[] sums) {
        /* wide */ DoubleVector real0 = /* wide */ DoubleVector.zero(SPECIES);
        /* wide */ DoubleVector real1 = real0;
        /* wide */ DoubleVector real2 = real0;
        /* wide */ DoubleVector real3 = real0;
        /* wide */ DoubleVector imaginary0 = real0;
        /* wide */ DoubleVector imaginary1 = real0;
        /* wide */ DoubleVector imaginary2 = real0;
        /* wide */ DoubleVector imaginary3 = real0;
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

    private static /* wide */ DoubleVector product(double[] values, int x, int y, /* wide */ DoubleVector sum) {
        return WideVectors.load(SPECIES, values, x).fma(WideVectors.load(SPECIES, values, y), sum);
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
        if (columns < SUM_LANES) {
            return scalar.energy(re, im, offset, length, table, column, columns, row, sums);
        }
        /* wide */ DoubleVector sum0 = /* wide */ DoubleVector.zero(SPECIES);
        /* wide */ DoubleVector sum1 = sum0;
        /* wide */ DoubleVector sum2 = sum0;
        /* wide */ DoubleVector sum3 = sum0;
        int rows = length / columns;
        for (int r = 0; r < rows; r++) {
            /* wide */ DoubleVector more = /* wide */ DoubleVector.broadcast(SPECIES, row[r]);
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

    private static /* wide */ DoubleVector weighted(
            double[] re,
            double[] im,
            int at,
            /* wide */ double[] table,
            int x,
            /* wide */ double[] column,
            int c,
            /* wide */ DoubleVector more,
            /* wide */ DoubleVector sum) {
        /* wide */ DoubleVector r = WideVectors.load(SPECIES, re, at);
        /* wide */ DoubleVector i = WideVectors.load(SPECIES, im, at);
        /* wide */ DoubleVector weight = /* wide */ DoubleVector.fromArray(SPECIES, table, x)
                .add(/* wide */ DoubleVector.fromArray(SPECIES, column, c).add(more));
        return r.fma(r, i.mul(i)).fma(weight, sum);
    }
}
