package io.ketstream.simulator;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Loops over registers of the machine's preferred width; what is shorter than a register goes to [ScalarKernels].
///
/// The width is a constant of the class and not of an instance, because the compiler makes machine code of vectors only
/// where their species is a constant. Methods hold one loop each, with vectors as local variables: an array of vectors,
/// or a vector passed to a method that is not inlined, would be objects on the heap.
final class VectorKernels implements Kernels {

    private static final VectorSpecies<Double> SPECIES = VectorWidth.species();
    private static final int LANES = SPECIES.length();

    /// log2 of [#LANES]: qubits below it are inside a register.
    private static final int LANE_QUBITS = Integer.numberOfTrailingZeros(LANES);

    private static final VectorShuffle<Double> FLIP_0 = VectorShuffle.fromOp(SPECIES, lane -> lane ^ 1);
    private static final VectorShuffle<Double> FLIP_1 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 2) % LANES);
    private static final VectorShuffle<Double> FLIP_2 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 4) % LANES);
    private static final VectorShuffle<Double> FLIP_3 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 8) % LANES);

    /// Of sums.
    private static final VectorSpecies</* wide */ Double> WIDE =
            VectorSpecies.of(/* wide */ double.class, SPECIES.vectorShape());

    private static final int WIDE_LANES = WIDE.length();

    /// Qubits below this are mixed block by block in the first-level cache: 2^10 amplitudes have 16 KiB.
    private static final int BLOCK_QUBITS = 10;

    /// So many qubits above a register go in one sweep.
    private static final int ONE_SWEEP = 3;

    private final ScalarKernels scalar = new ScalarKernels();

    @Override
    public String description() {
        return "vectors of " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public void rotateX(double[] re, double[] im, int offset, int length, int[] qubits, double[] tangents, int count) {
        if (length < LANES) {
            scalar.rotateX(re, im, offset, length, qubits, tangents, count);
            return;
        }
        if (length <= 1 << BLOCK_QUBITS || count <= ONE_SWEEP) {
            sweeps(re, im, offset, length, qubits, tangents, 0, count);
            return;
        }
        int near = 0;
        while (near < count && qubits[near] < BLOCK_QUBITS) {
            near++;
        }
        int block = 1 << BLOCK_QUBITS;
        for (int begin = offset; near > 0 && begin < offset + length; begin += block) {
            sweeps(re, im, begin, block, qubits, tangents, 0, near);
        }
        sweeps(re, im, offset, length, qubits, tangents, near, count);
    }

    /// Rotates the qubits numbered `from` to `to`, several per sweep over the range.
    private static void sweeps(
            double[] re, double[] im, int offset, int length, int[] qubits, double[] t, int from, int to) {
        int k = from;
        if (k + LANE_QUBITS + 1 < to && qubits[k + LANE_QUBITS + 1] == LANE_QUBITS + 1) {
            // Ascending, so these are 0, 1, 2, …
            rotateLanesAndTwo(re, im, offset, length, t, k);
            k += LANE_QUBITS + 2;
        }
        for (; k < to && qubits[k] < LANE_QUBITS; k++) {
            rotateLane(re, im, offset, length, flip(qubits[k]), t[k]);
        }
        while (k < to) {
            int left = to - k;
            if (left == 3 || left > 4) {
                int a = 1 << qubits[k];
                int b = 1 << qubits[k + 1];
                int c = 1 << qubits[k + 2];
                rotateThree(re, im, offset, length, a, b, c, t[k], t[k + 1], t[k + 2]);
                rotateThree(im, re, offset, length, a, b, c, -t[k], -t[k + 1], -t[k + 2]);
                k += 3;
            } else if (left > 1) {
                int a = 1 << qubits[k];
                int b = 1 << qubits[k + 1];
                rotateTwo(re, im, offset, length, a, b, t[k], t[k + 1]);
                rotateTwo(im, re, offset, length, a, b, -t[k], -t[k + 1]);
                k += 2;
            } else {
                rotateOne(re, im, offset, length, 1 << qubits[k], t[k]);
                k++;
            }
        }
    }

    private static VectorShuffle<Double> flip(int qubit) {
        return switch (qubit) {
            case 0 -> FLIP_0;
            case 1 -> FLIP_1;
            case 2 -> FLIP_2;
            default -> FLIP_3;
        };
    }

    private static void rotateLane(
            double[] re, double[] im, int offset, int length, VectorShuffle<Double> flip, double tangent) {
        DoubleVector plus = DoubleVector.broadcast(SPECIES, tangent);
        DoubleVector minus = DoubleVector.broadcast(SPECIES, -tangent);
        for (int x = offset; x < offset + length; x += LANES) {
            DoubleVector r = DoubleVector.fromArray(SPECIES, re, x);
            DoubleVector i = DoubleVector.fromArray(SPECIES, im, x);
            i.rearrange(flip).fma(plus, r).intoArray(re, x);
            r.rearrange(flip).fma(minus, i).intoArray(im, x);
        }
    }

    private static void rotateOne(double[] re, double[] im, int offset, int length, int a, double tangent) {
        DoubleVector plus = DoubleVector.broadcast(SPECIES, tangent);
        DoubleVector minus = DoubleVector.broadcast(SPECIES, -tangent);
        for (int g = 0; g < length >> 1; g += LANES) {
            int x = offset + Bits.insertZero(g, a);
            DoubleVector r0 = DoubleVector.fromArray(SPECIES, re, x);
            DoubleVector i0 = DoubleVector.fromArray(SPECIES, im, x);
            DoubleVector r1 = DoubleVector.fromArray(SPECIES, re, x + a);
            DoubleVector i1 = DoubleVector.fromArray(SPECIES, im, x + a);
            i1.fma(plus, r0).intoArray(re, x);
            r1.fma(minus, i0).intoArray(im, x);
            i0.fma(plus, r1).intoArray(re, x + a);
            r0.fma(minus, i1).intoArray(im, x + a);
        }
    }

    /// Half of a rotation of two qubits, as [#rotateThree].
    private static void rotateTwo(
            double[] even, double[] odd, int offset, int length, int a, int b, double tangentA, double tangentB) {
        for (int g = 0; g < length >> 2; g += a) {
            int begin = offset + Bits.insertZero(Bits.insertZero(g, a), b);
            rotateTwoRuns(even, odd, begin, a, b, tangentA, tangentB);
        }
    }

    /// As [#rotateThreeRuns].
    private static void rotateTwoRuns(
            double[] even, double[] odd, int begin, int a, int b, double tangentA, double tangentB) {
        int at1 = begin + a;
        int at2 = begin + b;
        int at3 = at1 + b;
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, tangentA);
        DoubleVector minusA = DoubleVector.broadcast(SPECIES, -tangentA);
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, tangentB);
        DoubleVector minusB = DoubleVector.broadcast(SPECIES, -tangentB);
        for (int k = 0; k < a; k += LANES) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, even, begin + k);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, odd, at1 + k);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, odd, at2 + k);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, even, at3 + k);
            DoubleVector w0 = v1.fma(plusA, v0);
            DoubleVector w1 = v0.fma(minusA, v1);
            DoubleVector w2 = v3.fma(minusA, v2);
            DoubleVector w3 = v2.fma(plusA, v3);
            w2.fma(plusB, w0).intoArray(even, begin + k);
            w3.fma(minusB, w1).intoArray(odd, at1 + k);
            w0.fma(minusB, w2).intoArray(odd, at2 + k);
            w1.fma(plusB, w3).intoArray(even, at3 + k);
        }
    }

    /// Half of a rotation of three qubits. X pairs the real part of an amplitude with the imaginary part of its
    /// neighbour only, so the real parts where the three bits have even parity (`even`) and the imaginary parts
    /// where they have odd parity (`odd`) mix among themselves: eight registers, where all amplitudes take sixteen.
    private static void rotateThree(
            double[] even,
            double[] odd,
            int offset,
            int length,
            int a,
            int b,
            int c,
            double tangentA,
            double tangentB,
            double tangentC) {
        for (int g = 0; g < length >> 3; g += a) {
            int begin = offset + Bits.insertZero(Bits.insertZero(Bits.insertZero(g, a), b), c);
            rotateThreeRuns(even, odd, begin, a, b, c, tangentA, tangentB, tangentC);
        }
    }

    /// The same for `a` neighbours from `begin` and those that differ from them in the three bits: one loop over
    /// neighbours alone, so that the compiler takes the checks of bounds out of it.
    private static void rotateThreeRuns(
            double[] even,
            double[] odd,
            int begin,
            int a,
            int b,
            int c,
            double tangentA,
            double tangentB,
            double tangentC) {
        int at1 = begin + a;
        int at2 = begin + b;
        int at3 = at1 + b;
        int at4 = begin + c;
        int at5 = at1 + c;
        int at6 = at2 + c;
        int at7 = at3 + c;
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, tangentA);
        DoubleVector minusA = DoubleVector.broadcast(SPECIES, -tangentA);
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, tangentB);
        DoubleVector minusB = DoubleVector.broadcast(SPECIES, -tangentB);
        DoubleVector plusC = DoubleVector.broadcast(SPECIES, tangentC);
        DoubleVector minusC = DoubleVector.broadcast(SPECIES, -tangentC);
        for (int k = 0; k < a; k += LANES) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, even, begin + k);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, odd, at1 + k);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, odd, at2 + k);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, even, at3 + k);
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, odd, at4 + k);
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, even, at5 + k);
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, even, at6 + k);
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, odd, at7 + k);
            DoubleVector w0 = v1.fma(plusA, v0);
            DoubleVector w1 = v0.fma(minusA, v1);
            DoubleVector w2 = v3.fma(minusA, v2);
            DoubleVector w3 = v2.fma(plusA, v3);
            DoubleVector w4 = v5.fma(minusA, v4);
            DoubleVector w5 = v4.fma(plusA, v5);
            DoubleVector w6 = v7.fma(plusA, v6);
            DoubleVector w7 = v6.fma(minusA, v7);
            v0 = w2.fma(plusB, w0);
            v2 = w0.fma(minusB, w2);
            v1 = w3.fma(minusB, w1);
            v3 = w1.fma(plusB, w3);
            v4 = w6.fma(minusB, w4);
            v6 = w4.fma(plusB, w6);
            v5 = w7.fma(plusB, w5);
            v7 = w5.fma(minusB, w7);
            v4.fma(plusC, v0).intoArray(even, begin + k);
            v5.fma(minusC, v1).intoArray(odd, at1 + k);
            v6.fma(minusC, v2).intoArray(odd, at2 + k);
            v7.fma(plusC, v3).intoArray(even, at3 + k);
            v0.fma(minusC, v4).intoArray(odd, at4 + k);
            v1.fma(plusC, v5).intoArray(even, at5 + k);
            v2.fma(plusC, v6).intoArray(even, at6 + k);
            v3.fma(minusC, v7).intoArray(odd, at7 + k);
        }
    }

    /// All qubits inside a register and the two above; tangents from `t[k]`.
    private static void rotateLanesAndTwo(double[] re, double[] im, int offset, int length, double[] t, int k) {
        DoubleVector plus0 = DoubleVector.broadcast(SPECIES, t[k]);
        DoubleVector minus0 = plus0.neg();
        DoubleVector plus1 = DoubleVector.broadcast(SPECIES, LANES > 2 ? t[k + 1] : 0);
        DoubleVector minus1 = plus1.neg();
        DoubleVector plus2 = DoubleVector.broadcast(SPECIES, LANES > 4 ? t[k + 2] : 0);
        DoubleVector minus2 = plus2.neg();
        DoubleVector plus3 = DoubleVector.broadcast(SPECIES, LANES > 8 ? t[k + 3] : 0);
        DoubleVector minus3 = plus3.neg();
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, t[k + LANE_QUBITS]);
        DoubleVector minusA = plusA.neg();
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, t[k + LANE_QUBITS + 1]);
        DoubleVector minusB = plusB.neg();
        for (int x = offset; x < offset + length; x += 4 * LANES) {
            DoubleVector r0 = DoubleVector.fromArray(SPECIES, re, x);
            DoubleVector i0 = DoubleVector.fromArray(SPECIES, im, x);
            DoubleVector r1 = DoubleVector.fromArray(SPECIES, re, x + LANES);
            DoubleVector i1 = DoubleVector.fromArray(SPECIES, im, x + LANES);
            DoubleVector r2 = DoubleVector.fromArray(SPECIES, re, x + 2 * LANES);
            DoubleVector i2 = DoubleVector.fromArray(SPECIES, im, x + 2 * LANES);
            DoubleVector r3 = DoubleVector.fromArray(SPECIES, re, x + 3 * LANES);
            DoubleVector i3 = DoubleVector.fromArray(SPECIES, im, x + 3 * LANES);
            DoubleVector s0 = i0.rearrange(FLIP_0).fma(plus0, r0);
            DoubleVector j0 = r0.rearrange(FLIP_0).fma(minus0, i0);
            DoubleVector s1 = i1.rearrange(FLIP_0).fma(plus0, r1);
            DoubleVector j1 = r1.rearrange(FLIP_0).fma(minus0, i1);
            DoubleVector s2 = i2.rearrange(FLIP_0).fma(plus0, r2);
            DoubleVector j2 = r2.rearrange(FLIP_0).fma(minus0, i2);
            DoubleVector s3 = i3.rearrange(FLIP_0).fma(plus0, r3);
            DoubleVector j3 = r3.rearrange(FLIP_0).fma(minus0, i3);
            if (LANES > 2) {
                r0 = j0.rearrange(FLIP_1).fma(plus1, s0);
                i0 = s0.rearrange(FLIP_1).fma(minus1, j0);
                r1 = j1.rearrange(FLIP_1).fma(plus1, s1);
                i1 = s1.rearrange(FLIP_1).fma(minus1, j1);
                r2 = j2.rearrange(FLIP_1).fma(plus1, s2);
                i2 = s2.rearrange(FLIP_1).fma(minus1, j2);
                r3 = j3.rearrange(FLIP_1).fma(plus1, s3);
                i3 = s3.rearrange(FLIP_1).fma(minus1, j3);
                if (LANES > 4) {
                    s0 = i0.rearrange(FLIP_2).fma(plus2, r0);
                    j0 = r0.rearrange(FLIP_2).fma(minus2, i0);
                    s1 = i1.rearrange(FLIP_2).fma(plus2, r1);
                    j1 = r1.rearrange(FLIP_2).fma(minus2, i1);
                    s2 = i2.rearrange(FLIP_2).fma(plus2, r2);
                    j2 = r2.rearrange(FLIP_2).fma(minus2, i2);
                    s3 = i3.rearrange(FLIP_2).fma(plus2, r3);
                    j3 = r3.rearrange(FLIP_2).fma(minus2, i3);
                    if (LANES > 8) {
                        r0 = j0.rearrange(FLIP_3).fma(plus3, s0);
                        i0 = s0.rearrange(FLIP_3).fma(minus3, j0);
                        r1 = j1.rearrange(FLIP_3).fma(plus3, s1);
                        i1 = s1.rearrange(FLIP_3).fma(minus3, j1);
                        r2 = j2.rearrange(FLIP_3).fma(plus3, s2);
                        i2 = s2.rearrange(FLIP_3).fma(minus3, j2);
                        r3 = j3.rearrange(FLIP_3).fma(plus3, s3);
                        i3 = s3.rearrange(FLIP_3).fma(minus3, j3);
                        s0 = r0;
                        j0 = i0;
                        s1 = r1;
                        j1 = i1;
                        s2 = r2;
                        j2 = i2;
                        s3 = r3;
                        j3 = i3;
                    }
                } else {
                    s0 = r0;
                    j0 = i0;
                    s1 = r1;
                    j1 = i1;
                    s2 = r2;
                    j2 = i2;
                    s3 = r3;
                    j3 = i3;
                }
            }
            r0 = j1.fma(plusA, s0);
            i0 = s1.fma(minusA, j0);
            r1 = j0.fma(plusA, s1);
            i1 = s0.fma(minusA, j1);
            r2 = j3.fma(plusA, s2);
            i2 = s3.fma(minusA, j2);
            r3 = j2.fma(plusA, s3);
            i3 = s2.fma(minusA, j3);
            i2.fma(plusB, r0).intoArray(re, x);
            r2.fma(minusB, i0).intoArray(im, x);
            i3.fma(plusB, r1).intoArray(re, x + LANES);
            r3.fma(minusB, i1).intoArray(im, x + LANES);
            i0.fma(plusB, r2).intoArray(re, x + 2 * LANES);
            r0.fma(minusB, i2).intoArray(im, x + 2 * LANES);
            i1.fma(plusB, r3).intoArray(re, x + 3 * LANES);
            r1.fma(minusB, i3).intoArray(im, x + 3 * LANES);
        }
    }

    @Override
    public void applyPair(PairKernel kernel, double[] re, double[] im, int offset, int length, Pairs pairs) {
        int run = pairs.run();
        if (length < LANES || (run < LANES && !pairs.isOneQubit() && !(kernel instanceof PairKernel.Exchange))) {
            scalar.applyPair(kernel, re, im, offset, length, pairs);
            return;
        }
        switch (kernel) {
            case PairKernel.Exchange _ -> {
                if (run < LANES) {
                    exchangeLanes(re, im, offset, length, pairs);
                    return;
                }
                for (int pair = 0; pair < pairs.count(length); pair += run) {
                    int base = offset + pairs.base(pair);
                    exchange(re, base + pairs.first(), base + pairs.second(), run);
                    exchange(im, base + pairs.first(), base + pairs.second(), run);
                }
            }
            case PairKernel.RotationX rotation -> {
                double cos = rotation.cos();
                double sin = rotation.sin();
                applyMatrix(re, im, offset, length, pairs, cos, 0, 0, -sin, 0, -sin, cos, 0);
            }
            case PairKernel.RotationY rotation -> {
                double cos = rotation.cos();
                double sin = rotation.sin();
                applyReal(re, offset, length, pairs, cos, -sin, sin, cos);
                applyReal(im, offset, length, pairs, cos, -sin, sin, cos);
            }
            case PairKernel.Real(double a, double b, double c, double d) -> {
                applyReal(re, offset, length, pairs, a, b, c, d);
                applyReal(im, offset, length, pairs, a, b, c, d);
            }
            case PairKernel.Complex(
                    double aRe,
                    double aIm,
                    double bRe,
                    double bIm,
                    double cRe,
                    double cIm,
                    double dRe,
                    double dIm) -> applyMatrix(re, im, offset, length, pairs, aRe, aIm, bRe, bIm, cRe, cIm, dRe, dIm);
        }
    }

    private static void exchange(double[] values, int i, int j, int count) {
        for (int k = 0; k < count; k += LANES) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, values, i + k);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, values, j + k);
            v1.intoArray(values, i + k);
            v0.intoArray(values, j + k);
        }
    }

    /// Where qubits inside a register decide: some lanes of one register change places with some of another or its own.
    private static void exchangeLanes(double[] re, double[] im, int offset, int length, Pairs pairs) {
        int lanes = pairs.involved() & (LANES - 1);
        VectorShuffle<Double> flip = VectorShuffle.fromOp(SPECIES, lane -> lane ^ (pairs.flipped() & (LANES - 1)));
        VectorMask<Double> first = lanesThatAre(pairs.first() & lanes, lanes);
        VectorMask<Double> second = lanesThatAre(pairs.second() & lanes, lanes);
        Pairs registers = pairs.within(-LANES);
        int run = registers.involved() == 0 ? length / LANES : registers.run();
        for (int pair = 0; pair < registers.count(length / LANES); pair += run) {
            int base = registers.base(pair);
            int i = offset + (base + registers.first()) * LANES;
            int j = offset + (base + registers.second()) * LANES;
            if (i == j) {
                exchangeWithin(re, i, run * LANES, flip, first.or(second));
                exchangeWithin(im, i, run * LANES, flip, first.or(second));
            } else {
                exchangeBetween(re, i, j, run * LANES, flip, first, second);
                exchangeBetween(im, i, j, run * LANES, flip, first, second);
            }
        }
    }

    private static VectorMask<Double> lanesThatAre(int values, int involved) {
        long lanes = 0;
        for (int lane = 0; lane < LANES; lane++) {
            lanes |= (lane & involved) == values ? 1L << lane : 0;
        }
        return VectorMask.fromLong(SPECIES, lanes);
    }

    private static void exchangeWithin(
            double[] values, int i, int count, VectorShuffle<Double> flip, VectorMask<Double> moved) {
        for (int k = i; k < i + count; k += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, values, k);
            v.blend(v.rearrange(flip), moved).intoArray(values, k);
        }
    }

    private static void exchangeBetween(
            double[] values,
            int i,
            int j,
            int count,
            VectorShuffle<Double> flip,
            VectorMask<Double> first,
            VectorMask<Double> second) {
        for (int k = 0; k < count; k += LANES) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, values, i + k);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, values, j + k);
            v0.blend(v1.rearrange(flip), first).intoArray(values, i + k);
            v1.blend(v0.rearrange(flip), second).intoArray(values, j + k);
        }
    }

    private static void applyReal(
            double[] values, int offset, int length, Pairs pairs, double a, double b, double c, double d) {
        if (pairs.run() < LANES) {
            int bit = pairs.run();
            applyRealInLanes(values, offset, length, flip(Integer.numberOfTrailingZeros(bit)), bit, a, b, c, d);
            return;
        }
        int run = pairs.run();
        for (int pair = 0; pair < pairs.count(length); pair += run) {
            int base = offset + pairs.base(pair);
            applyReal(values, base + pairs.first(), base + pairs.second(), run, a, b, c, d);
        }
    }

    private static void applyReal(double[] values, int i, int j, int count, double a, double b, double c, double d) {
        for (int k = 0; k < count; k += LANES) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, values, i + k);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, values, j + k);
            v0.fma(DoubleVector.broadcast(SPECIES, a), v1.mul(b)).intoArray(values, i + k);
            v1.fma(DoubleVector.broadcast(SPECIES, d), v0.mul(c)).intoArray(values, j + k);
        }
    }

    private static void applyRealInLanes(
            double[] values,
            int offset,
            int length,
            VectorShuffle<Double> flip,
            int bit,
            double a,
            double b,
            double c,
            double d) {
        DoubleVector same = lanes(bit, a, d);
        DoubleVector other = lanes(bit, b, c);
        for (int x = offset; x < offset + length; x += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, values, x);
            v.fma(same, v.rearrange(flip).mul(other)).intoArray(values, x);
        }
    }

    private static DoubleVector lanes(int bit, double zero, double one) {
        var values = new double[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            values[lane] = (lane & bit) == 0 ? zero : one;
        }
        return DoubleVector.fromArray(SPECIES, values, 0);
    }

    private static void applyMatrix(
            double[] re,
            double[] im,
            int offset,
            int length,
            Pairs pairs,
            double aRe,
            double aIm,
            double bRe,
            double bIm,
            double cRe,
            double cIm,
            double dRe,
            double dIm) {
        int run = pairs.run();
        if (run < LANES) {
            DoubleVector sameRe = lanes(run, aRe, dRe);
            DoubleVector sameIm = lanes(run, aIm, dIm);
            DoubleVector otherRe = lanes(run, bRe, cRe);
            DoubleVector otherIm = lanes(run, bIm, cIm);
            VectorShuffle<Double> flip = flip(Integer.numberOfTrailingZeros(run));
            for (int x = offset; x < offset + length; x += LANES) {
                DoubleVector r = DoubleVector.fromArray(SPECIES, re, x);
                DoubleVector i = DoubleVector.fromArray(SPECIES, im, x);
                DoubleVector otherR = r.rearrange(flip);
                DoubleVector otherI = i.rearrange(flip);
                r.fma(
                                sameRe,
                                i.neg()
                                        .fma(
                                                sameIm,
                                                otherR.fma(otherRe, otherI.neg().mul(otherIm))))
                        .intoArray(re, x);
                i.fma(sameRe, r.fma(sameIm, otherI.fma(otherRe, otherR.mul(otherIm))))
                        .intoArray(im, x);
            }
            return;
        }
        for (int pair = 0; pair < pairs.count(length); pair += run) {
            int base = offset + pairs.base(pair);
            int i = base + pairs.first();
            int j = base + pairs.second();
            applyMatrixToRun(re, im, i, j, run, aRe, aIm, bRe, bIm, cRe, cIm, dRe, dIm);
        }
    }

    private static void applyMatrixToRun(
            double[] re,
            double[] im,
            int i,
            int j,
            int count,
            double aRe,
            double aIm,
            double bRe,
            double bIm,
            double cRe,
            double cIm,
            double dRe,
            double dIm) {
        DoubleVector a0 = DoubleVector.broadcast(SPECIES, aRe);
        DoubleVector a1 = DoubleVector.broadcast(SPECIES, aIm);
        DoubleVector b0 = DoubleVector.broadcast(SPECIES, bRe);
        DoubleVector b1 = DoubleVector.broadcast(SPECIES, bIm);
        DoubleVector c0 = DoubleVector.broadcast(SPECIES, cRe);
        DoubleVector c1 = DoubleVector.broadcast(SPECIES, cIm);
        DoubleVector d0 = DoubleVector.broadcast(SPECIES, dRe);
        DoubleVector d1 = DoubleVector.broadcast(SPECIES, dIm);
        for (int k = 0; k < count; k += LANES) {
            DoubleVector r0 = DoubleVector.fromArray(SPECIES, re, i + k);
            DoubleVector i0 = DoubleVector.fromArray(SPECIES, im, i + k);
            DoubleVector r1 = DoubleVector.fromArray(SPECIES, re, j + k);
            DoubleVector i1 = DoubleVector.fromArray(SPECIES, im, j + k);
            r0.fma(a0, i0.neg().fma(a1, r1.fma(b0, i1.neg().mul(b1)))).intoArray(re, i + k);
            i0.fma(a0, r0.fma(a1, i1.fma(b0, r1.mul(b1)))).intoArray(im, i + k);
            r1.fma(d0, i1.neg().fma(d1, r0.fma(c0, i0.neg().mul(c1)))).intoArray(re, j + k);
            i1.fma(d0, r1.fma(d1, i0.fma(c0, r0.mul(c1)))).intoArray(im, j + k);
        }
    }

    @Override
    public void multiply(double[] re, double[] im, int offset, int begin, int length, Table factors) {
        if (length < LANES) {
            scalar.multiply(re, im, offset, begin, length, factors);
            return;
        }
        multiplyByTable(re, im, offset, begin, length, factors.table().re, factors.table().im);
    }

    private static void multiplyByTable(
            double[] re, double[] im, int offset, int begin, int length, double[] tableRe, double[] tableIm) {
        for (int x = 0; x < length; x += LANES) {
            DoubleVector phaseRe = DoubleVector.fromArray(SPECIES, tableRe, begin + x);
            DoubleVector phaseIm = DoubleVector.fromArray(SPECIES, tableIm, begin + x);
            DoubleVector r = DoubleVector.fromArray(SPECIES, re, offset + x);
            DoubleVector i = DoubleVector.fromArray(SPECIES, im, offset + x);
            i.neg().fma(phaseIm, r.mul(phaseRe)).intoArray(re, offset + x);
            i.fma(phaseRe, r.mul(phaseIm)).intoArray(im, offset + x);
        }
    }

    @Override
    public void multiply(double[] re, double[] im, int offset, int begin, int length, Factors factors) {
        int columns = factors.columns();
        if (columns < LANES) {
            scalar.multiply(re, im, offset, begin, length, factors);
            return;
        }
        for (int x = begin; x < begin + length; x += columns) {
            multiplyRow(
                    re,
                    im,
                    offset - begin,
                    x,
                    columns,
                    factors.table().re,
                    factors.table().im,
                    factors.column().re,
                    factors.column().im,
                    factors.row().re[x / columns],
                    factors.row().im[x / columns]);
        }
    }

    private static void multiplyRow(
            double[] re,
            double[] im,
            int offset,
            int begin,
            int columns,
            double[] tableRe,
            double[] tableIm,
            double[] columnRe,
            double[] columnIm,
            double rowReal,
            double rowImaginary) {
        DoubleVector rowRe = DoubleVector.broadcast(SPECIES, rowReal);
        DoubleVector rowIm = DoubleVector.broadcast(SPECIES, rowImaginary);
        for (int c = 0; c < columns; c += LANES) {
            DoubleVector tRe = DoubleVector.fromArray(SPECIES, tableRe, begin + c);
            DoubleVector tIm = DoubleVector.fromArray(SPECIES, tableIm, begin + c);
            DoubleVector cRe = DoubleVector.fromArray(SPECIES, columnRe, c);
            DoubleVector cIm = DoubleVector.fromArray(SPECIES, columnIm, c);
            DoubleVector onceRe = tIm.neg().fma(cIm, tRe.mul(cRe));
            DoubleVector onceIm = tIm.fma(cRe, tRe.mul(cIm));
            DoubleVector phaseRe = onceIm.neg().fma(rowIm, onceRe.mul(rowRe));
            DoubleVector phaseIm = onceIm.fma(rowRe, onceRe.mul(rowIm));
            DoubleVector r = DoubleVector.fromArray(SPECIES, re, offset + begin + c);
            DoubleVector i = DoubleVector.fromArray(SPECIES, im, offset + begin + c);
            i.neg().fma(phaseIm, r.mul(phaseRe)).intoArray(re, offset + begin + c);
            i.fma(phaseRe, r.mul(phaseIm)).intoArray(im, offset + begin + c);
        }
    }

    @Override
    public void multiply(double[] re, double[] im, int offset, int begin, int length, Outer factors) {
        int columns = factors.columns();
        if (columns < LANES) {
            scalar.multiply(re, im, offset, begin, length, factors);
            return;
        }
        for (int x = 0; x < length; x += columns) {
            int row = (begin + x) / columns;
            multiplyByColumns(
                    re,
                    im,
                    offset + x,
                    columns,
                    factors.column().re,
                    factors.column().im,
                    factors.rowRe(row),
                    factors.rowIm(row));
        }
    }

    private static void multiplyByColumns(
            double[] re,
            double[] im,
            int begin,
            int columns,
            double[] columnRe,
            double[] columnIm,
            double rowReal,
            double rowImaginary) {
        DoubleVector rowRe = DoubleVector.broadcast(SPECIES, rowReal);
        DoubleVector rowIm = DoubleVector.broadcast(SPECIES, rowImaginary);
        for (int c = 0; c < columns; c += LANES) {
            DoubleVector cRe = DoubleVector.fromArray(SPECIES, columnRe, c);
            DoubleVector cIm = DoubleVector.fromArray(SPECIES, columnIm, c);
            DoubleVector phaseRe = cIm.neg().fma(rowIm, cRe.mul(rowRe));
            DoubleVector phaseIm = cIm.fma(rowRe, cRe.mul(rowIm));
            DoubleVector r = DoubleVector.fromArray(SPECIES, re, begin + c);
            DoubleVector i = DoubleVector.fromArray(SPECIES, im, begin + c);
            i.neg().fma(phaseIm, r.mul(phaseRe)).intoArray(re, begin + c);
            i.fma(phaseRe, r.mul(phaseIm)).intoArray(im, begin + c);
        }
    }

    @Override
    public void scale(double[] re, double[] im, int offset, int length, double factor) {
        scalar.scale(re, im, offset, length, factor);
    }

    @Override
    public void addFlipped(double factor, double[] source, int from, int flipped, double[] target, int to, int length) {
        if (length < LANES) {
            scalar.addFlipped(factor, source, from, flipped, target, to, length);
            return;
        }
        int far = flipped & -LANES;
        int near = flipped - far;
        if (near == 0) {
            addFlippedFar(factor, source, from, far, target, to, length);
        } else {
            VectorShuffle<Double> flip = VectorShuffle.fromOp(SPECIES, lane -> lane ^ near);
            addFlippedNear(factor, source, from, far, flip, target, to, length);
        }
    }

    private static void addFlippedFar(
            double factor, double[] source, int from, int flipped, double[] target, int to, int length) {
        DoubleVector f = DoubleVector.broadcast(SPECIES, factor);
        for (int x = 0; x < length; x += LANES) {
            DoubleVector.fromArray(SPECIES, source, from + (x ^ flipped))
                    .fma(f, DoubleVector.fromArray(SPECIES, target, to + x))
                    .intoArray(target, to + x);
        }
    }

    private static void addFlippedNear(
            double factor,
            double[] source,
            int from,
            int flipped,
            VectorShuffle<Double> flip,
            double[] target,
            int to,
            int length) {
        DoubleVector f = DoubleVector.broadcast(SPECIES, factor);
        for (int x = 0; x < length; x += LANES) {
            DoubleVector.fromArray(SPECIES, source, from + (x ^ flipped))
                    .rearrange(flip)
                    .fma(f, DoubleVector.fromArray(SPECIES, target, to + x))
                    .intoArray(target, to + x);
        }
    }

    @Override
    public void spread(double[] re, double[] im, int length, double factorRe, double factorIm) {
        if (length < LANES) {
            scalar.spread(re, im, length, factorRe, factorIm);
            return;
        }
        DoubleVector fRe = DoubleVector.broadcast(SPECIES, factorRe);
        DoubleVector fIm = DoubleVector.broadcast(SPECIES, factorIm);
        for (int x = 0; x < length; x += LANES) {
            DoubleVector r = DoubleVector.fromArray(SPECIES, re, x);
            DoubleVector i = DoubleVector.fromArray(SPECIES, im, x);
            DoubleVector rr = r.mul(fRe);
            DoubleVector ii = i.mul(fIm);
            DoubleVector ri = r.mul(fIm);
            DoubleVector ir = i.mul(fRe);
            rr.sub(ii).intoArray(re, x);
            ir.add(ri).intoArray(im, x);
            rr.add(ii).intoArray(re, length + x);
            ir.sub(ri).intoArray(im, length + x);
        }
    }

    @Override
    public void spread(double[] re, double[] im, int length, double[] factorRe, double[] factorIm) {
        if (length < LANES) {
            scalar.spread(re, im, length, factorRe, factorIm);
            return;
        }
        for (int x = 0; x < length; x += LANES) {
            DoubleVector fRe = DoubleVector.fromArray(SPECIES, factorRe, x);
            DoubleVector fIm = DoubleVector.fromArray(SPECIES, factorIm, x);
            DoubleVector r = DoubleVector.fromArray(SPECIES, re, x);
            DoubleVector i = DoubleVector.fromArray(SPECIES, im, x);
            DoubleVector rr = r.mul(fRe);
            DoubleVector ii = i.mul(fIm);
            DoubleVector ri = r.mul(fIm);
            DoubleVector ir = i.mul(fRe);
            rr.sub(ii).intoArray(re, x);
            ir.add(ri).intoArray(im, x);
            rr.add(ii).intoArray(re, length + x);
            ir.sub(ri).intoArray(im, length + x);
        }
    }

    @Override
    public /* wide */ double weightedProbability(
            double[] re, double[] im, /* wide */ double[] weights, int offset, int length, /* wide */ double[] sums) {
        if (length < SUM_LANES) {
            return scalar.weightedProbability(re, im, weights, offset, length, sums);
        }
        // One loop per register's worth of partial sums would read everything again, so the widths are written out.
        switch (WIDE_LANES) {
            case 8 -> weightedProbability1(re, im, weights, offset, length, sums);
            case 4 -> weightedProbability2(re, im, weights, offset, length, sums);
            default -> weightedProbability4(re, im, weights, offset, length, sums);
        }
        return Kernels.pairwise(sums);
    }

    private static void weightedProbability1(
            double[] re, double[] im, /* wide */ double[] weights, int offset, int length, /* wide */ double[] sums) {
        /* wide */ DoubleVector sum = /* wide */ DoubleVector.zero(WIDE);
        for (int x = offset; x < offset + length; x += WIDE_LANES) {
            sum = probability(re, im, x).fma(/* wide */ DoubleVector.fromArray(WIDE, weights, x), sum);
        }
        sum.intoArray(sums, 0);
    }

    private static void weightedProbability2(
            double[] re, double[] im, /* wide */ double[] weights, int offset, int length, /* wide */ double[] sums) {
        /* wide */ DoubleVector sum0 = /* wide */ DoubleVector.zero(WIDE);
        /* wide */ DoubleVector sum1 = /* wide */ DoubleVector.zero(WIDE);
        for (int x = offset; x < offset + length; x += 2 * WIDE_LANES) {
            int y = x + WIDE_LANES;
            sum0 = probability(re, im, x).fma(/* wide */ DoubleVector.fromArray(WIDE, weights, x), sum0);
            sum1 = probability(re, im, y).fma(/* wide */ DoubleVector.fromArray(WIDE, weights, y), sum1);
        }
        sum0.intoArray(sums, 0);
        sum1.intoArray(sums, WIDE_LANES);
    }

    private static void weightedProbability4(
            double[] re, double[] im, /* wide */ double[] weights, int offset, int length, /* wide */ double[] sums) {
        /* wide */ DoubleVector sum0 = /* wide */ DoubleVector.zero(WIDE);
        /* wide */ DoubleVector sum1 = /* wide */ DoubleVector.zero(WIDE);
        /* wide */ DoubleVector sum2 = /* wide */ DoubleVector.zero(WIDE);
        /* wide */ DoubleVector sum3 = /* wide */ DoubleVector.zero(WIDE);
        for (int x = offset; x < offset + length; x += 4 * WIDE_LANES) {
            int y = x + WIDE_LANES;
            int z = y + WIDE_LANES;
            int w = z + WIDE_LANES;
            sum0 = probability(re, im, x).fma(/* wide */ DoubleVector.fromArray(WIDE, weights, x), sum0);
            sum1 = probability(re, im, y).fma(/* wide */ DoubleVector.fromArray(WIDE, weights, y), sum1);
            sum2 = probability(re, im, z).fma(/* wide */ DoubleVector.fromArray(WIDE, weights, z), sum2);
            sum3 = probability(re, im, w).fma(/* wide */ DoubleVector.fromArray(WIDE, weights, w), sum3);
        }
        sum0.intoArray(sums, 0);
        sum1.intoArray(sums, WIDE_LANES);
        sum2.intoArray(sums, 2 * WIDE_LANES);
        sum3.intoArray(sums, 3 * WIDE_LANES);
    }

    private static /* wide */ DoubleVector probability(double[] re, double[] im, int x) {
        /* wide */ DoubleVector r = WideVectors.load(WIDE, re, x);
        /* wide */ DoubleVector i = WideVectors.load(WIDE, im, x);
        return r.fma(r, i.mul(i));
    }

    @Override
    public void copy(double[] source, int from, double[] target, int to, int count) {
        if (count < LANES) {
            scalar.copy(source, from, target, to, count);
            return;
        }
        for (int k = 0; k < count; k += LANES) {
            DoubleVector.fromArray(SPECIES, source, from + k).intoArray(target, to + k);
        }
    }
}
