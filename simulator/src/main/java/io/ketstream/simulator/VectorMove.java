package io.ketstream.simulator;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Moves register by register when what goes into one comes from one, else as [VectorNetwork] does, or, where there are
/// too few or other groups of registers, from two register by register, or one by one.
///
/// The places of a group of registers stand in tables, apart for each order of lanes, so that the inner loops have
/// one order that does not change and nothing to compute but where a register is.
final class VectorMove implements Move {

    private static final VectorSpecies<Double> SPECIES = VectorWidth.species();
    private static final int LANES = SPECIES.length();
    private static final int LANE_QUBITS = Integer.numberOfTrailingZeros(LANES);

    /// Every lane from lane ⊕ k, by k.
    private static final VectorShuffle<Double>[] FLIPS = orders(new int[] {1, 2, 4, 8}, LANES);

    /// A group has at most 2^GROUP_QUBITS registers: enough for each order of lanes to have a loop worth beginning.
    private static final int GROUP_QUBITS = 8;

    /// From 2^6 neighbours on, which stay neighbours, [System#arraycopy] is faster than a loop.
    private static final int LONG_RUN_QUBITS = 6;

    private enum Kind {
        OTHER,
        COPY,
        PERMUTE,
        MERGE
    }

    /// Does it where a register's lanes come from several registers: in groups, or where there are none, one by one.
    private final Move other;

    private final Kind kind;
    private final int groups;
    private final int groupLength;
    private final int[] sourceSteps;
    private final int[] targetSteps;

    /// Whether a group's amplitudes are neighbours in the source and in the target.
    private final boolean isRun;

    /// For each k, the places of the registers of a group, as far as their lowest bits are k in the source.
    private final int[][] sources;

    private final int[][] targets;

    /// Which lane of the source goes into each lane, for every value of the source place's lowest bits.
    private final VectorShuffle<Double>[] orders;

    /// The lanes that come from the register at the source place ⊕ `distance`.
    private final VectorMask<Double> fromOther;

    private final int distance;

    VectorMove(int[] sourceColumns, int[] targetColumns) {
        Kind alone = kind(sourceColumns);
        Optional<Move> network = alone == Kind.OTHER || alone == Kind.MERGE
                ? VectorNetwork.of(sourceColumns, targetColumns)
                : Optional.empty();
        this.kind = network.isPresent() ? Kind.OTHER : alone;
        this.other = network.orElseGet(() -> new ScalarMove(sourceColumns, targetColumns));
        int qubits = sourceColumns.length;
        int unmoved = unmoved(sourceColumns, targetColumns);
        this.isRun = unmoved >= LONG_RUN_QUBITS;
        int most = Math.min(qubits, LANE_QUBITS + GROUP_QUBITS);
        int groupQubits = isRun ? Math.min(most, unmoved) : most;
        this.groups = 1 << (qubits - groupQubits);
        this.groupLength = 1 << groupQubits;
        this.sourceSteps = Move.steps(sourceColumns, groupQubits);
        this.targetSteps = Move.steps(targetColumns, groupQubits);
        this.sources = new int[LANES][];
        this.targets = new int[LANES][];
        if (kind != Kind.OTHER) {
            fillTables(sourceColumns, targetColumns, groupLength / LANES);
        }
        boolean lanesMove = kind == Kind.PERMUTE || kind == Kind.MERGE;
        this.orders = lanesMove ? orders(sourceColumns, LANES) : FLIPS;
        int far = 0;
        long farLanes = 0;
        for (int lane = 0; lane < LANES && kind == Kind.MERGE; lane++) {
            int place = place(sourceColumns, lane) & -LANES;
            far |= place;
            farLanes |= place == 0 ? 0 : 1L << lane;
        }
        this.distance = far;
        this.fromOther = VectorMask.fromLong(SPECIES, farLanes);
    }

    private static Kind kind(int[] sourceColumns) {
        if (sourceColumns.length < LANE_QUBITS) {
            return Kind.OTHER;
        }
        int other = 0;
        boolean moved = false;
        for (int k = 0; k < sourceColumns.length; k++) {
            int column = sourceColumns[k];
            int near = column & (LANES - 1);
            int far = column & -LANES;
            moved |= near != (k < LANE_QUBITS ? 1 << k : 0);
            if (k < LANE_QUBITS && far != 0) {
                if (other != 0 && far != other) {
                    return Kind.OTHER;
                }
                other = far;
            }
        }
        if (other != 0) {
            return Kind.MERGE;
        }
        return moved ? Kind.PERMUTE : Kind.COPY;
    }

    /// How many of the lowest qubits are in their own places.
    private static int unmoved(int[] sourceColumns, int[] targetColumns) {
        int k = 0;
        while (k < sourceColumns.length && sourceColumns[k] == 1 << k && targetColumns[k] == 1 << k) {
            k++;
        }
        return k;
    }

