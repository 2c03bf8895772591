package io.ketstream.simulator;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Loops over registers of the width that [VectorKernels] has; what is shorter goes to [ScalarOverlaps].
///
/// The sums about Y go over a range once for each register that makes up the eight partial sums. In the other loops,
/// which step by one register, the partial sums of narrow registers are several variables that take turns.
/// They are stored where they are used up, line by line: the methods are beyond the size at which the compiler still
/// inlines a method of ours, and a register passed to one that is not inlined is an object, in the loop too.
final class VectorOverlaps implements OverlapKernels {

    private static final VectorSpecies<Double> SPECIES = VectorWidth.species();
    private static final int LANES = SPECIES.length();
    private static final VectorShuffle<Double> FLIP_0 = VectorShuffle.fromOp(SPECIES, lane -> lane ^ 1);
    private static final VectorShuffle<Double> FLIP_1 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 2) % LANES);
    private static final VectorShuffle<Double> FLIP_2 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 4) % LANES);

    private final ScalarOverlaps scalar = new ScalarOverlaps();

    private static void add(double[] part, int count, double sign, double[] sums, int at) {
        for (int k = 0; k < count; k++) {
            sums[at + k] += sign * part[k];
        }
    }

    @Override
    public void inner(
            Axis axis, BraKet states, int offset, int length, int count, double[] sums, int at, double[] part) {
        if (count < INNER_QUBITS) {
            scalar.inner(axis, states, offset, length, count, sums, at, part);
            return;
        }
        int numbers = INNER_QUBITS * SUM_LANES;
        Arrays.fill(part, 0, numbers, 0);
        switch (axis) {
            case X -> innerX(states.ketRe, states.ketIm, states.braRe, states.braIm, offset, length, part);
            case Y -> {
                innerY(states.ketRe, states.ketIm, states.braRe, states.braIm, offset, length, part);
                for (int k = 0; k < numbers; k++) {
                    int qubit = k / SUM_LANES;
                    // Whether qubit 3 is set changes within a partial sum, so that one has its signs already.
                    boolean minus = qubit < 3 && ((k >>> qubit) & 1) == 0;
                    part[k] = minus ? -part[k] : part[k];
                }
            }
        }
        add(part, numbers, 1, sums, at);
    }

    @Override
    public void sumsY(
            BraKet states, int offset, int length, int[] qubits, int count, double[] sums, int at, double[] part) {
        for (int k = 0; k < count; ) {
            int some = OverlapKernels.together(count - k);
            for (int lane = 0; lane < SUM_LANES; lane += LANES) {
                int to = at + k * SUM_LANES + lane;
                sumsY(states.ketRe, states.braRe, offset + lane, length, qubits, k, some, sums, to);
                sumsY(states.ketIm, states.braIm, offset + lane, length, qubits, k, some, sums, to);
            }
            k += some;
        }
    }

    /// Those that fill one register of eight, where amplitudes from `offset` on go.
    private static void sumsY(
            double[] ket,
            double[] bra,
            int offset,
            int length,
            int[] qubits,
            int from,
            int count,
            double[] sums,
            int at) {
        int a = 1 << qubits[from];
        switch (count) {
            case 1 -> sumOneY(ket, bra, offset, length, a, sums, at);
            case 2 -> sumTwoY(ket, bra, offset, length, a, 1 << qubits[from + 1], sums, at);
            default -> sumThreeY(ket, bra, offset, length, a, 1 << qubits[from + 1], 1 << qubits[from + 2], sums, at);
        }
    }

    private static void sumOneY(double[] ket, double[] bra, int offset, int length, int a, double[] sums, int at) {
        DoubleVector ones = DoubleVector.zero(SPECIES);
        DoubleVector zeros = ones;
        for (int at0 = offset; at0 < offset + length; at0 += 2 * a) {
            int at1 = at0 + a;
            for (int k = 0; k < a; k += SUM_LANES) {
                ones = DoubleVector.fromArray(SPECIES, bra, at1 + k)
                        .fma(DoubleVector.fromArray(SPECIES, ket, at0 + k), ones);
                zeros = DoubleVector.fromArray(SPECIES, bra, at0 + k)
                        .fma(DoubleVector.fromArray(SPECIES, ket, at1 + k), zeros);
            }
        }
        add(ones.sub(zeros), sums, at);
    }

    private static void add(DoubleVector values, double[] sums, int at) {
        DoubleVector.fromArray(SPECIES, sums, at).add(values).intoArray(sums, at);
    }

    private static void sumTwoY(
            double[] ket, double[] bra, int offset, int length, int a, int b, double[] sums, int at) {
        DoubleVector onesA = DoubleVector.zero(SPECIES);
        DoubleVector zerosA = onesA;
        DoubleVector onesB = onesA;
        DoubleVector zerosB = onesA;
        for (int g = 0; g < length >> 2; g += a) {
            int at0 = offset + Bits.insertZero(Bits.insertZero(g, a), b);
            int at1 = at0 + a;
            int at2 = at0 + b;
            int at3 = at1 + b;
            for (int k = 0; k < a; k += SUM_LANES) {
                DoubleVector v0 = DoubleVector.fromArray(SPECIES, ket, at0 + k);
                DoubleVector v1 = DoubleVector.fromArray(SPECIES, ket, at1 + k);
                DoubleVector v2 = DoubleVector.fromArray(SPECIES, ket, at2 + k);
                DoubleVector v3 = DoubleVector.fromArray(SPECIES, ket, at3 + k);
                DoubleVector w = DoubleVector.fromArray(SPECIES, bra, at0 + k);
                zerosA = w.fma(v1, zerosA);
                zerosB = w.fma(v2, zerosB);
                w = DoubleVector.fromArray(SPECIES, bra, at1 + k);
                onesA = w.fma(v0, onesA);
                zerosB = w.fma(v3, zerosB);
                w = DoubleVector.fromArray(SPECIES, bra, at2 + k);
                zerosA = w.fma(v3, zerosA);
                onesB = w.fma(v0, onesB);
                w = DoubleVector.fromArray(SPECIES, bra, at3 + k);
                onesA = w.fma(v2, onesA);
                onesB = w.fma(v1, onesB);
            }
        }
        add(onesA.sub(zerosA), sums, at);
        add(onesB.sub(zerosB), sums, at + SUM_LANES);
    }

    private static void sumThreeY(
            double[] ket, double[] bra, int offset, int length, int a, int b, int c, double[] sums, int at) {
        DoubleVector onesA = DoubleVector.zero(SPECIES);
        DoubleVector zerosA = onesA;
        DoubleVector onesB = onesA;
        DoubleVector zerosB = onesA;
        DoubleVector onesC = onesA;
        DoubleVector zerosC = onesA;
        for (int g = 0; g < length >> 3; g += a) {
            int at0 = offset + Bits.insertZero(Bits.insertZero(Bits.insertZero(g, a), b), c);
            int at1 = at0 + a;
            int at2 = at0 + b;
            int at3 = at1 + b;
            int at4 = at0 + c;
            int at5 = at1 + c;
            int at6 = at2 + c;
            int at7 = at3 + c;
            for (int k = 0; k < a; k += SUM_LANES) {
                DoubleVector v0 = DoubleVector.fromArray(SPECIES, ket, at0 + k);
                DoubleVector v1 = DoubleVector.fromArray(SPECIES, ket, at1 + k);
                DoubleVector v2 = DoubleVector.fromArray(SPECIES, ket, at2 + k);
                DoubleVector v3 = DoubleVector.fromArray(SPECIES, ket, at3 + k);
                DoubleVector v4 = DoubleVector.fromArray(SPECIES, ket, at4 + k);
                DoubleVector v5 = DoubleVector.fromArray(SPECIES, ket, at5 + k);
                DoubleVector v6 = DoubleVector.fromArray(SPECIES, ket, at6 + k);
                DoubleVector v7 = DoubleVector.fromArray(SPECIES, ket, at7 + k);
                DoubleVector w = DoubleVector.fromArray(SPECIES, bra, at0 + k);
                zerosA = w.fma(v1, zerosA);
                zerosB = w.fma(v2, zerosB);
                zerosC = w.fma(v4, zerosC);
                w = DoubleVector.fromArray(SPECIES, bra, at1 + k);
                onesA = w.fma(v0, onesA);
                zerosB = w.fma(v3, zerosB);
                zerosC = w.fma(v5, zerosC);
                w = DoubleVector.fromArray(SPECIES, bra, at2 + k);
                zerosA = w.fma(v3, zerosA);
                onesB = w.fma(v0, onesB);
                zerosC = w.fma(v6, zerosC);
                w = DoubleVector.fromArray(SPECIES, bra, at3 + k);
                onesA = w.fma(v2, onesA);
                onesB = w.fma(v1, onesB);
                zerosC = w.fma(v7, zerosC);
                w = DoubleVector.fromArray(SPECIES, bra, at4 + k);
                zerosA = w.fma(v5, zerosA);
                zerosB = w.fma(v6, zerosB);
                onesC = w.fma(v0, onesC);
                w = DoubleVector.fromArray(SPECIES, bra, at5 + k);
                onesA = w.fma(v4, onesA);
                zerosB = w.fma(v7, zerosB);
                onesC = w.fma(v1, onesC);
                w = DoubleVector.fromArray(SPECIES, bra, at6 + k);
                zerosA = w.fma(v7, zerosA);
                onesB = w.fma(v4, onesB);
                onesC = w.fma(v2, onesC);
                w = DoubleVector.fromArray(SPECIES, bra, at7 + k);
                onesA = w.fma(v6, onesA);
                onesB = w.fma(v5, onesB);
                onesC = w.fma(v3, onesC);
            }
        }
        add(onesA.sub(zerosA), sums, at);
        add(onesB.sub(zerosB), sums, at + SUM_LANES);
        add(onesC.sub(zerosC), sums, at + 2 * SUM_LANES);
    }

    @Override
    public void rotateX(
            BraKet states,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            int count,
            double[] sums,
            int at,
            double[] part) {
        double[] ketRe = states.ketRe;
        double[] ketIm = states.ketIm;
        double[] braRe = states.braRe;
        double[] braIm = states.braIm;
        rotateXHalf(ketRe, ketIm, braRe, braIm, offset, length, qubits, tangents, count, 1, part);
        add(part, count * SUM_LANES, 1, sums, at);
        rotateXHalf(ketIm, ketRe, braIm, braRe, offset, length, qubits, tangents, count, -1, part);
        add(part, count * SUM_LANES, -1, sums, at);
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
            int count,
            double sign,
            double[] part) {
        if (count == 1) {
            rotateXOne(even, odd, braEven, braOdd, offset, length, qubits, tangents, sign, part);
        } else {
            rotateXTwo(even, odd, braEven, braOdd, offset, length, qubits, tangents, sign, part);
        }
    }

    private static void innerX(
            double[] ketRe, double[] ketIm, double[] braRe, double[] braIm, int offset, int length, double[] part) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector sum00 = zero;
        DoubleVector sum01 = zero;
        DoubleVector sum02 = zero;
        DoubleVector sum03 = zero;
        DoubleVector sum10 = zero;
        DoubleVector sum11 = zero;
        DoubleVector sum12 = zero;
        DoubleVector sum13 = zero;
        DoubleVector sum20 = zero;
        DoubleVector sum21 = zero;
        DoubleVector sum22 = zero;
        DoubleVector sum23 = zero;
        DoubleVector sum30 = zero;
        DoubleVector sum31 = zero;
        DoubleVector sum32 = zero;
        DoubleVector sum33 = zero;
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
        sum00.intoArray(part, 0);
        if (LANES < 8) {
            sum01.intoArray(part, LANES);
        }
        if (LANES < 4) {
            sum02.intoArray(part, 2 * LANES);
            sum03.intoArray(part, 3 * LANES);
        }
        sum10.intoArray(part, 1 * SUM_LANES);
        if (LANES < 8) {
            sum11.intoArray(part, 1 * SUM_LANES + LANES);
        }
        if (LANES < 4) {
            sum12.intoArray(part, 1 * SUM_LANES + 2 * LANES);
            sum13.intoArray(part, 1 * SUM_LANES + 3 * LANES);
        }
        sum20.intoArray(part, 2 * SUM_LANES);
        if (LANES < 8) {
            sum21.intoArray(part, 2 * SUM_LANES + LANES);
        }
        if (LANES < 4) {
            sum22.intoArray(part, 2 * SUM_LANES + 2 * LANES);
            sum23.intoArray(part, 2 * SUM_LANES + 3 * LANES);
        }
        sum30.intoArray(part, 3 * SUM_LANES);
        if (LANES < 8) {
            sum31.intoArray(part, 3 * SUM_LANES + LANES);
        }
        if (LANES < 4) {
            sum32.intoArray(part, 3 * SUM_LANES + 2 * LANES);
            sum33.intoArray(part, 3 * SUM_LANES + 3 * LANES);
        }
    }

    private static void innerY(
            double[] ketRe, double[] ketIm, double[] braRe, double[] braIm, int offset, int length, double[] part) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector sum00 = zero;
        DoubleVector sum01 = zero;
        DoubleVector sum02 = zero;
        DoubleVector sum03 = zero;
        DoubleVector sum10 = zero;
        DoubleVector sum11 = zero;
        DoubleVector sum12 = zero;
        DoubleVector sum13 = zero;
        DoubleVector sum20 = zero;
        DoubleVector sum21 = zero;
        DoubleVector sum22 = zero;
        DoubleVector sum23 = zero;
        DoubleVector sum30 = zero;
        DoubleVector sum31 = zero;
        DoubleVector sum32 = zero;
        DoubleVector sum33 = zero;
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
        sum00.intoArray(part, 0);
        if (LANES < 8) {
            sum01.intoArray(part, LANES);
        }
        if (LANES < 4) {
            sum02.intoArray(part, 2 * LANES);
            sum03.intoArray(part, 3 * LANES);
        }
        sum10.intoArray(part, 1 * SUM_LANES);
        if (LANES < 8) {
            sum11.intoArray(part, 1 * SUM_LANES + LANES);
        }
        if (LANES < 4) {
            sum12.intoArray(part, 1 * SUM_LANES + 2 * LANES);
            sum13.intoArray(part, 1 * SUM_LANES + 3 * LANES);
        }
        sum20.intoArray(part, 2 * SUM_LANES);
        if (LANES < 8) {
            sum21.intoArray(part, 2 * SUM_LANES + LANES);
        }
        if (LANES < 4) {
            sum22.intoArray(part, 2 * SUM_LANES + 2 * LANES);
            sum23.intoArray(part, 2 * SUM_LANES + 3 * LANES);
        }
        sum30.intoArray(part, 3 * SUM_LANES);
        if (LANES < 8) {
            sum31.intoArray(part, 3 * SUM_LANES + LANES);
        }
        if (LANES < 4) {
            sum32.intoArray(part, 3 * SUM_LANES + 2 * LANES);
            sum33.intoArray(part, 3 * SUM_LANES + 3 * LANES);
        }
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
            double[] part) {
        int a = 1 << qubits[0];
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, sign * tangents[0]);
        DoubleVector minusA = plusA.neg();
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector sumA0 = zero;
        DoubleVector sumA1 = zero;
        DoubleVector sumA2 = zero;
        DoubleVector sumA3 = zero;
        for (int g = 0; g < length >> 1; g += LANES) {
            int x = offset + Bits.insertZero(g, a);
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
        sumA0.intoArray(part, 0);
        if (LANES < 8) {
            sumA1.intoArray(part, LANES);
        }
        if (LANES < 4) {
            sumA2.intoArray(part, 2 * LANES);
            sumA3.intoArray(part, 3 * LANES);
        }
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
            double[] part) {
        int a = 1 << qubits[0];
        int b = 1 << qubits[1];
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, sign * tangents[0]);
        DoubleVector minusA = plusA.neg();
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, sign * tangents[1]);
        DoubleVector minusB = plusB.neg();
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector sumA0 = zero;
        DoubleVector sumA1 = zero;
        DoubleVector sumA2 = zero;
        DoubleVector sumA3 = zero;
        DoubleVector sumB0 = zero;
        DoubleVector sumB1 = zero;
        DoubleVector sumB2 = zero;
        DoubleVector sumB3 = zero;
        for (int g = 0; g < length >> 2; g += LANES) {
            int x = offset + Bits.insertZero(Bits.insertZero(g, a), b);
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
        sumA0.intoArray(part, 0);
        if (LANES < 8) {
            sumA1.intoArray(part, LANES);
        }
        if (LANES < 4) {
            sumA2.intoArray(part, 2 * LANES);
            sumA3.intoArray(part, 3 * LANES);
        }
        sumB0.intoArray(part, 1 * SUM_LANES);
        if (LANES < 8) {
            sumB1.intoArray(part, 1 * SUM_LANES + LANES);
        }
        if (LANES < 4) {
            sumB2.intoArray(part, 1 * SUM_LANES + 2 * LANES);
            sumB3.intoArray(part, 1 * SUM_LANES + 3 * LANES);
        }
    }

    @Override
    public void pairs(Axis axis, BraKet states, int i, int j, int count, double[] sums, int at, double[] part) {
        if (count < SUM_LANES) {
            scalar.pairs(axis, states, i, j, count, sums, at, part);
            return;
        }
        switch (axis) {
            case X -> pairsX(states.ketRe, states.ketIm, states.braRe, states.braIm, i, j, count, part);
            case Y -> pairsY(states.ketRe, states.ketIm, states.braRe, states.braIm, i, j, count, part);
        }
        add(part, SUM_LANES, 1, sums, at);
    }

    private static void pairsX(
            double[] ketRe, double[] ketIm, double[] braRe, double[] braIm, int i, int j, int count, double[] part) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector sum0 = zero;
        DoubleVector sum1 = zero;
        DoubleVector sum2 = zero;
        DoubleVector sum3 = zero;
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
        sum0.intoArray(part, 0);
        if (LANES < 8) {
            sum1.intoArray(part, LANES);
        }
        if (LANES < 4) {
            sum2.intoArray(part, 2 * LANES);
            sum3.intoArray(part, 3 * LANES);
        }
    }

    private static void pairsY(
            double[] ketRe, double[] ketIm, double[] braRe, double[] braIm, int i, int j, int count, double[] part) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector sum0 = zero;
        DoubleVector sum1 = zero;
        DoubleVector sum2 = zero;
        DoubleVector sum3 = zero;
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
        sum0.intoArray(part, 0);
        if (LANES < 8) {
            sum1.intoArray(part, LANES);
        }
        if (LANES < 4) {
            sum2.intoArray(part, 2 * LANES);
            sum3.intoArray(part, 3 * LANES);
        }
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
    public double real(
            double[] aRe, double[] aIm, int a, double[] bRe, double[] bIm, int b, int length, double[] part) {
        if (length < SUM_LANES) {
            return scalar.real(aRe, aIm, a, bRe, bIm, b, length, part);
        }
        sumReal(aRe, aIm, a, bRe, bIm, b, length, part);
        return Kernels.pairwise(part);
    }

    private static void sumReal(
            double[] aRe, double[] aIm, int a, double[] bRe, double[] bIm, int b, int length, double[] part) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector sum0 = zero;
        DoubleVector sum1 = zero;
        DoubleVector sum2 = zero;
        DoubleVector sum3 = zero;
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
        sum0.intoArray(part, 0);
        if (LANES < 8) {
            sum1.intoArray(part, LANES);
        }
        if (LANES < 4) {
            sum2.intoArray(part, 2 * LANES);
            sum3.intoArray(part, 3 * LANES);
        }
    }

    @Override
    public double fold(double[] values, int from, int half, double[] part) {
        if (half < SUM_LANES) {
            return scalar.fold(values, from, half, part);
        }
        foldRegisters(values, from, half, part);
        return Kernels.pairwise(part);
    }

    private static void foldRegisters(double[] values, int from, int half, double[] part) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector sum0 = zero;
        DoubleVector sum1 = zero;
        DoubleVector sum2 = zero;
        DoubleVector sum3 = zero;
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
        sum0.intoArray(part, 0);
        if (LANES < 8) {
            sum1.intoArray(part, LANES);
        }
        if (LANES < 4) {
            sum2.intoArray(part, 2 * LANES);
            sum3.intoArray(part, 3 * LANES);
        }
    }

    @Override
    public void addInnerProducts(
            Statevector[] rows, Statevector[] columns, int offset, int length, double[] sums, int at) {
        if (length < SUM_LANES) {
            scalar.addInnerProducts(rows, columns, offset, length, sums, at);
        } else if (LANES == SUM_LANES) {
            addEightInnerProducts(rows, columns, offset, offset + length, sums, at);
        } else {
            for (int row = 0; row < ROWS; row++) {
                int to = at + row * COLUMNS * PRODUCT;
                for (int lane = 0; lane < SUM_LANES; lane += LANES) {
                    addFourInnerProducts(rows, row, columns, offset + lane, offset + length, sums, to + lane);
                }
            }
        }
    }

    @Override
    public void addInnerProduct(Statevector state, int left, int right, int length, double[] sums) {
        if (length < SUM_LANES) {
            scalar.addInnerProduct(state, left, right, length, sums);
            return;
        }
        for (int lane = 0; lane < SUM_LANES; lane += LANES) {
            addInnerProduct(state.re, state.im, left + lane, right + lane, length, sums, lane);
        }
    }

    private static void addInnerProduct(
            double[] re, double[] im, int left, int right, int length, double[] sums, int at) {
        DoubleVector real = DoubleVector.fromArray(SPECIES, sums, at);
        DoubleVector first = DoubleVector.fromArray(SPECIES, sums, at + SUM_LANES);
        DoubleVector second = DoubleVector.fromArray(SPECIES, sums, at + 2 * SUM_LANES);
        for (int x = 0; x < length; x += SUM_LANES) {
            DoubleVector r = DoubleVector.fromArray(SPECIES, re, left + x);
            DoubleVector i = DoubleVector.fromArray(SPECIES, im, left + x);
            DoubleVector a = DoubleVector.fromArray(SPECIES, re, right + x);
            DoubleVector b = DoubleVector.fromArray(SPECIES, im, right + x);
            real = i.fma(b, r.fma(a, real));
            first = r.fma(b, first);
            second = i.fma(a, second);
        }
        real.intoArray(sums, at);
        first.intoArray(sums, at + SUM_LANES);
        second.intoArray(sums, at + 2 * SUM_LANES);
    }

    /// All partial sums of two rows and four columns: 24 registers of sums of 32, so that what is loaded is used for
    /// more than one product.
    private static void addEightInnerProducts(
            Statevector[] rows, Statevector[] columns, int begin, int end, double[] sums, int at) {
        double[] rowRe0 = rows[0].re;
        double[] rowIm0 = rows[0].im;
        double[] rowRe1 = rows[1].re;
        double[] rowIm1 = rows[1].im;
        double[] re0 = columns[0].re;
        double[] im0 = columns[0].im;
        double[] re1 = columns[1].re;
        double[] im1 = columns[1].im;
        double[] re2 = columns[2].re;
        double[] im2 = columns[2].im;
        double[] re3 = columns[3].re;
        double[] im3 = columns[3].im;
        DoubleVector real00 = DoubleVector.fromArray(SPECIES, sums, at);
        DoubleVector first00 = DoubleVector.fromArray(SPECIES, sums, at + SUM_LANES);
        DoubleVector second00 = DoubleVector.fromArray(SPECIES, sums, at + 2 * SUM_LANES);
        DoubleVector real01 = DoubleVector.fromArray(SPECIES, sums, at + 3 * SUM_LANES);
        DoubleVector first01 = DoubleVector.fromArray(SPECIES, sums, at + 4 * SUM_LANES);
        DoubleVector second01 = DoubleVector.fromArray(SPECIES, sums, at + 5 * SUM_LANES);
        DoubleVector real02 = DoubleVector.fromArray(SPECIES, sums, at + 6 * SUM_LANES);
        DoubleVector first02 = DoubleVector.fromArray(SPECIES, sums, at + 7 * SUM_LANES);
        DoubleVector second02 = DoubleVector.fromArray(SPECIES, sums, at + 8 * SUM_LANES);
        DoubleVector real03 = DoubleVector.fromArray(SPECIES, sums, at + 9 * SUM_LANES);
        DoubleVector first03 = DoubleVector.fromArray(SPECIES, sums, at + 10 * SUM_LANES);
        DoubleVector second03 = DoubleVector.fromArray(SPECIES, sums, at + 11 * SUM_LANES);
        DoubleVector real10 = DoubleVector.fromArray(SPECIES, sums, at + 12 * SUM_LANES);
        DoubleVector first10 = DoubleVector.fromArray(SPECIES, sums, at + 13 * SUM_LANES);
        DoubleVector second10 = DoubleVector.fromArray(SPECIES, sums, at + 14 * SUM_LANES);
        DoubleVector real11 = DoubleVector.fromArray(SPECIES, sums, at + 15 * SUM_LANES);
        DoubleVector first11 = DoubleVector.fromArray(SPECIES, sums, at + 16 * SUM_LANES);
        DoubleVector second11 = DoubleVector.fromArray(SPECIES, sums, at + 17 * SUM_LANES);
        DoubleVector real12 = DoubleVector.fromArray(SPECIES, sums, at + 18 * SUM_LANES);
        DoubleVector first12 = DoubleVector.fromArray(SPECIES, sums, at + 19 * SUM_LANES);
        DoubleVector second12 = DoubleVector.fromArray(SPECIES, sums, at + 20 * SUM_LANES);
        DoubleVector real13 = DoubleVector.fromArray(SPECIES, sums, at + 21 * SUM_LANES);
        DoubleVector first13 = DoubleVector.fromArray(SPECIES, sums, at + 22 * SUM_LANES);
        DoubleVector second13 = DoubleVector.fromArray(SPECIES, sums, at + 23 * SUM_LANES);
        for (int x = begin; x < end; x += SUM_LANES) {
            DoubleVector r0 = DoubleVector.fromArray(SPECIES, rowRe0, x);
            DoubleVector i0 = DoubleVector.fromArray(SPECIES, rowIm0, x);
            DoubleVector r1 = DoubleVector.fromArray(SPECIES, rowRe1, x);
            DoubleVector i1 = DoubleVector.fromArray(SPECIES, rowIm1, x);
            DoubleVector a = DoubleVector.fromArray(SPECIES, re0, x);
            DoubleVector b = DoubleVector.fromArray(SPECIES, im0, x);
            real00 = i0.fma(b, r0.fma(a, real00));
            first00 = r0.fma(b, first00);
            second00 = i0.fma(a, second00);
            real10 = i1.fma(b, r1.fma(a, real10));
            first10 = r1.fma(b, first10);
            second10 = i1.fma(a, second10);
            a = DoubleVector.fromArray(SPECIES, re1, x);
            b = DoubleVector.fromArray(SPECIES, im1, x);
            real01 = i0.fma(b, r0.fma(a, real01));
            first01 = r0.fma(b, first01);
            second01 = i0.fma(a, second01);
            real11 = i1.fma(b, r1.fma(a, real11));
            first11 = r1.fma(b, first11);
            second11 = i1.fma(a, second11);
            a = DoubleVector.fromArray(SPECIES, re2, x);
            b = DoubleVector.fromArray(SPECIES, im2, x);
            real02 = i0.fma(b, r0.fma(a, real02));
            first02 = r0.fma(b, first02);
            second02 = i0.fma(a, second02);
            real12 = i1.fma(b, r1.fma(a, real12));
            first12 = r1.fma(b, first12);
            second12 = i1.fma(a, second12);
            a = DoubleVector.fromArray(SPECIES, re3, x);
            b = DoubleVector.fromArray(SPECIES, im3, x);
            real03 = i0.fma(b, r0.fma(a, real03));
            first03 = r0.fma(b, first03);
            second03 = i0.fma(a, second03);
            real13 = i1.fma(b, r1.fma(a, real13));
            first13 = r1.fma(b, first13);
            second13 = i1.fma(a, second13);
        }
        real00.intoArray(sums, at);
        first00.intoArray(sums, at + SUM_LANES);
        second00.intoArray(sums, at + 2 * SUM_LANES);
        real01.intoArray(sums, at + 3 * SUM_LANES);
        first01.intoArray(sums, at + 4 * SUM_LANES);
        second01.intoArray(sums, at + 5 * SUM_LANES);
        real02.intoArray(sums, at + 6 * SUM_LANES);
        first02.intoArray(sums, at + 7 * SUM_LANES);
        second02.intoArray(sums, at + 8 * SUM_LANES);
        real03.intoArray(sums, at + 9 * SUM_LANES);
        first03.intoArray(sums, at + 10 * SUM_LANES);
        second03.intoArray(sums, at + 11 * SUM_LANES);
        real10.intoArray(sums, at + 12 * SUM_LANES);
        first10.intoArray(sums, at + 13 * SUM_LANES);
        second10.intoArray(sums, at + 14 * SUM_LANES);
        real11.intoArray(sums, at + 15 * SUM_LANES);
        first11.intoArray(sums, at + 16 * SUM_LANES);
        second11.intoArray(sums, at + 17 * SUM_LANES);
        real12.intoArray(sums, at + 18 * SUM_LANES);
        first12.intoArray(sums, at + 19 * SUM_LANES);
        second12.intoArray(sums, at + 20 * SUM_LANES);
        real13.intoArray(sums, at + 21 * SUM_LANES);
        first13.intoArray(sums, at + 22 * SUM_LANES);
        second13.intoArray(sums, at + 23 * SUM_LANES);
    }

    /// One register's worth of partial sums of one row and four columns: twelve registers of sums of 16.
    private static void addFourInnerProducts(
            Statevector[] rows, int row, Statevector[] columns, int begin, int end, double[] sums, int at) {
        double[] rowRe0 = rows[row].re;
        double[] rowIm0 = rows[row].im;
        double[] re0 = columns[0].re;
        double[] im0 = columns[0].im;
        double[] re1 = columns[1].re;
        double[] im1 = columns[1].im;
        double[] re2 = columns[2].re;
        double[] im2 = columns[2].im;
        double[] re3 = columns[3].re;
        double[] im3 = columns[3].im;
        DoubleVector real00 = DoubleVector.fromArray(SPECIES, sums, at);
        DoubleVector first00 = DoubleVector.fromArray(SPECIES, sums, at + SUM_LANES);
        DoubleVector second00 = DoubleVector.fromArray(SPECIES, sums, at + 2 * SUM_LANES);
        DoubleVector real01 = DoubleVector.fromArray(SPECIES, sums, at + 3 * SUM_LANES);
        DoubleVector first01 = DoubleVector.fromArray(SPECIES, sums, at + 4 * SUM_LANES);
        DoubleVector second01 = DoubleVector.fromArray(SPECIES, sums, at + 5 * SUM_LANES);
        DoubleVector real02 = DoubleVector.fromArray(SPECIES, sums, at + 6 * SUM_LANES);
        DoubleVector first02 = DoubleVector.fromArray(SPECIES, sums, at + 7 * SUM_LANES);
        DoubleVector second02 = DoubleVector.fromArray(SPECIES, sums, at + 8 * SUM_LANES);
        DoubleVector real03 = DoubleVector.fromArray(SPECIES, sums, at + 9 * SUM_LANES);
        DoubleVector first03 = DoubleVector.fromArray(SPECIES, sums, at + 10 * SUM_LANES);
        DoubleVector second03 = DoubleVector.fromArray(SPECIES, sums, at + 11 * SUM_LANES);
        for (int x = begin; x < end; x += SUM_LANES) {
            DoubleVector r0 = DoubleVector.fromArray(SPECIES, rowRe0, x);
            DoubleVector i0 = DoubleVector.fromArray(SPECIES, rowIm0, x);
            DoubleVector a = DoubleVector.fromArray(SPECIES, re0, x);
            DoubleVector b = DoubleVector.fromArray(SPECIES, im0, x);
            real00 = i0.fma(b, r0.fma(a, real00));
            first00 = r0.fma(b, first00);
            second00 = i0.fma(a, second00);
            a = DoubleVector.fromArray(SPECIES, re1, x);
            b = DoubleVector.fromArray(SPECIES, im1, x);
            real01 = i0.fma(b, r0.fma(a, real01));
            first01 = r0.fma(b, first01);
            second01 = i0.fma(a, second01);
            a = DoubleVector.fromArray(SPECIES, re2, x);
            b = DoubleVector.fromArray(SPECIES, im2, x);
            real02 = i0.fma(b, r0.fma(a, real02));
            first02 = r0.fma(b, first02);
            second02 = i0.fma(a, second02);
            a = DoubleVector.fromArray(SPECIES, re3, x);
            b = DoubleVector.fromArray(SPECIES, im3, x);
            real03 = i0.fma(b, r0.fma(a, real03));
            first03 = r0.fma(b, first03);
            second03 = i0.fma(a, second03);
        }
        real00.intoArray(sums, at);
        first00.intoArray(sums, at + SUM_LANES);
        second00.intoArray(sums, at + 2 * SUM_LANES);
        real01.intoArray(sums, at + 3 * SUM_LANES);
        first01.intoArray(sums, at + 4 * SUM_LANES);
        second01.intoArray(sums, at + 5 * SUM_LANES);
        real02.intoArray(sums, at + 6 * SUM_LANES);
        first02.intoArray(sums, at + 7 * SUM_LANES);
        second02.intoArray(sums, at + 8 * SUM_LANES);
        real03.intoArray(sums, at + 9 * SUM_LANES);
        first03.intoArray(sums, at + 10 * SUM_LANES);
        second03.intoArray(sums, at + 11 * SUM_LANES);
    }
}
