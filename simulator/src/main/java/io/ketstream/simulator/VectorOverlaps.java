package io.ketstream.simulator;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Loops over registers of the width that [VectorKernels] has; what is shorter goes to [ScalarOverlaps].
///
/// A loop steps by one register, so the eight partial sums of narrow registers are several variables that take turns.
final class VectorOverlaps implements OverlapKernels {

    private static final VectorSpecies<Double> SPECIES = VectorWidth.species();
    private static final int LANES = SPECIES.length();
    private static final VectorShuffle<Double> FLIP_0 = VectorShuffle.fromOp(SPECIES, lane -> lane ^ 1);
    private static final VectorShuffle<Double> FLIP_1 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 2) % LANES);
    private static final VectorShuffle<Double> FLIP_2 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 4) % LANES);

    private final ScalarOverlaps scalar = new ScalarOverlaps();

    /// `index` with a 0 put in at the position of `bit`.
    private static int insertZero(int index, int bit) {
        return ((index & -bit) << 1) | (index & (bit - 1));
    }

    /// Adds partial sums that are those of one, two or four registers, times ±1.
    private static void add(
            DoubleVector sum0,
            DoubleVector sum1,
            DoubleVector sum2,
            DoubleVector sum3,
            double sign,
            double[] sums,
            int at) {
        add(sum0, sign, sums, at);
        if (LANES < 8) {
            add(sum1, sign, sums, at + LANES);
        }
        if (LANES < 4) {
            add(sum2, sign, sums, at + 2 * LANES);
            add(sum3, sign, sums, at + 3 * LANES);
        }
    }

    private static void add(DoubleVector sum, double sign, double[] sums, int at) {
        DoubleVector.fromArray(SPECIES, sums, at).add(sum.mul(sign)).intoArray(sums, at);
    }

    @Override
    public void inner(Axis axis, BraKet states, int offset, int length, int count, double[] sums, int at) {
        if (count < INNER_QUBITS) {
            scalar.inner(axis, states, offset, length, count, sums, at);
            return;
        }
        switch (axis) {
            case X -> innerX(states.ketRe, states.ketIm, states.braRe, states.braIm, offset, length, sums, at);
            case Y -> {
                var part = new double[INNER_QUBITS * SUM_LANES];
                innerY(states.ketRe, states.ketIm, states.braRe, states.braIm, offset, length, part, 0);
                for (int k = 0; k < part.length; k++) {
                    int qubit = k / SUM_LANES;
                    // Whether qubit 3 is set changes within a partial sum, so that one has its signs already.
                    boolean minus = qubit < 3 && ((k >>> qubit) & 1) == 0;
                    sums[at + k] += minus ? -part[k] : part[k];
                }
            }
        }
    }

    @Override
    public void rotate(
            Axis axis, BraKet states, int offset, int length, int[] qubits, double[] tangents, double[] sums, int at) {
        double[] ketRe = states.ketRe;
        double[] ketIm = states.ketIm;
        double[] braRe = states.braRe;
        double[] braIm = states.braIm;
        switch (axis) {
            case X -> {
                rotateXHalf(ketRe, ketIm, braRe, braIm, offset, length, qubits, tangents, 1, sums, at);
                rotateXHalf(ketIm, ketRe, braIm, braRe, offset, length, qubits, tangents, -1, sums, at);
            }
            case Y -> {
                rotateYHalf(ketRe, braRe, offset, length, qubits, tangents, sums, at);
                rotateYHalf(ketIm, braIm, offset, length, qubits, tangents, sums, at);
            }
        }
    }

    /// X pairs the real part of an amplitude with the imaginary part of its neighbour only: see [VectorKernels].
    private static void rotateXHalf(
            double[] even,
            double[] odd,
            double[] braEven,
            double[] braOdd,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            double sign,
            double[] sums,
            int at) {
        switch (qubits.length) {
            case 1 -> rotateXOne(even, odd, braEven, braOdd, offset, length, qubits, tangents, sign, sums, at);
            case 2 -> rotateXTwo(even, odd, braEven, braOdd, offset, length, qubits, tangents, sign, sums, at);
            default -> rotateXThree(even, odd, braEven, braOdd, offset, length, qubits, tangents, sign, sums, at);
        }
    }

    private static void rotateYHalf(
            double[] values,
            double[] braValues,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            double[] sums,
            int at) {
        switch (qubits.length) {
            case 1 -> rotateYOne(values, braValues, offset, length, qubits, tangents, sums, at);
            case 2 -> rotateYTwo(values, braValues, offset, length, qubits, tangents, sums, at);
            default -> rotateYThree(values, braValues, offset, length, qubits, tangents, sums, at);
        }
    }

    private static void innerX(
            double[] ketRe,
            double[] ketIm,
            double[] braRe,
            double[] braIm,
            int offset,
            int length,
            double[] sums,
            int at) {
        DoubleVector sum00 = DoubleVector.zero(SPECIES);
        DoubleVector sum01 = DoubleVector.zero(SPECIES);
        DoubleVector sum02 = DoubleVector.zero(SPECIES);
        DoubleVector sum03 = DoubleVector.zero(SPECIES);
        DoubleVector sum10 = DoubleVector.zero(SPECIES);
        DoubleVector sum11 = DoubleVector.zero(SPECIES);
        DoubleVector sum12 = DoubleVector.zero(SPECIES);
        DoubleVector sum13 = DoubleVector.zero(SPECIES);
        DoubleVector sum20 = DoubleVector.zero(SPECIES);
        DoubleVector sum21 = DoubleVector.zero(SPECIES);
        DoubleVector sum22 = DoubleVector.zero(SPECIES);
        DoubleVector sum23 = DoubleVector.zero(SPECIES);
        DoubleVector sum30 = DoubleVector.zero(SPECIES);
        DoubleVector sum31 = DoubleVector.zero(SPECIES);
        DoubleVector sum32 = DoubleVector.zero(SPECIES);
        DoubleVector sum33 = DoubleVector.zero(SPECIES);
        for (int x = offset; x < offset + length; x += LANES) {
            DoubleVector ketR = DoubleVector.fromArray(SPECIES, ketRe, x);
            DoubleVector ketI = DoubleVector.fromArray(SPECIES, ketIm, x);
            DoubleVector braR = DoubleVector.fromArray(SPECIES, braRe, x);
            DoubleVector braI = DoubleVector.fromArray(SPECIES, braIm, x).neg();
            DoubleVector flippedR0 = ketR.rearrange(FLIP_0);
            DoubleVector flippedI0 = ketI.rearrange(FLIP_0);
            DoubleVector s0 = braI.fma(flippedR0, braR.fma(flippedI0, sum00));
            DoubleVector flippedR1 = LANES > 2 ? ketR.rearrange(FLIP_1) : DoubleVector.fromArray(SPECIES, ketRe, x ^ 2);
            DoubleVector flippedI1 = LANES > 2 ? ketI.rearrange(FLIP_1) : DoubleVector.fromArray(SPECIES, ketIm, x ^ 2);
            DoubleVector s1 = braI.fma(flippedR1, braR.fma(flippedI1, sum10));
            DoubleVector flippedR2 = LANES > 4 ? ketR.rearrange(FLIP_2) : DoubleVector.fromArray(SPECIES, ketRe, x ^ 4);
            DoubleVector flippedI2 = LANES > 4 ? ketI.rearrange(FLIP_2) : DoubleVector.fromArray(SPECIES, ketIm, x ^ 4);
            DoubleVector s2 = braI.fma(flippedR2, braR.fma(flippedI2, sum20));
            DoubleVector flippedR3 = DoubleVector.fromArray(SPECIES, ketRe, x ^ 8);
            DoubleVector flippedI3 = DoubleVector.fromArray(SPECIES, ketIm, x ^ 8);
            DoubleVector s3 = braI.fma(flippedR3, braR.fma(flippedI3, sum30));
            if (LANES == 8) {
                sum00 = s0;
                sum10 = s1;
                sum20 = s2;
                sum30 = s3;
            } else if (LANES == 4) {
                sum00 = sum01;
                sum01 = s0;
                sum10 = sum11;
                sum11 = s1;
                sum20 = sum21;
                sum21 = s2;
                sum30 = sum31;
                sum31 = s3;
            } else {
                sum00 = sum01;
                sum01 = sum02;
                sum02 = sum03;
                sum03 = s0;
                sum10 = sum11;
                sum11 = sum12;
                sum12 = sum13;
                sum13 = s1;
                sum20 = sum21;
                sum21 = sum22;
                sum22 = sum23;
                sum23 = s2;
                sum30 = sum31;
                sum31 = sum32;
                sum32 = sum33;
                sum33 = s3;
            }
        }
        add(sum00, sum01, sum02, sum03, 1, sums, at + 0 * SUM_LANES);
        add(sum10, sum11, sum12, sum13, 1, sums, at + 1 * SUM_LANES);
        add(sum20, sum21, sum22, sum23, 1, sums, at + 2 * SUM_LANES);
        add(sum30, sum31, sum32, sum33, 1, sums, at + 3 * SUM_LANES);
    }

    private static void innerY(
            double[] ketRe,
            double[] ketIm,
            double[] braRe,
            double[] braIm,
            int offset,
            int length,
            double[] sums,
            int at) {
        DoubleVector sum00 = DoubleVector.zero(SPECIES);
        DoubleVector sum01 = DoubleVector.zero(SPECIES);
        DoubleVector sum02 = DoubleVector.zero(SPECIES);
        DoubleVector sum03 = DoubleVector.zero(SPECIES);
        DoubleVector sum10 = DoubleVector.zero(SPECIES);
        DoubleVector sum11 = DoubleVector.zero(SPECIES);
        DoubleVector sum12 = DoubleVector.zero(SPECIES);
        DoubleVector sum13 = DoubleVector.zero(SPECIES);
        DoubleVector sum20 = DoubleVector.zero(SPECIES);
        DoubleVector sum21 = DoubleVector.zero(SPECIES);
        DoubleVector sum22 = DoubleVector.zero(SPECIES);
        DoubleVector sum23 = DoubleVector.zero(SPECIES);
        DoubleVector sum30 = DoubleVector.zero(SPECIES);
        DoubleVector sum31 = DoubleVector.zero(SPECIES);
        DoubleVector sum32 = DoubleVector.zero(SPECIES);
        DoubleVector sum33 = DoubleVector.zero(SPECIES);
        for (int x = offset; x < offset + length; x += LANES) {
            DoubleVector ketR = DoubleVector.fromArray(SPECIES, ketRe, x);
            DoubleVector ketI = DoubleVector.fromArray(SPECIES, ketIm, x);
            DoubleVector braR = DoubleVector.fromArray(SPECIES, braRe, x);
            DoubleVector braI = DoubleVector.fromArray(SPECIES, braIm, x);
            DoubleVector flippedR0 = ketR.rearrange(FLIP_0);
            DoubleVector flippedI0 = ketI.rearrange(FLIP_0);
            DoubleVector s0 = braI.fma(flippedI0, braR.fma(flippedR0, sum00));
            DoubleVector flippedR1 = LANES > 2 ? ketR.rearrange(FLIP_1) : DoubleVector.fromArray(SPECIES, ketRe, x ^ 2);
            DoubleVector flippedI1 = LANES > 2 ? ketI.rearrange(FLIP_1) : DoubleVector.fromArray(SPECIES, ketIm, x ^ 2);
            DoubleVector s1 = braI.fma(flippedI1, braR.fma(flippedR1, sum10));
            DoubleVector flippedR2 = LANES > 4 ? ketR.rearrange(FLIP_2) : DoubleVector.fromArray(SPECIES, ketRe, x ^ 4);
            DoubleVector flippedI2 = LANES > 4 ? ketI.rearrange(FLIP_2) : DoubleVector.fromArray(SPECIES, ketIm, x ^ 4);
            DoubleVector s2 = braI.fma(flippedI2, braR.fma(flippedR2, sum20));
            DoubleVector flippedR3 = DoubleVector.fromArray(SPECIES, ketRe, x ^ 8);
            DoubleVector flippedI3 = DoubleVector.fromArray(SPECIES, ketIm, x ^ 8);
            DoubleVector sign = DoubleVector.broadcast(SPECIES, ((x & 8) >> 2) - 1);
            DoubleVector s3 = braI.mul(sign).fma(flippedI3, braR.mul(sign).fma(flippedR3, sum30));
            if (LANES == 8) {
                sum00 = s0;
                sum10 = s1;
                sum20 = s2;
                sum30 = s3;
            } else if (LANES == 4) {
                sum00 = sum01;
                sum01 = s0;
                sum10 = sum11;
                sum11 = s1;
                sum20 = sum21;
                sum21 = s2;
                sum30 = sum31;
                sum31 = s3;
            } else {
                sum00 = sum01;
                sum01 = sum02;
                sum02 = sum03;
                sum03 = s0;
                sum10 = sum11;
                sum11 = sum12;
                sum12 = sum13;
                sum13 = s1;
                sum20 = sum21;
                sum21 = sum22;
                sum22 = sum23;
                sum23 = s2;
                sum30 = sum31;
                sum31 = sum32;
                sum32 = sum33;
                sum33 = s3;
            }
        }
        add(sum00, sum01, sum02, sum03, 1, sums, at + 0 * SUM_LANES);
        add(sum10, sum11, sum12, sum13, 1, sums, at + 1 * SUM_LANES);
        add(sum20, sum21, sum22, sum23, 1, sums, at + 2 * SUM_LANES);
        add(sum30, sum31, sum32, sum33, 1, sums, at + 3 * SUM_LANES);
    }

    private static void rotateXOne(
            double[] even,
            double[] odd,
            double[] braEven,
            double[] braOdd,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            double sign,
            double[] sums,
            int at) {
        int a = 1 << qubits[0];
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, sign * tangents[0]);
        DoubleVector minusA = plusA.neg();
        DoubleVector sumA0 = DoubleVector.zero(SPECIES);
        DoubleVector sumA1 = DoubleVector.zero(SPECIES);
        DoubleVector sumA2 = DoubleVector.zero(SPECIES);
        DoubleVector sumA3 = DoubleVector.zero(SPECIES);
        for (int g = 0; g < length >> 1; g += LANES) {
            int x = offset + insertZero(g, a);
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, even, x);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, odd, x + a);
            DoubleVector sA = sumA0;
            DoubleVector bra = DoubleVector.fromArray(SPECIES, braEven, x);
            sA = bra.fma(v1, sA);
            bra = DoubleVector.fromArray(SPECIES, braOdd, x + a);
            bra = bra.neg();
            sA = bra.fma(v0, sA);
            if (LANES == 8) {
                sumA0 = sA;
            } else if (LANES == 4) {
                sumA0 = sumA1;
                sumA1 = sA;
            } else {
                sumA0 = sumA1;
                sumA1 = sumA2;
                sumA2 = sumA3;
                sumA3 = sA;
            }
            v1.fma(plusA, v0).intoArray(even, x);
            v0.fma(minusA, v1).intoArray(odd, x + a);
            v0 = DoubleVector.fromArray(SPECIES, braEven, x);
            v1 = DoubleVector.fromArray(SPECIES, braOdd, x + a);
            v1.fma(plusA, v0).intoArray(braEven, x);
            v0.fma(minusA, v1).intoArray(braOdd, x + a);
        }
        add(sumA0, sumA1, sumA2, sumA3, sign, sums, at + 0 * SUM_LANES);
    }

    private static void rotateXTwo(
            double[] even,
            double[] odd,
            double[] braEven,
            double[] braOdd,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            double sign,
            double[] sums,
            int at) {
        int a = 1 << qubits[0];
        int b = 1 << qubits[1];
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, sign * tangents[0]);
        DoubleVector minusA = plusA.neg();
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, sign * tangents[1]);
        DoubleVector minusB = plusB.neg();
        DoubleVector sumA0 = DoubleVector.zero(SPECIES);
        DoubleVector sumA1 = DoubleVector.zero(SPECIES);
        DoubleVector sumA2 = DoubleVector.zero(SPECIES);
        DoubleVector sumA3 = DoubleVector.zero(SPECIES);
        DoubleVector sumB0 = DoubleVector.zero(SPECIES);
        DoubleVector sumB1 = DoubleVector.zero(SPECIES);
        DoubleVector sumB2 = DoubleVector.zero(SPECIES);
        DoubleVector sumB3 = DoubleVector.zero(SPECIES);
        for (int g = 0; g < length >> 2; g += LANES) {
            int x = offset + insertZero(insertZero(g, a), b);
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, even, x);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, odd, x + a);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, odd, x + b);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, even, x + a + b);
            DoubleVector sA = sumA0;
            DoubleVector sB = sumB0;
            DoubleVector bra = DoubleVector.fromArray(SPECIES, braEven, x);
            sA = bra.fma(v1, sA);
            sB = bra.fma(v2, sB);
            bra = DoubleVector.fromArray(SPECIES, braOdd, x + a);
            bra = bra.neg();
            sA = bra.fma(v0, sA);
            sB = bra.fma(v3, sB);
            bra = DoubleVector.fromArray(SPECIES, braOdd, x + b);
            bra = bra.neg();
            sA = bra.fma(v3, sA);
            sB = bra.fma(v0, sB);
            bra = DoubleVector.fromArray(SPECIES, braEven, x + a + b);
            sA = bra.fma(v2, sA);
            sB = bra.fma(v1, sB);
            if (LANES == 8) {
                sumA0 = sA;
                sumB0 = sB;
            } else if (LANES == 4) {
                sumA0 = sumA1;
                sumA1 = sA;
                sumB0 = sumB1;
                sumB1 = sB;
            } else {
                sumA0 = sumA1;
                sumA1 = sumA2;
                sumA2 = sumA3;
                sumA3 = sA;
                sumB0 = sumB1;
                sumB1 = sumB2;
                sumB2 = sumB3;
                sumB3 = sB;
            }
            DoubleVector w0 = v1.fma(plusA, v0);
            DoubleVector w1 = v0.fma(minusA, v1);
            DoubleVector w2 = v3.fma(minusA, v2);
            DoubleVector w3 = v2.fma(plusA, v3);
            w2.fma(plusB, w0).intoArray(even, x);
            w3.fma(minusB, w1).intoArray(odd, x + a);
            w0.fma(minusB, w2).intoArray(odd, x + b);
            w1.fma(plusB, w3).intoArray(even, x + a + b);
            v0 = DoubleVector.fromArray(SPECIES, braEven, x);
            v1 = DoubleVector.fromArray(SPECIES, braOdd, x + a);
            v2 = DoubleVector.fromArray(SPECIES, braOdd, x + b);
            v3 = DoubleVector.fromArray(SPECIES, braEven, x + a + b);
            w0 = v1.fma(plusA, v0);
            w1 = v0.fma(minusA, v1);
            w2 = v3.fma(minusA, v2);
            w3 = v2.fma(plusA, v3);
            w2.fma(plusB, w0).intoArray(braEven, x);
            w3.fma(minusB, w1).intoArray(braOdd, x + a);
            w0.fma(minusB, w2).intoArray(braOdd, x + b);
            w1.fma(plusB, w3).intoArray(braEven, x + a + b);
        }
        add(sumA0, sumA1, sumA2, sumA3, sign, sums, at + 0 * SUM_LANES);
        add(sumB0, sumB1, sumB2, sumB3, sign, sums, at + 1 * SUM_LANES);
    }

    private static void rotateXThree(
            double[] even,
            double[] odd,
            double[] braEven,
            double[] braOdd,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            double sign,
            double[] sums,
            int at) {
        int a = 1 << qubits[0];
        int b = 1 << qubits[1];
        int c = 1 << qubits[2];
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, sign * tangents[0]);
        DoubleVector minusA = plusA.neg();
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, sign * tangents[1]);
        DoubleVector minusB = plusB.neg();
        DoubleVector plusC = DoubleVector.broadcast(SPECIES, sign * tangents[2]);
        DoubleVector minusC = plusC.neg();
        DoubleVector sumA0 = DoubleVector.zero(SPECIES);
        DoubleVector sumA1 = DoubleVector.zero(SPECIES);
        DoubleVector sumA2 = DoubleVector.zero(SPECIES);
        DoubleVector sumA3 = DoubleVector.zero(SPECIES);
        DoubleVector sumB0 = DoubleVector.zero(SPECIES);
        DoubleVector sumB1 = DoubleVector.zero(SPECIES);
        DoubleVector sumB2 = DoubleVector.zero(SPECIES);
        DoubleVector sumB3 = DoubleVector.zero(SPECIES);
        DoubleVector sumC0 = DoubleVector.zero(SPECIES);
        DoubleVector sumC1 = DoubleVector.zero(SPECIES);
        DoubleVector sumC2 = DoubleVector.zero(SPECIES);
        DoubleVector sumC3 = DoubleVector.zero(SPECIES);
        for (int g = 0; g < length >> 3; g += LANES) {
            int x = offset + insertZero(insertZero(insertZero(g, a), b), c);
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, even, x);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, odd, x + a);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, odd, x + b);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, even, x + a + b);
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, odd, x + c);
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, even, x + a + c);
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, even, x + b + c);
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, odd, x + a + b + c);
            DoubleVector sA = sumA0;
            DoubleVector sB = sumB0;
            DoubleVector sC = sumC0;
            DoubleVector bra = DoubleVector.fromArray(SPECIES, braEven, x);
            sA = bra.fma(v1, sA);
            sB = bra.fma(v2, sB);
            sC = bra.fma(v4, sC);
            bra = DoubleVector.fromArray(SPECIES, braOdd, x + a);
            bra = bra.neg();
            sA = bra.fma(v0, sA);
            sB = bra.fma(v3, sB);
            sC = bra.fma(v5, sC);
            bra = DoubleVector.fromArray(SPECIES, braOdd, x + b);
            bra = bra.neg();
            sA = bra.fma(v3, sA);
            sB = bra.fma(v0, sB);
            sC = bra.fma(v6, sC);
            bra = DoubleVector.fromArray(SPECIES, braEven, x + a + b);
            sA = bra.fma(v2, sA);
            sB = bra.fma(v1, sB);
            sC = bra.fma(v7, sC);
            bra = DoubleVector.fromArray(SPECIES, braOdd, x + c);
            bra = bra.neg();
            sA = bra.fma(v5, sA);
            sB = bra.fma(v6, sB);
            sC = bra.fma(v0, sC);
            bra = DoubleVector.fromArray(SPECIES, braEven, x + a + c);
            sA = bra.fma(v4, sA);
            sB = bra.fma(v7, sB);
            sC = bra.fma(v1, sC);
            bra = DoubleVector.fromArray(SPECIES, braEven, x + b + c);
            sA = bra.fma(v7, sA);
            sB = bra.fma(v4, sB);
            sC = bra.fma(v2, sC);
            bra = DoubleVector.fromArray(SPECIES, braOdd, x + a + b + c);
            bra = bra.neg();
            sA = bra.fma(v6, sA);
            sB = bra.fma(v5, sB);
            sC = bra.fma(v3, sC);
            if (LANES == 8) {
                sumA0 = sA;
                sumB0 = sB;
                sumC0 = sC;
            } else if (LANES == 4) {
                sumA0 = sumA1;
                sumA1 = sA;
                sumB0 = sumB1;
                sumB1 = sB;
                sumC0 = sumC1;
                sumC1 = sC;
            } else {
                sumA0 = sumA1;
                sumA1 = sumA2;
                sumA2 = sumA3;
                sumA3 = sA;
                sumB0 = sumB1;
                sumB1 = sumB2;
                sumB2 = sumB3;
                sumB3 = sB;
                sumC0 = sumC1;
                sumC1 = sumC2;
                sumC2 = sumC3;
                sumC3 = sC;
            }
            DoubleVector w0 = v1.fma(plusA, v0);
            DoubleVector w1 = v0.fma(minusA, v1);
            DoubleVector w2 = v3.fma(minusA, v2);
            DoubleVector w3 = v2.fma(plusA, v3);
            DoubleVector w4 = v5.fma(minusA, v4);
            DoubleVector w5 = v4.fma(plusA, v5);
            DoubleVector w6 = v7.fma(plusA, v6);
            DoubleVector w7 = v6.fma(minusA, v7);
            v0 = w2.fma(plusB, w0);
            v1 = w3.fma(minusB, w1);
            v2 = w0.fma(minusB, w2);
            v3 = w1.fma(plusB, w3);
            v4 = w6.fma(minusB, w4);
            v5 = w7.fma(plusB, w5);
            v6 = w4.fma(plusB, w6);
            v7 = w5.fma(minusB, w7);
            v4.fma(plusC, v0).intoArray(even, x);
            v5.fma(minusC, v1).intoArray(odd, x + a);
            v6.fma(minusC, v2).intoArray(odd, x + b);
            v7.fma(plusC, v3).intoArray(even, x + a + b);
            v0.fma(minusC, v4).intoArray(odd, x + c);
            v1.fma(plusC, v5).intoArray(even, x + a + c);
            v2.fma(plusC, v6).intoArray(even, x + b + c);
            v3.fma(minusC, v7).intoArray(odd, x + a + b + c);
            v0 = DoubleVector.fromArray(SPECIES, braEven, x);
            v1 = DoubleVector.fromArray(SPECIES, braOdd, x + a);
            v2 = DoubleVector.fromArray(SPECIES, braOdd, x + b);
            v3 = DoubleVector.fromArray(SPECIES, braEven, x + a + b);
            v4 = DoubleVector.fromArray(SPECIES, braOdd, x + c);
            v5 = DoubleVector.fromArray(SPECIES, braEven, x + a + c);
            v6 = DoubleVector.fromArray(SPECIES, braEven, x + b + c);
            v7 = DoubleVector.fromArray(SPECIES, braOdd, x + a + b + c);
            w0 = v1.fma(plusA, v0);
            w1 = v0.fma(minusA, v1);
            w2 = v3.fma(minusA, v2);
            w3 = v2.fma(plusA, v3);
            w4 = v5.fma(minusA, v4);
            w5 = v4.fma(plusA, v5);
            w6 = v7.fma(plusA, v6);
            w7 = v6.fma(minusA, v7);
            v0 = w2.fma(plusB, w0);
            v1 = w3.fma(minusB, w1);
            v2 = w0.fma(minusB, w2);
            v3 = w1.fma(plusB, w3);
            v4 = w6.fma(minusB, w4);
            v5 = w7.fma(plusB, w5);
            v6 = w4.fma(plusB, w6);
            v7 = w5.fma(minusB, w7);
            v4.fma(plusC, v0).intoArray(braEven, x);
            v5.fma(minusC, v1).intoArray(braOdd, x + a);
            v6.fma(minusC, v2).intoArray(braOdd, x + b);
            v7.fma(plusC, v3).intoArray(braEven, x + a + b);
            v0.fma(minusC, v4).intoArray(braOdd, x + c);
            v1.fma(plusC, v5).intoArray(braEven, x + a + c);
            v2.fma(plusC, v6).intoArray(braEven, x + b + c);
            v3.fma(minusC, v7).intoArray(braOdd, x + a + b + c);
        }
        add(sumA0, sumA1, sumA2, sumA3, sign, sums, at + 0 * SUM_LANES);
        add(sumB0, sumB1, sumB2, sumB3, sign, sums, at + 1 * SUM_LANES);
        add(sumC0, sumC1, sumC2, sumC3, sign, sums, at + 2 * SUM_LANES);
    }

    private static void rotateYOne(
            double[] values,
            double[] braValues,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            double[] sums,
            int at) {
        int a = 1 << qubits[0];
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, tangents[0]);
        DoubleVector minusA = plusA.neg();
        DoubleVector sumA0 = DoubleVector.zero(SPECIES);
        DoubleVector sumA1 = DoubleVector.zero(SPECIES);
        DoubleVector sumA2 = DoubleVector.zero(SPECIES);
        DoubleVector sumA3 = DoubleVector.zero(SPECIES);
        for (int g = 0; g < length >> 1; g += LANES) {
            int x = offset + insertZero(g, a);
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, values, x);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, values, x + a);
            DoubleVector sA = sumA0;
            DoubleVector bra = DoubleVector.fromArray(SPECIES, braValues, x);
            bra = bra.neg();
            sA = bra.fma(v1, sA);
            bra = DoubleVector.fromArray(SPECIES, braValues, x + a);
            sA = bra.fma(v0, sA);
            if (LANES == 8) {
                sumA0 = sA;
            } else if (LANES == 4) {
                sumA0 = sumA1;
                sumA1 = sA;
            } else {
                sumA0 = sumA1;
                sumA1 = sumA2;
                sumA2 = sumA3;
                sumA3 = sA;
            }
            v1.fma(minusA, v0).intoArray(values, x);
            v0.fma(plusA, v1).intoArray(values, x + a);
            v0 = DoubleVector.fromArray(SPECIES, braValues, x);
            v1 = DoubleVector.fromArray(SPECIES, braValues, x + a);
            v1.fma(minusA, v0).intoArray(braValues, x);
            v0.fma(plusA, v1).intoArray(braValues, x + a);
        }
        add(sumA0, sumA1, sumA2, sumA3, 1, sums, at + 0 * SUM_LANES);
    }

    private static void rotateYTwo(
            double[] values,
            double[] braValues,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            double[] sums,
            int at) {
        int a = 1 << qubits[0];
        int b = 1 << qubits[1];
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, tangents[0]);
        DoubleVector minusA = plusA.neg();
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, tangents[1]);
        DoubleVector minusB = plusB.neg();
        DoubleVector sumA0 = DoubleVector.zero(SPECIES);
        DoubleVector sumA1 = DoubleVector.zero(SPECIES);
        DoubleVector sumA2 = DoubleVector.zero(SPECIES);
        DoubleVector sumA3 = DoubleVector.zero(SPECIES);
        DoubleVector sumB0 = DoubleVector.zero(SPECIES);
        DoubleVector sumB1 = DoubleVector.zero(SPECIES);
        DoubleVector sumB2 = DoubleVector.zero(SPECIES);
        DoubleVector sumB3 = DoubleVector.zero(SPECIES);
        for (int g = 0; g < length >> 2; g += LANES) {
            int x = offset + insertZero(insertZero(g, a), b);
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, values, x);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, values, x + a);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, values, x + b);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, values, x + a + b);
            DoubleVector sA = sumA0;
            DoubleVector sB = sumB0;
            DoubleVector bra = DoubleVector.fromArray(SPECIES, braValues, x);
            bra = bra.neg();
            sA = bra.fma(v1, sA);
            sB = bra.fma(v2, sB);
            bra = DoubleVector.fromArray(SPECIES, braValues, x + a);
            sA = bra.fma(v0, sA);
            bra = bra.neg();
            sB = bra.fma(v3, sB);
            bra = DoubleVector.fromArray(SPECIES, braValues, x + b);
            sB = bra.fma(v0, sB);
            bra = bra.neg();
            sA = bra.fma(v3, sA);
            bra = DoubleVector.fromArray(SPECIES, braValues, x + a + b);
            sA = bra.fma(v2, sA);
            sB = bra.fma(v1, sB);
            if (LANES == 8) {
                sumA0 = sA;
                sumB0 = sB;
            } else if (LANES == 4) {
                sumA0 = sumA1;
                sumA1 = sA;
                sumB0 = sumB1;
                sumB1 = sB;
            } else {
                sumA0 = sumA1;
                sumA1 = sumA2;
                sumA2 = sumA3;
                sumA3 = sA;
                sumB0 = sumB1;
                sumB1 = sumB2;
                sumB2 = sumB3;
                sumB3 = sB;
            }
            DoubleVector w0 = v1.fma(minusA, v0);
            DoubleVector w1 = v0.fma(plusA, v1);
            DoubleVector w2 = v3.fma(minusA, v2);
            DoubleVector w3 = v2.fma(plusA, v3);
            w2.fma(minusB, w0).intoArray(values, x);
            w3.fma(minusB, w1).intoArray(values, x + a);
            w0.fma(plusB, w2).intoArray(values, x + b);
            w1.fma(plusB, w3).intoArray(values, x + a + b);
            v0 = DoubleVector.fromArray(SPECIES, braValues, x);
            v1 = DoubleVector.fromArray(SPECIES, braValues, x + a);
            v2 = DoubleVector.fromArray(SPECIES, braValues, x + b);
            v3 = DoubleVector.fromArray(SPECIES, braValues, x + a + b);
            w0 = v1.fma(minusA, v0);
            w1 = v0.fma(plusA, v1);
            w2 = v3.fma(minusA, v2);
            w3 = v2.fma(plusA, v3);
            w2.fma(minusB, w0).intoArray(braValues, x);
            w3.fma(minusB, w1).intoArray(braValues, x + a);
            w0.fma(plusB, w2).intoArray(braValues, x + b);
            w1.fma(plusB, w3).intoArray(braValues, x + a + b);
        }
        add(sumA0, sumA1, sumA2, sumA3, 1, sums, at + 0 * SUM_LANES);
        add(sumB0, sumB1, sumB2, sumB3, 1, sums, at + 1 * SUM_LANES);
    }

    private static void rotateYThree(
            double[] values,
            double[] braValues,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            double[] sums,
            int at) {
        int a = 1 << qubits[0];
        int b = 1 << qubits[1];
        int c = 1 << qubits[2];
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, tangents[0]);
        DoubleVector minusA = plusA.neg();
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, tangents[1]);
        DoubleVector minusB = plusB.neg();
        DoubleVector plusC = DoubleVector.broadcast(SPECIES, tangents[2]);
        DoubleVector minusC = plusC.neg();
        DoubleVector sumA0 = DoubleVector.zero(SPECIES);
        DoubleVector sumA1 = DoubleVector.zero(SPECIES);
        DoubleVector sumA2 = DoubleVector.zero(SPECIES);
        DoubleVector sumA3 = DoubleVector.zero(SPECIES);
        DoubleVector sumB0 = DoubleVector.zero(SPECIES);
        DoubleVector sumB1 = DoubleVector.zero(SPECIES);
        DoubleVector sumB2 = DoubleVector.zero(SPECIES);
        DoubleVector sumB3 = DoubleVector.zero(SPECIES);
        DoubleVector sumC0 = DoubleVector.zero(SPECIES);
        DoubleVector sumC1 = DoubleVector.zero(SPECIES);
        DoubleVector sumC2 = DoubleVector.zero(SPECIES);
        DoubleVector sumC3 = DoubleVector.zero(SPECIES);
        for (int g = 0; g < length >> 3; g += LANES) {
            int x = offset + insertZero(insertZero(insertZero(g, a), b), c);
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, values, x);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, values, x + a);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, values, x + b);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, values, x + a + b);
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, values, x + c);
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, values, x + a + c);
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, values, x + b + c);
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, values, x + a + b + c);
            DoubleVector sA = sumA0;
            DoubleVector sB = sumB0;
            DoubleVector sC = sumC0;
            DoubleVector bra = DoubleVector.fromArray(SPECIES, braValues, x);
            bra = bra.neg();
            sA = bra.fma(v1, sA);
            sB = bra.fma(v2, sB);
            sC = bra.fma(v4, sC);
            bra = DoubleVector.fromArray(SPECIES, braValues, x + a);
            sA = bra.fma(v0, sA);
            bra = bra.neg();
            sB = bra.fma(v3, sB);
            sC = bra.fma(v5, sC);
            bra = DoubleVector.fromArray(SPECIES, braValues, x + b);
            sB = bra.fma(v0, sB);
            bra = bra.neg();
            sA = bra.fma(v3, sA);
            sC = bra.fma(v6, sC);
            bra = DoubleVector.fromArray(SPECIES, braValues, x + a + b);
            sA = bra.fma(v2, sA);
            sB = bra.fma(v1, sB);
            bra = bra.neg();
            sC = bra.fma(v7, sC);
            bra = DoubleVector.fromArray(SPECIES, braValues, x + c);
            sC = bra.fma(v0, sC);
            bra = bra.neg();
            sA = bra.fma(v5, sA);
            sB = bra.fma(v6, sB);
            bra = DoubleVector.fromArray(SPECIES, braValues, x + a + c);
            sA = bra.fma(v4, sA);
            sC = bra.fma(v1, sC);
            bra = bra.neg();
            sB = bra.fma(v7, sB);
            bra = DoubleVector.fromArray(SPECIES, braValues, x + b + c);
            sB = bra.fma(v4, sB);
            sC = bra.fma(v2, sC);
            bra = bra.neg();
            sA = bra.fma(v7, sA);
            bra = DoubleVector.fromArray(SPECIES, braValues, x + a + b + c);
            sA = bra.fma(v6, sA);
            sB = bra.fma(v5, sB);
            sC = bra.fma(v3, sC);
            if (LANES == 8) {
                sumA0 = sA;
                sumB0 = sB;
                sumC0 = sC;
            } else if (LANES == 4) {
                sumA0 = sumA1;
                sumA1 = sA;
                sumB0 = sumB1;
                sumB1 = sB;
                sumC0 = sumC1;
                sumC1 = sC;
            } else {
                sumA0 = sumA1;
                sumA1 = sumA2;
                sumA2 = sumA3;
                sumA3 = sA;
                sumB0 = sumB1;
                sumB1 = sumB2;
                sumB2 = sumB3;
                sumB3 = sB;
                sumC0 = sumC1;
                sumC1 = sumC2;
                sumC2 = sumC3;
                sumC3 = sC;
            }
            DoubleVector w0 = v1.fma(minusA, v0);
            DoubleVector w1 = v0.fma(plusA, v1);
            DoubleVector w2 = v3.fma(minusA, v2);
            DoubleVector w3 = v2.fma(plusA, v3);
            DoubleVector w4 = v5.fma(minusA, v4);
            DoubleVector w5 = v4.fma(plusA, v5);
            DoubleVector w6 = v7.fma(minusA, v6);
            DoubleVector w7 = v6.fma(plusA, v7);
            v0 = w2.fma(minusB, w0);
            v1 = w3.fma(minusB, w1);
            v2 = w0.fma(plusB, w2);
            v3 = w1.fma(plusB, w3);
            v4 = w6.fma(minusB, w4);
            v5 = w7.fma(minusB, w5);
            v6 = w4.fma(plusB, w6);
            v7 = w5.fma(plusB, w7);
            v4.fma(minusC, v0).intoArray(values, x);
            v5.fma(minusC, v1).intoArray(values, x + a);
            v6.fma(minusC, v2).intoArray(values, x + b);
            v7.fma(minusC, v3).intoArray(values, x + a + b);
            v0.fma(plusC, v4).intoArray(values, x + c);
            v1.fma(plusC, v5).intoArray(values, x + a + c);
            v2.fma(plusC, v6).intoArray(values, x + b + c);
            v3.fma(plusC, v7).intoArray(values, x + a + b + c);
            v0 = DoubleVector.fromArray(SPECIES, braValues, x);
            v1 = DoubleVector.fromArray(SPECIES, braValues, x + a);
            v2 = DoubleVector.fromArray(SPECIES, braValues, x + b);
            v3 = DoubleVector.fromArray(SPECIES, braValues, x + a + b);
            v4 = DoubleVector.fromArray(SPECIES, braValues, x + c);
            v5 = DoubleVector.fromArray(SPECIES, braValues, x + a + c);
            v6 = DoubleVector.fromArray(SPECIES, braValues, x + b + c);
            v7 = DoubleVector.fromArray(SPECIES, braValues, x + a + b + c);
            w0 = v1.fma(minusA, v0);
            w1 = v0.fma(plusA, v1);
            w2 = v3.fma(minusA, v2);
            w3 = v2.fma(plusA, v3);
            w4 = v5.fma(minusA, v4);
            w5 = v4.fma(plusA, v5);
            w6 = v7.fma(minusA, v6);
            w7 = v6.fma(plusA, v7);
            v0 = w2.fma(minusB, w0);
            v1 = w3.fma(minusB, w1);
            v2 = w0.fma(plusB, w2);
            v3 = w1.fma(plusB, w3);
            v4 = w6.fma(minusB, w4);
            v5 = w7.fma(minusB, w5);
            v6 = w4.fma(plusB, w6);
            v7 = w5.fma(plusB, w7);
            v4.fma(minusC, v0).intoArray(braValues, x);
            v5.fma(minusC, v1).intoArray(braValues, x + a);
            v6.fma(minusC, v2).intoArray(braValues, x + b);
            v7.fma(minusC, v3).intoArray(braValues, x + a + b);
            v0.fma(plusC, v4).intoArray(braValues, x + c);
            v1.fma(plusC, v5).intoArray(braValues, x + a + c);
            v2.fma(plusC, v6).intoArray(braValues, x + b + c);
            v3.fma(plusC, v7).intoArray(braValues, x + a + b + c);
        }
        add(sumA0, sumA1, sumA2, sumA3, 1, sums, at + 0 * SUM_LANES);
        add(sumB0, sumB1, sumB2, sumB3, 1, sums, at + 1 * SUM_LANES);
        add(sumC0, sumC1, sumC2, sumC3, 1, sums, at + 2 * SUM_LANES);
    }

    @Override
    public void pairs(Axis axis, BraKet states, int i, int j, int count, double[] sums, int at) {
        if (count < SUM_LANES) {
            scalar.pairs(axis, states, i, j, count, sums, at);
            return;
        }
        switch (axis) {
            case X -> pairsX(states.ketRe, states.ketIm, states.braRe, states.braIm, i, j, count, sums, at);
            case Y -> pairsY(states.ketRe, states.ketIm, states.braRe, states.braIm, i, j, count, sums, at);
        }
    }

    private static void pairsX(
            double[] ketRe,
            double[] ketIm,
            double[] braRe,
            double[] braIm,
            int i,
            int j,
            int count,
            double[] sums,
            int at) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        for (int k = 0; k < count; k += LANES) {
            DoubleVector sum = sum0;
            sum = DoubleVector.fromArray(SPECIES, braRe, i + k).fma(DoubleVector.fromArray(SPECIES, ketIm, j + k), sum);
            sum = DoubleVector.fromArray(SPECIES, braIm, i + k)
                    .neg()
                    .fma(DoubleVector.fromArray(SPECIES, ketRe, j + k), sum);
            sum = DoubleVector.fromArray(SPECIES, braRe, j + k).fma(DoubleVector.fromArray(SPECIES, ketIm, i + k), sum);
            sum = DoubleVector.fromArray(SPECIES, braIm, j + k)
                    .neg()
                    .fma(DoubleVector.fromArray(SPECIES, ketRe, i + k), sum);
            if (LANES == 8) {
                sum0 = sum;
            } else if (LANES == 4) {
                sum0 = sum1;
                sum1 = sum;
            } else {
                sum0 = sum1;
                sum1 = sum2;
                sum2 = sum3;
                sum3 = sum;
            }
        }
        add(sum0, sum1, sum2, sum3, 1, sums, at);
    }

    private static void pairsY(
            double[] ketRe,
            double[] ketIm,
            double[] braRe,
            double[] braIm,
            int i,
            int j,
            int count,
            double[] sums,
            int at) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        for (int k = 0; k < count; k += LANES) {
            DoubleVector sum = sum0;
            sum = DoubleVector.fromArray(SPECIES, braRe, j + k).fma(DoubleVector.fromArray(SPECIES, ketRe, i + k), sum);
            sum = DoubleVector.fromArray(SPECIES, braIm, j + k).fma(DoubleVector.fromArray(SPECIES, ketIm, i + k), sum);
            sum = DoubleVector.fromArray(SPECIES, braRe, i + k)
                    .neg()
                    .fma(DoubleVector.fromArray(SPECIES, ketRe, j + k), sum);
            sum = DoubleVector.fromArray(SPECIES, braIm, i + k)
                    .neg()
                    .fma(DoubleVector.fromArray(SPECIES, ketIm, j + k), sum);
            if (LANES == 8) {
                sum0 = sum;
            } else if (LANES == 4) {
                sum0 = sum1;
                sum1 = sum;
            } else {
                sum0 = sum1;
                sum1 = sum2;
                sum2 = sum3;
                sum3 = sum;
            }
        }
        add(sum0, sum1, sum2, sum3, 1, sums, at);
    }

    @Override
    public void density(BraKet states, int offset, int length, double[] density) {
        if (length < LANES) {
            scalar.density(states, offset, length, density);
            return;
        }
        for (int x = 0; x < length; x += LANES) {
            DoubleVector ketRe = DoubleVector.fromArray(SPECIES, states.ketRe, offset + x);
            DoubleVector ketIm = DoubleVector.fromArray(SPECIES, states.ketIm, offset + x);
            DoubleVector braRe = DoubleVector.fromArray(SPECIES, states.braRe, offset + x);
            DoubleVector braIm = DoubleVector.fromArray(SPECIES, states.braIm, offset + x);
            braRe.fma(ketIm, braIm.mul(ketRe).neg()).intoArray(density, x);
        }
    }

    @Override
    public void densityAndMultiply(
            BraKet states, int offset, int length, double[] tableRe, double[] tableIm, double[] density) {
        if (length < LANES) {
            scalar.densityAndMultiply(states, offset, length, tableRe, tableIm, density);
            return;
        }
        double[] ketRe = states.ketRe;
        double[] ketIm = states.ketIm;
        double[] braRe = states.braRe;
        double[] braIm = states.braIm;
        for (int x = 0; x < length; x += LANES) {
            DoubleVector phaseRe = DoubleVector.fromArray(SPECIES, tableRe, x);
            DoubleVector phaseIm = DoubleVector.fromArray(SPECIES, tableIm, x);
            DoubleVector ketR = DoubleVector.fromArray(SPECIES, ketRe, offset + x);
            DoubleVector ketI = DoubleVector.fromArray(SPECIES, ketIm, offset + x);
            DoubleVector braR = DoubleVector.fromArray(SPECIES, braRe, offset + x);
            DoubleVector braI = DoubleVector.fromArray(SPECIES, braIm, offset + x);
            braR.fma(ketI, braI.mul(ketR).neg()).intoArray(density, x);
            ketI.neg().fma(phaseIm, ketR.mul(phaseRe)).intoArray(ketRe, offset + x);
            ketI.fma(phaseRe, ketR.mul(phaseIm)).intoArray(ketIm, offset + x);
            braI.neg().fma(phaseIm, braR.mul(phaseRe)).intoArray(braRe, offset + x);
            braI.fma(phaseRe, braR.mul(phaseIm)).intoArray(braIm, offset + x);
        }
    }

    @Override
    public void densityAndMultiply(BraKet states, int offset, int length, Kernels.Factors factors, double[] density) {
        int columns = factors.columns();
        if (columns < LANES) {
            scalar.densityAndMultiply(states, offset, length, factors, density);
            return;
        }
        for (int row = 0; row < length / columns; row++) {
            densityAndMultiplyRow(
                    states.ketRe,
                    states.ketIm,
                    states.braRe,
                    states.braIm,
                    offset,
                    row * columns,
                    columns,
                    factors.table().re,
                    factors.table().im,
                    factors.column().re,
                    factors.column().im,
                    factors.row().re[row],
                    factors.row().im[row],
                    density);
        }
    }

    @Override
    public void densityAndMultiply(BraKet states, int offset, int length, Kernels.Outer factors, double[] density) {
        int columns = factors.columns();
        if (columns < LANES) {
            scalar.densityAndMultiply(states, offset, length, factors, density);
            return;
        }
        for (int row = 0; row < length / columns; row++) {
            densityAndMultiplyByColumns(
                    states.ketRe,
                    states.ketIm,
                    states.braRe,
                    states.braIm,
                    offset,
                    row * columns,
                    columns,
                    factors.column().re,
                    factors.column().im,
                    factors.rowRe(row),
                    factors.rowIm(row),
                    density);
        }
    }

    private static void densityAndMultiplyByColumns(
            double[] ketRe,
            double[] ketIm,
            double[] braRe,
            double[] braIm,
            int offset,
            int begin,
            int columns,
            double[] columnRe,
            double[] columnIm,
            double rowReal,
            double rowImaginary,
            double[] density) {
        DoubleVector rowRe = DoubleVector.broadcast(SPECIES, rowReal);
        DoubleVector rowIm = DoubleVector.broadcast(SPECIES, rowImaginary);
        for (int c = 0; c < columns; c += LANES) {
            int x = offset + begin + c;
            DoubleVector cRe = DoubleVector.fromArray(SPECIES, columnRe, c);
            DoubleVector cIm = DoubleVector.fromArray(SPECIES, columnIm, c);
            DoubleVector phaseRe = cIm.neg().fma(rowIm, cRe.mul(rowRe));
            DoubleVector phaseIm = cIm.fma(rowRe, cRe.mul(rowIm));
            DoubleVector ketR = DoubleVector.fromArray(SPECIES, ketRe, x);
            DoubleVector ketI = DoubleVector.fromArray(SPECIES, ketIm, x);
            DoubleVector braR = DoubleVector.fromArray(SPECIES, braRe, x);
            DoubleVector braI = DoubleVector.fromArray(SPECIES, braIm, x);
            braR.fma(ketI, braI.mul(ketR).neg()).intoArray(density, begin + c);
            ketI.neg().fma(phaseIm, ketR.mul(phaseRe)).intoArray(ketRe, x);
            ketI.fma(phaseRe, ketR.mul(phaseIm)).intoArray(ketIm, x);
            braI.neg().fma(phaseIm, braR.mul(phaseRe)).intoArray(braRe, x);
            braI.fma(phaseRe, braR.mul(phaseIm)).intoArray(braIm, x);
        }
    }

    private static void densityAndMultiplyRow(
            double[] ketRe,
            double[] ketIm,
            double[] braRe,
            double[] braIm,
            int offset,
            int begin,
            int columns,
            double[] tableRe,
            double[] tableIm,
            double[] columnRe,
            double[] columnIm,
            double rowReal,
            double rowImaginary,
            double[] density) {
        DoubleVector rowRe = DoubleVector.broadcast(SPECIES, rowReal);
        DoubleVector rowIm = DoubleVector.broadcast(SPECIES, rowImaginary);
        for (int c = 0; c < columns; c += LANES) {
            int x = offset + begin + c;
            DoubleVector tRe = DoubleVector.fromArray(SPECIES, tableRe, begin + c);
            DoubleVector tIm = DoubleVector.fromArray(SPECIES, tableIm, begin + c);
            DoubleVector cRe = DoubleVector.fromArray(SPECIES, columnRe, c);
            DoubleVector cIm = DoubleVector.fromArray(SPECIES, columnIm, c);
            DoubleVector onceRe = tIm.neg().fma(cIm, tRe.mul(cRe));
            DoubleVector onceIm = tIm.fma(cRe, tRe.mul(cIm));
            DoubleVector phaseRe = onceIm.neg().fma(rowIm, onceRe.mul(rowRe));
            DoubleVector phaseIm = onceIm.fma(rowRe, onceRe.mul(rowIm));
            DoubleVector ketR = DoubleVector.fromArray(SPECIES, ketRe, x);
            DoubleVector ketI = DoubleVector.fromArray(SPECIES, ketIm, x);
            DoubleVector braR = DoubleVector.fromArray(SPECIES, braRe, x);
            DoubleVector braI = DoubleVector.fromArray(SPECIES, braIm, x);
            braR.fma(ketI, braI.mul(ketR).neg()).intoArray(density, begin + c);
            ketI.neg().fma(phaseIm, ketR.mul(phaseRe)).intoArray(ketRe, x);
            ketI.fma(phaseRe, ketR.mul(phaseIm)).intoArray(ketIm, x);
            braI.neg().fma(phaseIm, braR.mul(phaseRe)).intoArray(braRe, x);
            braI.fma(phaseRe, braR.mul(phaseIm)).intoArray(braIm, x);
        }
    }

    @Override
    public double real(double[] aRe, double[] aIm, int a, double[] bRe, double[] bIm, int b, int length) {
        if (length < SUM_LANES) {
            return scalar.real(aRe, aIm, a, bRe, bIm, b, length);
        }
        var part = new double[SUM_LANES];
        real(aRe, aIm, a, bRe, bIm, b, length, part);
        return Kernels.pairwise(part);
    }

    private static void real(
            double[] aRe, double[] aIm, int a, double[] bRe, double[] bIm, int b, int length, double[] part) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        for (int x = 0; x < length; x += LANES) {
            DoubleVector sum =
                    DoubleVector.fromArray(SPECIES, aRe, a + x).fma(DoubleVector.fromArray(SPECIES, bRe, b + x), sum0);
            sum = DoubleVector.fromArray(SPECIES, aIm, a + x).fma(DoubleVector.fromArray(SPECIES, bIm, b + x), sum);
            if (LANES == 8) {
                sum0 = sum;
            } else if (LANES == 4) {
                sum0 = sum1;
                sum1 = sum;
            } else {
                sum0 = sum1;
                sum1 = sum2;
                sum2 = sum3;
                sum3 = sum;
            }
        }
        add(sum0, sum1, sum2, sum3, 1, part, 0);
    }

    @Override
    public double fold(double[] values, int from, int half) {
        if (half < SUM_LANES) {
            return scalar.fold(values, from, half);
        }
        var part = new double[SUM_LANES];
        fold(values, from, half, part);
        return Kernels.pairwise(part);
    }

    private static void fold(double[] values, int from, int half, double[] part) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        for (int k = from; k < from + half; k += LANES) {
            DoubleVector low = DoubleVector.fromArray(SPECIES, values, k);
            DoubleVector high = DoubleVector.fromArray(SPECIES, values, k + half);
            low.add(high).intoArray(values, k);
            DoubleVector sum = sum0.add(low.sub(high));
            if (LANES == 8) {
                sum0 = sum;
            } else if (LANES == 4) {
                sum0 = sum1;
                sum1 = sum;
            } else {
                sum0 = sum1;
                sum1 = sum2;
                sum2 = sum3;
                sum3 = sum;
            }
        }
        add(sum0, sum1, sum2, sum3, 1, part, 0);
    }
}
