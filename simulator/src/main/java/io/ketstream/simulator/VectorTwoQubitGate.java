package io.ketstream.simulator;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Loops over registers; what is shorter than a register goes to [ScalarTwoQubitGate]. See [VectorKernels] for why it
/// looks as it does.
final class VectorTwoQubitGate implements TwoQubitGate {

    private static final VectorSpecies<Double> SPECIES = VectorWidth.species();
    private static final int LANES = SPECIES.length();

    /// Every lane from lane ⊕ 2^k, by k.
    private static final VectorShuffle<Double> FLIP_0 = VectorShuffle.fromOp(SPECIES, lane -> lane ^ 1);

    private static final VectorShuffle<Double> FLIP_1 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 2) % LANES);
    private static final VectorShuffle<Double> FLIP_2 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 4) % LANES);
    private static final VectorShuffle<Double> FLIP_3 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 8) % LANES);

    /// The factors of one amplitude, a register each: the real and the imaginary part of four entries.
    private static final int ROW = 8 * LANES;

    /// Groups of four amplitudes that go through both halves of [#acrossRegisters] together.
    private static final int WAITING = 256;

    private final ScalarTwoQubitGate scalar;
    private final int a;
    private final int b;

    /// For each of the registers that are read together those of its amplitudes.
    private final double[] factors;

    VectorTwoQubitGate(ComplexMatrix matrix, int[] qubits) {
        this.scalar = new ScalarTwoQubitGate(matrix, qubits);
        this.a = 1 << qubits[0];
        this.b = 1 << qubits[1];
        int registers = b < LANES ? 1 : a < LANES ? 2 : 4;
        this.factors = new double[registers * ROW];
        for (int register = 0; register < registers; register++) {
            for (int lane = 0; lane < LANES; lane++) {
                int x = b < LANES
                        ? bit(lane, a) + 2 * bit(lane, b)
                        : a < LANES ? bit(lane, a) + 2 * register : register;
                fill(register * ROW + lane, x, matrix);
            }
        }
    }

    private static int bit(int lane, int mask) {
        return (lane & mask) == 0 ? 0 : 1;
    }

    /// One lane of the factors of amplitude x of four.
    private void fill(int at, int x, ComplexMatrix matrix) {
        for (int d = 0; d < 4; d++) {
            int entry = at + 2 * d * LANES;
            factors[entry] = Numbers.rounded(matrix.real(x, x ^ d));
            factors[entry + LANES] = Numbers.rounded(matrix.imaginary(x, x ^ d));
        }
    }

    private static VectorShuffle<Double> flip(int bit) {
        return switch (bit) {
            case 1 -> FLIP_0;
            case 2 -> FLIP_1;
            case 4 -> FLIP_2;
            default -> FLIP_3;
        };
    }

    @Override
    public void apply(double[] re, double[] im, int offset, int length) {
        if (length < LANES) {
            scalar.apply(re, im, offset, length);
        } else if (b < LANES) {
            inLanes(re, im, offset, length, flip(a), flip(b), factors);
        } else if (a < LANES) {
            halfInLanes(re, im, offset, length, b, flip(a), factors);
        } else {
            acrossRegisters(re, im, offset, length);
        }
    }

    private static void inLanes(
            double[] re,
            double[] im,
            int offset,
            int length,
            VectorShuffle<Double> flipA,
            VectorShuffle<Double> flipB,
            double[] f) {
        DoubleVector c0 = factor(f, 0);
        DoubleVector s0 = factor(f, 1);
        DoubleVector c1 = factor(f, 2);
        DoubleVector s1 = factor(f, 3);
        DoubleVector c2 = factor(f, 4);
        DoubleVector s2 = factor(f, 5);
        DoubleVector c3 = factor(f, 6);
        DoubleVector s3 = factor(f, 7);
        for (int x = offset; x < offset + length; x += LANES) {
            DoubleVector r0 = DoubleVector.fromArray(SPECIES, re, x);
            DoubleVector i0 = DoubleVector.fromArray(SPECIES, im, x);
            DoubleVector n0 = i0.neg();
            DoubleVector r1 = r0.rearrange(flipA);
            DoubleVector i1 = i0.rearrange(flipA);
            DoubleVector n1 = i1.neg();
            DoubleVector r2 = r0.rearrange(flipB);
            DoubleVector i2 = i0.rearrange(flipB);
            DoubleVector n2 = i2.neg();
            DoubleVector r3 = r1.rearrange(flipB);
            DoubleVector i3 = i1.rearrange(flipB);
            DoubleVector n3 = i3.neg();
            n3.fma(s3, r3.fma(c3, n2.fma(s2, r2.fma(c2, n1.fma(s1, r1.fma(c1, n0.fma(s0, r0.mul(c0))))))))
                    .intoArray(re, x);
            r3.fma(s3, i3.fma(c3, r2.fma(s2, i2.fma(c2, r1.fma(s1, i1.fma(c1, r0.fma(s0, i0.mul(c0))))))))
                    .intoArray(im, x);
        }
    }

    private static void halfInLanes(
            double[] re, double[] im, int offset, int length, int b, VectorShuffle<Double> flipA, double[] f) {
        DoubleVector c0 = factor(f, 0);
        DoubleVector s0 = factor(f, 1);
        DoubleVector c1 = factor(f, 2);
        DoubleVector s1 = factor(f, 3);
        DoubleVector c2 = factor(f, 4);
        DoubleVector s2 = factor(f, 5);
        DoubleVector c3 = factor(f, 6);
        DoubleVector s3 = factor(f, 7);
        DoubleVector c4 = factor(f, 8);
        DoubleVector s4 = factor(f, 9);
        DoubleVector c5 = factor(f, 10);
        DoubleVector s5 = factor(f, 11);
        DoubleVector c6 = factor(f, 12);
        DoubleVector s6 = factor(f, 13);
        DoubleVector c7 = factor(f, 14);
        DoubleVector s7 = factor(f, 15);
        for (int g = 0; g < length >> 1; g += LANES) {
            int x = offset + Bits.insertZero(g, b);
            DoubleVector r0 = DoubleVector.fromArray(SPECIES, re, x);
            DoubleVector i0 = DoubleVector.fromArray(SPECIES, im, x);
            DoubleVector n0 = i0.neg();
            DoubleVector r1 = r0.rearrange(flipA);
            DoubleVector i1 = i0.rearrange(flipA);
            DoubleVector n1 = i1.neg();
            DoubleVector r2 = DoubleVector.fromArray(SPECIES, re, x + b);
            DoubleVector i2 = DoubleVector.fromArray(SPECIES, im, x + b);
            DoubleVector n2 = i2.neg();
            DoubleVector r3 = r2.rearrange(flipA);
            DoubleVector i3 = i2.rearrange(flipA);
            DoubleVector n3 = i3.neg();
            n3.fma(s3, r3.fma(c3, n2.fma(s2, r2.fma(c2, n1.fma(s1, r1.fma(c1, n0.fma(s0, r0.mul(c0))))))))
                    .intoArray(re, x);
            r3.fma(s3, i3.fma(c3, r2.fma(s2, i2.fma(c2, r1.fma(s1, i1.fma(c1, r0.fma(s0, i0.mul(c0))))))))
                    .intoArray(im, x);
            n1.fma(s7, r1.fma(c7, n0.fma(s6, r0.fma(c6, n3.fma(s5, r3.fma(c5, n2.fma(s4, r2.mul(c4))))))))
                    .intoArray(re, x + b);
            r1.fma(s7, i1.fma(c7, r0.fma(s6, i0.fma(c6, r3.fma(s5, i3.fma(c5, r2.fma(s4, i2.mul(c4))))))))
                    .intoArray(im, x + b);
        }
    }

    /// Half of the results wait in a small array until the other half has been computed: one loop for all of them is
    /// more than the compiler keeps in registers.
    private void acrossRegisters(double[] re, double[] im, int offset, int length) {
        var waiting = new double[4 * WAITING];
        int groups = length >> 2;
        for (int begin = 0; begin < groups; begin += WAITING) {
            int end = Math.min(groups, begin + WAITING);
            firstHalf(re, im, offset, begin, end, a, b, factors, waiting);
            secondHalf(re, im, offset, begin, end, a, b, factors);
            bringBack(re, im, offset, begin, end, a, b, waiting);
        }
    }

    private static void firstHalf(
            double[] re, double[] im, int offset, int begin, int end, int a, int b, double[] f, double[] waiting) {
        DoubleVector c0 = factor(f, 0);
        DoubleVector s0 = factor(f, 1);
        DoubleVector c1 = factor(f, 2);
        DoubleVector s1 = factor(f, 3);
        DoubleVector c2 = factor(f, 4);
        DoubleVector s2 = factor(f, 5);
        DoubleVector c3 = factor(f, 6);
        DoubleVector s3 = factor(f, 7);
        DoubleVector c4 = factor(f, 8);
        DoubleVector s4 = factor(f, 9);
        DoubleVector c5 = factor(f, 10);
        DoubleVector s5 = factor(f, 11);
        DoubleVector c6 = factor(f, 12);
        DoubleVector s6 = factor(f, 13);
        DoubleVector c7 = factor(f, 14);
        DoubleVector s7 = factor(f, 15);
        for (int g = begin; g < end; g += LANES) {
            int x = offset + Bits.insertZero(Bits.insertZero(g, a), b);
            int w = g - begin;
            DoubleVector r0 = DoubleVector.fromArray(SPECIES, re, x);
            DoubleVector i0 = DoubleVector.fromArray(SPECIES, im, x);
            DoubleVector n0 = i0.neg();
            DoubleVector r1 = DoubleVector.fromArray(SPECIES, re, x + a);
            DoubleVector i1 = DoubleVector.fromArray(SPECIES, im, x + a);
            DoubleVector n1 = i1.neg();
            DoubleVector r2 = DoubleVector.fromArray(SPECIES, re, x + b);
            DoubleVector i2 = DoubleVector.fromArray(SPECIES, im, x + b);
            DoubleVector n2 = i2.neg();
            DoubleVector r3 = DoubleVector.fromArray(SPECIES, re, x + a + b);
            DoubleVector i3 = DoubleVector.fromArray(SPECIES, im, x + a + b);
            DoubleVector n3 = i3.neg();
            n3.fma(s3, r3.fma(c3, n2.fma(s2, r2.fma(c2, n1.fma(s1, r1.fma(c1, n0.fma(s0, r0.mul(c0))))))))
                    .intoArray(waiting, w);
            r3.fma(s3, i3.fma(c3, r2.fma(s2, i2.fma(c2, r1.fma(s1, i1.fma(c1, r0.fma(s0, i0.mul(c0))))))))
                    .intoArray(waiting, WAITING + w);
            n2.fma(s7, r2.fma(c7, n3.fma(s6, r3.fma(c6, n0.fma(s5, r0.fma(c5, n1.fma(s4, r1.mul(c4))))))))
                    .intoArray(waiting, 2 * WAITING + w);
            r2.fma(s7, i2.fma(c7, r3.fma(s6, i3.fma(c6, r0.fma(s5, i0.fma(c5, r1.fma(s4, i1.mul(c4))))))))
                    .intoArray(waiting, 3 * WAITING + w);
        }
    }

    private static void secondHalf(double[] re, double[] im, int offset, int begin, int end, int a, int b, double[] f) {
        DoubleVector c0 = factor(f, 16 + 0);
        DoubleVector s0 = factor(f, 16 + 1);
        DoubleVector c1 = factor(f, 16 + 2);
        DoubleVector s1 = factor(f, 16 + 3);
        DoubleVector c2 = factor(f, 16 + 4);
        DoubleVector s2 = factor(f, 16 + 5);
        DoubleVector c3 = factor(f, 16 + 6);
        DoubleVector s3 = factor(f, 16 + 7);
        DoubleVector c4 = factor(f, 16 + 8);
        DoubleVector s4 = factor(f, 16 + 9);
        DoubleVector c5 = factor(f, 16 + 10);
        DoubleVector s5 = factor(f, 16 + 11);
        DoubleVector c6 = factor(f, 16 + 12);
        DoubleVector s6 = factor(f, 16 + 13);
        DoubleVector c7 = factor(f, 16 + 14);
        DoubleVector s7 = factor(f, 16 + 15);
        for (int g = begin; g < end; g += LANES) {
            int x = offset + Bits.insertZero(Bits.insertZero(g, a), b);
            DoubleVector r0 = DoubleVector.fromArray(SPECIES, re, x);
            DoubleVector i0 = DoubleVector.fromArray(SPECIES, im, x);
            DoubleVector n0 = i0.neg();
            DoubleVector r1 = DoubleVector.fromArray(SPECIES, re, x + a);
            DoubleVector i1 = DoubleVector.fromArray(SPECIES, im, x + a);
            DoubleVector n1 = i1.neg();
            DoubleVector r2 = DoubleVector.fromArray(SPECIES, re, x + b);
            DoubleVector i2 = DoubleVector.fromArray(SPECIES, im, x + b);
            DoubleVector n2 = i2.neg();
            DoubleVector r3 = DoubleVector.fromArray(SPECIES, re, x + a + b);
            DoubleVector i3 = DoubleVector.fromArray(SPECIES, im, x + a + b);
            DoubleVector n3 = i3.neg();
            n1.fma(s3, r1.fma(c3, n0.fma(s2, r0.fma(c2, n3.fma(s1, r3.fma(c1, n2.fma(s0, r2.mul(c0))))))))
                    .intoArray(re, x + b);
            r1.fma(s3, i1.fma(c3, r0.fma(s2, i0.fma(c2, r3.fma(s1, i3.fma(c1, r2.fma(s0, i2.mul(c0))))))))
                    .intoArray(im, x + b);
            n0.fma(s7, r0.fma(c7, n1.fma(s6, r1.fma(c6, n2.fma(s5, r2.fma(c5, n3.fma(s4, r3.mul(c4))))))))
                    .intoArray(re, x + a + b);
            r0.fma(s7, i0.fma(c7, r1.fma(s6, i1.fma(c6, r2.fma(s5, i2.fma(c5, r3.fma(s4, i3.mul(c4))))))))
                    .intoArray(im, x + a + b);
        }
    }

    private static void bringBack(
            double[] re, double[] im, int offset, int begin, int end, int a, int b, double[] waiting) {
        for (int g = begin; g < end; g += LANES) {
            int x = offset + Bits.insertZero(Bits.insertZero(g, a), b);
            int w = g - begin;
            DoubleVector.fromArray(SPECIES, waiting, w).intoArray(re, x);
            DoubleVector.fromArray(SPECIES, waiting, WAITING + w).intoArray(im, x);
            DoubleVector.fromArray(SPECIES, waiting, 2 * WAITING + w).intoArray(re, x + a);
            DoubleVector.fromArray(SPECIES, waiting, 3 * WAITING + w).intoArray(im, x + a);
        }
    }

    private static DoubleVector factor(double[] f, int register) {
        return DoubleVector.fromArray(SPECIES, f, register * LANES);
    }
}