    private void fillTables(int[] sourceColumns, int[] targetColumns, int registers) {
        int[] sourceStep = Move.steps(sourceColumns, LANE_QUBITS);
        int[] targetStep = Move.steps(targetColumns, LANE_QUBITS);
        var counts = new int[LANES];
        for (int low = 0; low < LANES; low++) {
            sources[low] = new int[registers];
            targets[low] = new int[registers];
        }
        int s = 0;
        int t = 0;
        for (int y = 0; y < registers; y++) {
            int low = s & (LANES - 1);
            sources[low][counts[low]] = s & -LANES;
            targets[low][counts[low]] = t;
            counts[low]++;
            int ones = Integer.numberOfTrailingZeros(~y);
            s ^= sourceStep[ones];
            t ^= targetStep[ones];
        }
        for (int low = 0; low < LANES; low++) {
            sources[low] = Arrays.copyOf(sources[low], counts[low]);
            targets[low] = Arrays.copyOf(targets[low], counts[low]);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static VectorShuffle<Double>[] orders(int[] columns, int count) {
        VectorShuffle<Double>[] orders = new VectorShuffle[count];
        for (int low = 0; low < count; low++) {
            int first = low;
            orders[low] = VectorShuffle.fromOp(SPECIES, lane -> (first ^ place(columns, lane)) & (LANES - 1));
        }
        return orders;
    }

    private static int place(int[] columns, int lane) {
        int place = 0;
        for (int k = 0; k < LANE_QUBITS; k++) {
            place ^= ((lane >>> k) & 1) == 0 ? 0 : columns[k];
        }
        return place;
    }

    @Override
    public void apply(
            double[] sourceRe,
            double[] sourceIm,
            int sourceBase,
            double[] targetRe,
            double[] targetIm,
            int targetBase) {
        if (kind == Kind.OTHER) {
            other.apply(sourceRe, sourceIm, sourceBase, targetRe, targetIm, targetBase);
            return;
        }
        int s = sourceBase;
        int t = targetBase;
        for (int group = 0; group < groups; group++) {
            if (isRun && (s & (groupLength - 1)) == 0) {
                System.arraycopy(sourceRe, s, targetRe, t, groupLength);
                System.arraycopy(sourceIm, s, targetIm, t, groupLength);
            } else {
                moveGroup(sourceRe, sourceIm, s, targetRe, targetIm, t);
            }
            int ones = Integer.numberOfTrailingZeros(~group);
            s ^= sourceSteps[ones];
            t ^= targetSteps[ones];
        }
    }

    private void moveGroup(
            double[] sourceRe, double[] sourceIm, int source, double[] targetRe, double[] targetIm, int target) {
        int from = source & -LANES;
        for (int low = 0; low < LANES; low++) {
            int[] x = sources[low];
            int[] y = targets[low];
            if (x.length > 0) {
                int lowest = (low ^ source) & (LANES - 1);
                if (kind == Kind.MERGE) {
                    merge(sourceRe, from, x, targetRe, target, y, orders[lowest], fromOther, distance);
                    merge(sourceIm, from, x, targetIm, target, y, orders[lowest], fromOther, distance);
                } else if (kind == Kind.PERMUTE || lowest != 0) {
                    permute(sourceRe, from, x, targetRe, target, y, orders[lowest]);
                    permute(sourceIm, from, x, targetIm, target, y, orders[lowest]);
                } else {
                    copy(sourceRe, from, x, targetRe, target, y);
                    copy(sourceIm, from, x, targetIm, target, y);
                }
            }
        }
    }

    private static void copy(double[] source, int from, int[] x, double[] target, int to, int[] y) {
        for (int k = 0; k < x.length; k++) {
            DoubleVector.fromArray(SPECIES, source, from ^ x[k]).intoArray(target, to ^ y[k]);
        }
    }

    /// All lanes come from one register of the source, but in another order.
    private static void permute(
            double[] source, int from, int[] x, double[] target, int to, int[] y, VectorShuffle<Double> order) {
        for (int k = 0; k < x.length; k++) {
            DoubleVector.fromArray(SPECIES, source, from ^ x[k])
                    .rearrange(order)
                    .intoArray(target, to ^ y[k]);
        }
    }

    private static void merge(
            double[] source,
            int from,
            int[] x,
            double[] target,
            int to,
            int[] y,
            VectorShuffle<Double> order,
            VectorMask<Double> fromOther,
            int other) {
        for (int k = 0; k < x.length; k++) {
            int at = from ^ x[k];
            DoubleVector.fromArray(SPECIES, source, at)
                    .rearrange(order)
                    .blend(DoubleVector.fromArray(SPECIES, source, at ^ other).rearrange(order), fromOther)
                    .intoArray(target, to ^ y[k]);
        }
    }
}
