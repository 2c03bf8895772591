package io.ketstream.simulator;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Moves groups of eight registers as [LaneFactors] says: three rounds of blending, and lanes in
/// another order afterwards and, where need be, before. A loop over single amplitudes takes four
/// times as long.
final class VectorNetwork implements Move {

    private static final VectorSpecies<Double> SPECIES = VectorWidth.species();
    private static final int LANES = SPECIES.length();
    private static final int REGISTERS = LaneFactors.REGISTERS;

    /// For each lane that groups begin at: where they do in the source, but for that lane, and in
    /// the target.
    private final int[][] sources = new int[LANES][];

    private final int[][] targets = new int[LANES][];

    /// Of the registers of a group in the source, and in the target by the lane that the source
    /// begins at.
    private final int[] fromRegisters = new int[REGISTERS];

    private final int[][] toRegisters = new int[LANES][REGISTERS];

    /// By number of a register.
    private final VectorShuffle<Double>[] flips;

    private final boolean flipsNone;
    private final VectorMask<Double> first;
    private final VectorMask<Double> second;
    private final VectorMask<Double> third;

    /// By the lane that the source begins at, and number of a register.
    private final VectorShuffle<Double>[][] orders;

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of a generic type
    VectorNetwork(LaneFactors factors) {
        for (int lane = 0; lane < LANES; lane++) {
            int begin = lane;
            int[] groups = IntStream.range(0, factors.groups())
                    .filter(group -> (factors.groupSource(group) & (LANES - 1)) == begin)
                    .toArray();
            sources[lane] = Arrays.stream(groups)
                    .map(group -> factors.groupSource(group) & -LANES)
                    .toArray();
            targets[lane] = Arrays.stream(groups).map(factors::groupTarget).toArray();
        }
        this.flipsNone = factors.flipsNone();
        this.first = VectorMask.fromLong(SPECIES, factors.blended(0));
        this.second = VectorMask.fromLong(SPECIES, factors.blended(1));
        this.third = VectorMask.fromLong(SPECIES, factors.blended(2));
        this.flips = new VectorShuffle[REGISTERS];
        this.orders = new VectorShuffle[LANES][REGISTERS];
        var shuffles = new VectorShuffle[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            int flip = lane;
            shuffles[lane] = VectorShuffle.fromOp(SPECIES, k -> factors.order(k) ^ flip);
        }
        for (int c = 0; c < REGISTERS; c++) {
            int flip = factors.flip(c);
            flips[c] = VectorShuffle.fromOp(SPECIES, k -> k ^ flip);
            fromRegisters[c] = factors.source(c);
            for (int lane = 0; lane < LANES; lane++) {
                orders[lane][c] = shuffles[factors.order(c, lane)];
                toRegisters[lane][c] = factors.target(c, lane);
            }
        }
    }

    /// The move by these columns, as in [Move#of], where it goes by such groups.
    static Optional<Move> of(int[] sourceColumns, int[] targetColumns) {
        int laneQubits = Integer.numberOfTrailingZeros(LANES);
        return sourceColumns.length < laneQubits
                ? Optional.empty()
                : LaneFactors.of(sourceColumns, targetColumns, laneQubits).map(VectorNetwork::new);
    }

    @Override
    public void apply(
            double[] sourceRe,
            double[] sourceIm,
            int sourceBase,
            double[] targetRe,
            double[] targetIm,
            int targetBase) {
        int from = sourceBase & -LANES;
        for (int lane = 0; lane < LANES; lane++) {
            int[] x = sources[lane];
            int[] y = targets[lane];
            if (x.length > 0) {
                int begin = (lane ^ sourceBase) & (LANES - 1);
                if (flipsNone) {
                    blend(sourceRe, from, x, targetRe, targetBase, y, begin);
                    blend(sourceIm, from, x, targetIm, targetBase, y, begin);
                } else {
                    flipAndBlend(sourceRe, from, x, targetRe, targetBase, y, begin);
                    flipAndBlend(sourceIm, from, x, targetIm, targetBase, y, begin);
                }
            }
        }
    }

