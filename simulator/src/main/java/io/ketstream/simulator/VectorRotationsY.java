package io.ketstream.simulator;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Loops over registers; what is shorter than a register goes to [ScalarRotationsY]. See [VectorKernels] for why
/// it looks as it does.
final class VectorRotationsY implements RotationsY {

    private static final VectorSpecies<Double> SPECIES = VectorWidth.species();
    private static final int LANES = SPECIES.length();
    private static final int LANE_QUBITS = Integer.numberOfTrailingZeros(LANES);

    private static final VectorShuffle<Double> FLIP_0 = VectorShuffle.fromOp(SPECIES, lane -> lane ^ 1);
    private static final VectorShuffle<Double> FLIP_1 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 2) % LANES);
    private static final VectorShuffle<Double> FLIP_2 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 4) % LANES);
    private static final VectorShuffle<Double> FLIP_3 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 8) % LANES);

    /// −1 in the lanes whose bit is 0, where the tangent comes with a minus.
    private static final DoubleVector SIGN_0 = makeSigns(1);

    private static final DoubleVector SIGN_1 = makeSigns(2);
    private static final DoubleVector SIGN_2 = makeSigns(4);
    private static final DoubleVector SIGN_3 = makeSigns(8);

    /// Qubits below this are rotated block by block in the first-level cache: 2^11 doubles have 16 KiB.
    private static final int BLOCK_QUBITS = 11;

    /// So many qubits above a register go in one sweep.
    private static final int ONE_SWEEP = 3;

    /// So many go in one sweep with those inside a register. The compiler stops inlining when a method has become too
    /// large for it, and each exchange of lanes is large: eight registers with more than two of them are too much.
    private static final int WITH_LANES = LANES > 4 ? 2 : 3;

    private final ScalarRotationsY scalar = new ScalarRotationsY();

    private static DoubleVector makeSigns(int bit) {
        var signs = new double[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            signs[lane] = (lane & bit) == 0 ? -1 : 1;
        }
        return DoubleVector.fromArray(SPECIES, signs, 0);
    }

    @Override
    public void rotate(double[] values, int offset, int length, int[] qubits, double[] tangents, int count) {
        if (length < LANES) {
            scalar.rotate(values, offset, length, qubits, tangents, count);
            return;
        }
        if (length <= 1 << BLOCK_QUBITS || count <= ONE_SWEEP) {
            sweeps(values, offset, length, qubits, tangents, 0, count);
            return;
        }
        int near = 0;
        while (near < count && qubits[near] < BLOCK_QUBITS) {
            near++;
        }
        int block = 1 << BLOCK_QUBITS;
        for (int begin = offset; near > 0 && begin < offset + length; begin += block) {
            sweeps(values, begin, block, qubits, tangents, 0, near);
        }
        sweeps(values, offset, length, qubits, tangents, near, count);
    }

    /// Rotates the qubits numbered `from` to `to`, several per sweep over the range.
    private static void sweeps(double[] values, int offset, int length, int[] qubits, double[] t, int from, int to) {
        int k = from;
        int last = k + LANE_QUBITS + WITH_LANES - 1;
        if (last < to && qubits[last] == LANE_QUBITS + WITH_LANES - 1) {
            // Ascending, so these are 0, 1, 2, …
            if (WITH_LANES == 3) {
                rotateLanesAndThree(values, offset, length, t, k);
            } else {
                rotateLanesAndTwo(values, offset, length, t, k);
            }
            k = last + 1;
        }
        for (; k + 1 < to && qubits[k + 1] < LANE_QUBITS; k += 2) {
            DoubleVector first = signs(qubits[k]).mul(t[k]);
            DoubleVector second = signs(qubits[k + 1]).mul(t[k + 1]);
            rotateTwoLanes(values, offset, length, flip(qubits[k]), first, flip(qubits[k + 1]), second);
        }
        if (k < to && qubits[k] < LANE_QUBITS) {
            rotateLane(values, offset, length, flip(qubits[k]), signs(qubits[k]).mul(t[k]));
            k++;
        }
        while (k < to) {
            int left = to - k;
            if (left == 3 || left > 4) {
                int a = 1 << qubits[k];
                int b = 1 << qubits[k + 1];
                int c = 1 << qubits[k + 2];
                rotateThree(values, offset, length, a, b, c, t[k], t[k + 1], t[k + 2]);
                k += 3;
            } else if (left > 1) {
                rotateTwo(values, offset, length, 1 << qubits[k], 1 << qubits[k + 1], t[k], t[k + 1]);
                k += 2;
            } else {
                rotateOne(values, offset, length, 1 << qubits[k], t[k]);
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

    private static DoubleVector signs(int qubit) {
        return switch (qubit) {
            case 0 -> SIGN_0;
            case 1 -> SIGN_1;
            case 2 -> SIGN_2;
            default -> SIGN_3;
        };
    }

    private static void rotateLane(
            double[] values, int offset, int length, VectorShuffle<Double> flip, DoubleVector tangent) {
        for (int x = offset; x < offset + length; x += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, values, x);
            v.rearrange(flip).fma(tangent, v).intoArray(values, x);
        }
    }

    private static void rotateTwoLanes(
            double[] values,
            int offset,
            int length,
            VectorShuffle<Double> flipA,
            DoubleVector tangentA,
            VectorShuffle<Double> flipB,
            DoubleVector tangentB) {
        for (int x = offset; x < offset + length; x += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, values, x);
            DoubleVector w = v.rearrange(flipA).fma(tangentA, v);
            w.rearrange(flipB).fma(tangentB, w).intoArray(values, x);
        }
    }

    private static void rotateOne(double[] values, int offset, int length, int a, double tangent) {
        for (int g = 0; g < length >> 1; g += a) {
            rotateOneRun(values, offset + Bits.insertZero(g, a), a, tangent);
        }
    }

    /// `a` neighbours from `begin` and those that differ in one bit, see [#rotateThreeRuns].
    private static void rotateOneRun(double[] values, int begin, int a, double tangent) {
        int at1 = begin + a;
        DoubleVector plus = DoubleVector.broadcast(SPECIES, tangent);
        DoubleVector minus = DoubleVector.broadcast(SPECIES, -tangent);
        for (int k = 0; k < a; k += LANES) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, values, begin + k);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, values, at1 + k);
            v1.fma(minus, v0).intoArray(values, begin + k);
            v0.fma(plus, v1).intoArray(values, at1 + k);
        }
    }

    private static void rotateTwo(
            double[] values, int offset, int length, int a, int b, double tangentA, double tangentB) {
        for (int g = 0; g < length >> 2; g += a) {
            int x = offset + Bits.insertZero(Bits.insertZero(g, a), b);
            rotateTwoRuns(values, x, a, b, tangentA, tangentB);
        }
    }

    /// The same for two bits.
    private static void rotateTwoRuns(double[] values, int begin, int a, int b, double tangentA, double tangentB) {
        int at1 = begin + a;
        int at2 = begin + b;
        int at3 = at1 + b;
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, tangentA);
        DoubleVector minusA = DoubleVector.broadcast(SPECIES, -tangentA);
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, tangentB);
        DoubleVector minusB = DoubleVector.broadcast(SPECIES, -tangentB);
        for (int k = 0; k < a; k += LANES) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, values, begin + k);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, values, at1 + k);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, values, at2 + k);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, values, at3 + k);
            DoubleVector w0 = v1.fma(minusA, v0);
            DoubleVector w1 = v0.fma(plusA, v1);
            DoubleVector w2 = v3.fma(minusA, v2);
            DoubleVector w3 = v2.fma(plusA, v3);
            w2.fma(minusB, w0).intoArray(values, begin + k);
            w3.fma(minusB, w1).intoArray(values, at1 + k);
            w0.fma(plusB, w2).intoArray(values, at2 + k);
            w1.fma(plusB, w3).intoArray(values, at3 + k);
        }
    }

    private static void rotateThree(
            double[] values,
            int offset,
            int length,
            int a,
            int b,
            int c,
            double tangentA,
            double tangentB,
            double tangentC) {
        for (int g = 0; g < length >> 3; g += a) {
            int x = offset + Bits.insertZero(Bits.insertZero(Bits.insertZero(g, a), b), c);
            rotateThreeRuns(values, x, a, b, c, tangentA, tangentB, tangentC);
        }
    }

    /// `a` neighbours from `begin` and those that differ in one, two and all of three bits: one loop over
    /// neighbours alone, so that the compiler takes the checks of bounds out of it.
    private static void rotateThreeRuns(
            double[] values, int begin, int a, int b, int c, double tangentA, double tangentB, double tangentC) {
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
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, values, begin + k);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, values, at1 + k);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, values, at2 + k);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, values, at3 + k);
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, values, at4 + k);
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, values, at5 + k);
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, values, at6 + k);
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, values, at7 + k);
            DoubleVector w0 = v1.fma(minusA, v0);
            DoubleVector w1 = v0.fma(plusA, v1);
            DoubleVector w2 = v3.fma(minusA, v2);
            DoubleVector w3 = v2.fma(plusA, v3);
            DoubleVector w4 = v5.fma(minusA, v4);
            DoubleVector w5 = v4.fma(plusA, v5);
            DoubleVector w6 = v7.fma(minusA, v6);
            DoubleVector w7 = v6.fma(plusA, v7);
            v0 = w2.fma(minusB, w0);
            v2 = w0.fma(plusB, w2);
            v1 = w3.fma(minusB, w1);
            v3 = w1.fma(plusB, w3);
            v4 = w6.fma(minusB, w4);
            v6 = w4.fma(plusB, w6);
            v5 = w7.fma(minusB, w5);
            v7 = w5.fma(plusB, w7);
            v4.fma(minusC, v0).intoArray(values, begin + k);
            v5.fma(minusC, v1).intoArray(values, at1 + k);
            v6.fma(minusC, v2).intoArray(values, at2 + k);
            v7.fma(minusC, v3).intoArray(values, at3 + k);
            v0.fma(plusC, v4).intoArray(values, at4 + k);
            v1.fma(plusC, v5).intoArray(values, at5 + k);
            v2.fma(plusC, v6).intoArray(values, at6 + k);
            v3.fma(plusC, v7).intoArray(values, at7 + k);
        }
    }

    @Override
    public void rotate(double[] source, Octants from, double[] target, Octants to, double[] tangents) {
        if (from.run < LANES) {
            scalar.rotate(source, from, target, to, tangents);
            return;
        }
        int read = 0;
        int written = 0;
        do {
            moveRun(
                    source,
                    from.begin + read,
                    from,
                    target,
                    to.begin + written,
                    to,
                    tangents[0],
                    tangents[1],
                    tangents[2]);
            read = from.next(read);
            written = to.next(written);
        } while (read != 0);
    }

    /// As [#rotateThreeRuns], from one place to another. Apart, because a loop that keeps sixteen
    /// places takes a quarter longer where eight will do.
    private static void moveRun(
            double[] source,
            int from,
            Octants read,
            double[] target,
            int to,
            Octants written,
            double tangentA,
            double tangentB,
            double tangentC) {
        int from1 = from + read.a;
        int from2 = from + read.b;
        int from3 = from1 + read.b;
        int from4 = from + read.c;
        int from5 = from1 + read.c;
        int from6 = from2 + read.c;
        int from7 = from3 + read.c;
        int to1 = to + written.a;
        int to2 = to + written.b;
        int to3 = to1 + written.b;
        int to4 = to + written.c;
        int to5 = to1 + written.c;
        int to6 = to2 + written.c;
        int to7 = to3 + written.c;
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, tangentA);
        DoubleVector minusA = DoubleVector.broadcast(SPECIES, -tangentA);
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, tangentB);
        DoubleVector minusB = DoubleVector.broadcast(SPECIES, -tangentB);
        DoubleVector plusC = DoubleVector.broadcast(SPECIES, tangentC);
        DoubleVector minusC = DoubleVector.broadcast(SPECIES, -tangentC);
        for (int k = 0; k < read.run; k += LANES) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, source, from + k);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, source, from1 + k);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, source, from2 + k);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, source, from3 + k);
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, source, from4 + k);
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, source, from5 + k);
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, source, from6 + k);
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, source, from7 + k);
            DoubleVector w0 = v1.fma(minusA, v0);
            DoubleVector w1 = v0.fma(plusA, v1);
            DoubleVector w2 = v3.fma(minusA, v2);
            DoubleVector w3 = v2.fma(plusA, v3);
            DoubleVector w4 = v5.fma(minusA, v4);
            DoubleVector w5 = v4.fma(plusA, v5);
            DoubleVector w6 = v7.fma(minusA, v6);
            DoubleVector w7 = v6.fma(plusA, v7);
            v0 = w2.fma(minusB, w0);
            v2 = w0.fma(plusB, w2);
            v1 = w3.fma(minusB, w1);
            v3 = w1.fma(plusB, w3);
            v4 = w6.fma(minusB, w4);
            v6 = w4.fma(plusB, w6);
            v5 = w7.fma(minusB, w5);
            v7 = w5.fma(plusB, w7);
            v4.fma(minusC, v0).intoArray(target, to + k);
            v5.fma(minusC, v1).intoArray(target, to1 + k);
            v6.fma(minusC, v2).intoArray(target, to2 + k);
            v7.fma(minusC, v3).intoArray(target, to3 + k);
            v0.fma(plusC, v4).intoArray(target, to4 + k);
            v1.fma(plusC, v5).intoArray(target, to5 + k);
            v2.fma(plusC, v6).intoArray(target, to6 + k);
            v3.fma(plusC, v7).intoArray(target, to7 + k);
        }
    }

    /// All qubits inside a register and the three above; tangents from `t[k]`.
    private static void rotateLanesAndThree(double[] values, int offset, int length, double[] t, int k) {
        DoubleVector signed0 = SIGN_0.mul(t[k]);
        DoubleVector signed1 = SIGN_1.mul(LANES > 2 ? t[k + 1] : 0);
        DoubleVector signed2 = SIGN_2.mul(LANES > 4 ? t[k + 2] : 0);
        DoubleVector signed3 = SIGN_3.mul(LANES > 8 ? t[k + 3] : 0);
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, t[k + LANE_QUBITS]);
        DoubleVector minusA = plusA.neg();
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, t[k + LANE_QUBITS + 1]);
        DoubleVector minusB = plusB.neg();
        DoubleVector plusC = DoubleVector.broadcast(SPECIES, t[k + LANE_QUBITS + 2]);
        DoubleVector minusC = plusC.neg();
        for (int x = offset; x < offset + length; x += 8 * LANES) {
            DoubleVector v0 = lanes(DoubleVector.fromArray(SPECIES, values, x), signed0, signed1, signed2, signed3);
            DoubleVector v1 =
                    lanes(DoubleVector.fromArray(SPECIES, values, x + LANES), signed0, signed1, signed2, signed3);
            DoubleVector v2 =
                    lanes(DoubleVector.fromArray(SPECIES, values, x + 2 * LANES), signed0, signed1, signed2, signed3);
            DoubleVector v3 =
                    lanes(DoubleVector.fromArray(SPECIES, values, x + 3 * LANES), signed0, signed1, signed2, signed3);
            DoubleVector v4 =
                    lanes(DoubleVector.fromArray(SPECIES, values, x + 4 * LANES), signed0, signed1, signed2, signed3);
            DoubleVector v5 =
                    lanes(DoubleVector.fromArray(SPECIES, values, x + 5 * LANES), signed0, signed1, signed2, signed3);
            DoubleVector v6 =
                    lanes(DoubleVector.fromArray(SPECIES, values, x + 6 * LANES), signed0, signed1, signed2, signed3);
            DoubleVector v7 =
                    lanes(DoubleVector.fromArray(SPECIES, values, x + 7 * LANES), signed0, signed1, signed2, signed3);
            DoubleVector w0 = v1.fma(minusA, v0);
            DoubleVector w1 = v0.fma(plusA, v1);
            DoubleVector w2 = v3.fma(minusA, v2);
            DoubleVector w3 = v2.fma(plusA, v3);
            DoubleVector w4 = v5.fma(minusA, v4);
            DoubleVector w5 = v4.fma(plusA, v5);
            DoubleVector w6 = v7.fma(minusA, v6);
            DoubleVector w7 = v6.fma(plusA, v7);
            v0 = w2.fma(minusB, w0);
            v2 = w0.fma(plusB, w2);
            v1 = w3.fma(minusB, w1);
            v3 = w1.fma(plusB, w3);
            v4 = w6.fma(minusB, w4);
            v6 = w4.fma(plusB, w6);
            v5 = w7.fma(minusB, w5);
            v7 = w5.fma(plusB, w7);
            v4.fma(minusC, v0).intoArray(values, x);
            v5.fma(minusC, v1).intoArray(values, x + LANES);
            v6.fma(minusC, v2).intoArray(values, x + 2 * LANES);
            v7.fma(minusC, v3).intoArray(values, x + 3 * LANES);
            v0.fma(plusC, v4).intoArray(values, x + 4 * LANES);
            v1.fma(plusC, v5).intoArray(values, x + 5 * LANES);
            v2.fma(plusC, v6).intoArray(values, x + 6 * LANES);
            v3.fma(plusC, v7).intoArray(values, x + 7 * LANES);
        }
    }

    /// The same with two above.
    private static void rotateLanesAndTwo(double[] values, int offset, int length, double[] t, int k) {
        DoubleVector signed0 = SIGN_0.mul(t[k]);
        DoubleVector signed1 = SIGN_1.mul(LANES > 2 ? t[k + 1] : 0);
        DoubleVector signed2 = SIGN_2.mul(LANES > 4 ? t[k + 2] : 0);
        DoubleVector signed3 = SIGN_3.mul(LANES > 8 ? t[k + 3] : 0);
        DoubleVector plusA = DoubleVector.broadcast(SPECIES, t[k + LANE_QUBITS]);
        DoubleVector minusA = plusA.neg();
        DoubleVector plusB = DoubleVector.broadcast(SPECIES, t[k + LANE_QUBITS + 1]);
        DoubleVector minusB = plusB.neg();
        for (int x = offset; x < offset + length; x += 4 * LANES) {
            DoubleVector v0 = lanes(DoubleVector.fromArray(SPECIES, values, x), signed0, signed1, signed2, signed3);
            DoubleVector v1 =
                    lanes(DoubleVector.fromArray(SPECIES, values, x + LANES), signed0, signed1, signed2, signed3);
            DoubleVector v2 =
                    lanes(DoubleVector.fromArray(SPECIES, values, x + 2 * LANES), signed0, signed1, signed2, signed3);
            DoubleVector v3 =
                    lanes(DoubleVector.fromArray(SPECIES, values, x + 3 * LANES), signed0, signed1, signed2, signed3);
            DoubleVector w0 = v1.fma(minusA, v0);
            DoubleVector w1 = v0.fma(plusA, v1);
            DoubleVector w2 = v3.fma(minusA, v2);
            DoubleVector w3 = v2.fma(plusA, v3);
            w2.fma(minusB, w0).intoArray(values, x);
            w3.fma(minusB, w1).intoArray(values, x + LANES);
            w0.fma(plusB, w2).intoArray(values, x + 2 * LANES);
            w1.fma(plusB, w3).intoArray(values, x + 3 * LANES);
        }
    }

    /// All qubits inside one register.
    private static DoubleVector lanes(
            DoubleVector v, DoubleVector signed0, DoubleVector signed1, DoubleVector signed2, DoubleVector signed3) {
        DoubleVector once = v.rearrange(FLIP_0).fma(signed0, v);
        if (LANES == 2) {
            return once;
        }
        DoubleVector twice = once.rearrange(FLIP_1).fma(signed1, once);
        if (LANES == 4) {
            return twice;
        }
        DoubleVector thrice = twice.rearrange(FLIP_2).fma(signed2, twice);
        return LANES == 8 ? thrice : thrice.rearrange(FLIP_3).fma(signed3, thrice);
    }
}
