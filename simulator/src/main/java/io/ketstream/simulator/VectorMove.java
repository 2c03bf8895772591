package io.ketstream.simulator;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Moves register by register when what goes into one comes from at most two, else as [ScalarMove] does.
final class VectorMove implements Move {

    private static final VectorSpecies<Double> SPECIES = VectorWidth.species();
    private static final int LANES = SPECIES.length();
    private static final int LANE_QUBITS = Integer.numberOfTrailingZeros(LANES);

    /// Every lane from lane ⊕ k, by k.
    private static final VectorShuffle<Double>[] FLIPS = orders(new int[] {1, 2, 4, 8}, LANES);

    private enum Kind {
        SCALAR,
        COPY,
        PERMUTE,
        MERGE
    }

    private final ScalarMove scalar;
    private final Kind kind;
    private final int registers;

    /// So many registers in a row have their lanes in one order; a power of two.
    private final int inOneOrder;

    private final int[] sourceSteps;
    private final int[] targetSteps;

    /// Which lane of the source goes into each lane, for every value of the source place's lowest bits.
    private final VectorShuffle<Double>[] orders;

    /// The lanes that come from the register at the source place ⊕ `other`.
    private final VectorMask<Double> fromOther;

    private final int other;

    VectorMove(int[] sourceColumns, int[] targetColumns) {
        this.scalar = new ScalarMove(sourceColumns, targetColumns);
        this.kind = kind(sourceColumns);
        boolean vectors = kind != Kind.SCALAR;
        this.registers = vectors ? 1 << (sourceColumns.length - LANE_QUBITS) : 0;
        this.inOneOrder = vectors ? inOneOrder(sourceColumns) : 0;
        this.sourceSteps = vectors ? Move.steps(sourceColumns, LANE_QUBITS) : new int[0];
        this.targetSteps = vectors ? Move.steps(targetColumns, LANE_QUBITS) : new int[0];
        boolean lanesMove = kind == Kind.PERMUTE || kind == Kind.MERGE;
        this.orders = lanesMove ? orders(sourceColumns, LANES) : FLIPS;
        int far = 0;
        long farLanes = 0;
        for (int lane = 0; lane < LANES && kind == Kind.MERGE; lane++) {
            int place = place(sourceColumns, lane) & -LANES;
            far |= place;
            farLanes |= place == 0 ? 0 : 1L << lane;
        }
        this.other = far;
        this.fromOther = VectorMask.fromLong(SPECIES, farLanes);
    }

    private static Kind kind(int[] sourceColumns) {
        if (sourceColumns.length < LANE_QUBITS) {
            return Kind.SCALAR;
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
                    return Kind.SCALAR;
                }
                other = far;
            }
        }
        return other != 0 ? Kind.MERGE : moved ? Kind.PERMUTE : Kind.COPY;
    }

    private static int inOneOrder(int[] sourceColumns) {
        int qubit = LANE_QUBITS;
        while (qubit < sourceColumns.length && (sourceColumns[qubit] & (LANES - 1)) == 0) {
            qubit++;
        }
        return 1 << (qubit - LANE_QUBITS);
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
        switch (kind) {
            case SCALAR -> scalar.apply(sourceRe, sourceIm, sourceBase, targetRe, targetIm, targetBase);
            case COPY -> {
                if ((sourceBase & (LANES - 1)) == 0) {
                    copy(sourceRe, sourceIm, sourceBase, targetRe, targetIm, targetBase);
                } else {
                    permute(sourceRe, sourceIm, sourceBase, targetRe, targetIm, targetBase);
                }
            }
            case PERMUTE -> permute(sourceRe, sourceIm, sourceBase, targetRe, targetIm, targetBase);
            case MERGE -> merge(sourceRe, sourceIm, sourceBase, targetRe, targetIm, targetBase);
        }
    }

    private void copy(
            double[] sourceRe,
            double[] sourceIm,
            int sourceBase,
            double[] targetRe,
            double[] targetIm,
            int targetBase) {
        int s = sourceBase;
        int t = targetBase;
        for (int y = 0; y < registers; y++) {
            DoubleVector.fromArray(SPECIES, sourceRe, s).intoArray(targetRe, t);
            DoubleVector.fromArray(SPECIES, sourceIm, s).intoArray(targetIm, t);
            int ones = Integer.numberOfTrailingZeros(~y);
            s ^= sourceSteps[ones];
            t ^= targetSteps[ones];
        }
    }

    /// All lanes come from one register of the source, but in another order.
    private void permute(
            double[] sourceRe,
            double[] sourceIm,
            int sourceBase,
            double[] targetRe,
            double[] targetIm,
            int targetBase) {
        int s = sourceBase;
        int t = targetBase;
        for (int begin = 0; begin < registers; begin += inOneOrder) {
            // A shuffle that changes in the inner loop would be read and converted for each register.
            VectorShuffle<Double> order = orders[s & (LANES - 1)];
            for (int y = begin; y < begin + inOneOrder; y++) {
                int x = s & -LANES;
                DoubleVector.fromArray(SPECIES, sourceRe, x).rearrange(order).intoArray(targetRe, t);
                DoubleVector.fromArray(SPECIES, sourceIm, x).rearrange(order).intoArray(targetIm, t);
                int ones = Integer.numberOfTrailingZeros(~y);
                s ^= sourceSteps[ones];
                t ^= targetSteps[ones];
            }
        }
    }

    private void merge(
            double[] sourceRe,
            double[] sourceIm,
            int sourceBase,
            double[] targetRe,
            double[] targetIm,
            int targetBase) {
        int s = sourceBase;
        int t = targetBase;
        for (int begin = 0; begin < registers; begin += inOneOrder) {
            VectorShuffle<Double> order = orders[s & (LANES - 1)];
            for (int y = begin; y < begin + inOneOrder; y++) {
                int x = s & -LANES;
                int z = x ^ other;
                DoubleVector.fromArray(SPECIES, sourceRe, x)
                        .rearrange(order)
                        .blend(DoubleVector.fromArray(SPECIES, sourceRe, z).rearrange(order), fromOther)
                        .intoArray(targetRe, t);
                DoubleVector.fromArray(SPECIES, sourceIm, x)
                        .rearrange(order)
                        .blend(DoubleVector.fromArray(SPECIES, sourceIm, z).rearrange(order), fromOther)
                        .intoArray(targetIm, t);
                int ones = Integer.numberOfTrailingZeros(~y);
                s ^= sourceSteps[ones];
                t ^= targetSteps[ones];
            }
        }
    }
}