    private void blend(double[] source, int from, int[] x, double[] target, int to, int[] y, int begin) {
        int[] places = toRegisters[begin];
        VectorShuffle<Double>[] order = orders[begin];
        VectorShuffle<Double> order0 = order[0];
        VectorShuffle<Double> order1 = order[1];
        VectorShuffle<Double> order2 = order[2];
        VectorShuffle<Double> order3 = order[3];
        VectorShuffle<Double> order4 = order[4];
        VectorShuffle<Double> order5 = order[5];
        VectorShuffle<Double> order6 = order[6];
        VectorShuffle<Double> order7 = order[7];
        for (int k = 0; k < x.length; k++) {
            int s = from ^ x[k];
            int t = to ^ y[k];
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[0]);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[1]);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[2]);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[3]);
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[4]);
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[5]);
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[6]);
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[7]);
            DoubleVector a0 = v0.blend(v1, first);
            DoubleVector a1 = v1.blend(v0, first);
            DoubleVector a2 = v2.blend(v3, first);
            DoubleVector a3 = v3.blend(v2, first);
            DoubleVector a4 = v4.blend(v5, first);
            DoubleVector a5 = v5.blend(v4, first);
            DoubleVector a6 = v6.blend(v7, first);
            DoubleVector a7 = v7.blend(v6, first);
            DoubleVector b0 = a0.blend(a2, second);
            DoubleVector b1 = a1.blend(a3, second);
            DoubleVector b2 = a2.blend(a0, second);
            DoubleVector b3 = a3.blend(a1, second);
            DoubleVector b4 = a4.blend(a6, second);
            DoubleVector b5 = a5.blend(a7, second);
            DoubleVector b6 = a6.blend(a4, second);
            DoubleVector b7 = a7.blend(a5, second);
            DoubleVector c0 = b0.blend(b4, third);
            DoubleVector c1 = b1.blend(b5, third);
            DoubleVector c2 = b2.blend(b6, third);
            DoubleVector c3 = b3.blend(b7, third);
            DoubleVector c4 = b4.blend(b0, third);
            DoubleVector c5 = b5.blend(b1, third);
            DoubleVector c6 = b6.blend(b2, third);
            DoubleVector c7 = b7.blend(b3, third);
            c0.rearrange(order0).intoArray(target, t ^ places[0]);
            c1.rearrange(order1).intoArray(target, t ^ places[1]);
            c2.rearrange(order2).intoArray(target, t ^ places[2]);
            c3.rearrange(order3).intoArray(target, t ^ places[3]);
            c4.rearrange(order4).intoArray(target, t ^ places[4]);
            c5.rearrange(order5).intoArray(target, t ^ places[5]);
            c6.rearrange(order6).intoArray(target, t ^ places[6]);
            c7.rearrange(order7).intoArray(target, t ^ places[7]);
        }
    }

    private void flipAndBlend(double[] source, int from, int[] x, double[] target, int to, int[] y, int begin) {
        int[] places = toRegisters[begin];
        VectorShuffle<Double>[] order = orders[begin];
        VectorShuffle<Double> order0 = order[0];
        VectorShuffle<Double> order1 = order[1];
        VectorShuffle<Double> order2 = order[2];
        VectorShuffle<Double> order3 = order[3];
        VectorShuffle<Double> order4 = order[4];
        VectorShuffle<Double> order5 = order[5];
        VectorShuffle<Double> order6 = order[6];
        VectorShuffle<Double> order7 = order[7];
        VectorShuffle<Double> flip0 = flips[0];
        VectorShuffle<Double> flip1 = flips[1];
        VectorShuffle<Double> flip2 = flips[2];
        VectorShuffle<Double> flip3 = flips[3];
        VectorShuffle<Double> flip4 = flips[4];
        VectorShuffle<Double> flip5 = flips[5];
        VectorShuffle<Double> flip6 = flips[6];
        VectorShuffle<Double> flip7 = flips[7];
        for (int k = 0; k < x.length; k++) {
            int s = from ^ x[k];
            int t = to ^ y[k];
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[0])
                    .rearrange(flip0);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[1])
                    .rearrange(flip1);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[2])
                    .rearrange(flip2);
            DoubleVector v3 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[3])
                    .rearrange(flip3);
            DoubleVector v4 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[4])
                    .rearrange(flip4);
            DoubleVector v5 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[5])
                    .rearrange(flip5);
            DoubleVector v6 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[6])
                    .rearrange(flip6);
            DoubleVector v7 = DoubleVector.fromArray(SPECIES, source, s ^ fromRegisters[7])
                    .rearrange(flip7);
            DoubleVector a0 = v0.blend(v1, first);
            DoubleVector a1 = v1.blend(v0, first);
            DoubleVector a2 = v2.blend(v3, first);
            DoubleVector a3 = v3.blend(v2, first);
            DoubleVector a4 = v4.blend(v5, first);
            DoubleVector a5 = v5.blend(v4, first);
            DoubleVector a6 = v6.blend(v7, first);
            DoubleVector a7 = v7.blend(v6, first);
            DoubleVector b0 = a0.blend(a2, second);
            DoubleVector b1 = a1.blend(a3, second);
            DoubleVector b2 = a2.blend(a0, second);
            DoubleVector b3 = a3.blend(a1, second);
            DoubleVector b4 = a4.blend(a6, second);
            DoubleVector b5 = a5.blend(a7, second);
            DoubleVector b6 = a6.blend(a4, second);
            DoubleVector b7 = a7.blend(a5, second);
            DoubleVector c0 = b0.blend(b4, third);
            DoubleVector c1 = b1.blend(b5, third);
            DoubleVector c2 = b2.blend(b6, third);
            DoubleVector c3 = b3.blend(b7, third);
            DoubleVector c4 = b4.blend(b0, third);
            DoubleVector c5 = b5.blend(b1, third);
            DoubleVector c6 = b6.blend(b2, third);
            DoubleVector c7 = b7.blend(b3, third);
            c0.rearrange(order0).intoArray(target, t ^ places[0]);
            c1.rearrange(order1).intoArray(target, t ^ places[1]);
            c2.rearrange(order2).intoArray(target, t ^ places[2]);
            c3.rearrange(order3).intoArray(target, t ^ places[3]);
            c4.rearrange(order4).intoArray(target, t ^ places[4]);
            c5.rearrange(order5).intoArray(target, t ^ places[5]);
            c6.rearrange(order6).intoArray(target, t ^ places[6]);
            c7.rearrange(order7).intoArray(target, t ^ places[7]);
        }
    }
}
