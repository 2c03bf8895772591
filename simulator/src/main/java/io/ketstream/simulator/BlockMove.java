package io.ketstream.simulator;

import java.util.Arrays;

/// A [Move] of a tile block by block, in the order of the target.
final class BlockMove {

    private final Move move;
    private final int length;
    private final int[] sourceFar;
    private final int[] targetFar;

    BlockMove(int[] sourceColumns, int[] targetColumns, int blockQubits) {
        int near = Math.min(blockQubits, sourceColumns.length);
        this.move = Move.of(Arrays.copyOf(sourceColumns, near), Arrays.copyOf(targetColumns, near));
        this.length = 1 << near;
        this.sourceFar = Arrays.copyOfRange(sourceColumns, near, sourceColumns.length);
        this.targetFar = Arrays.copyOfRange(targetColumns, near, targetColumns.length);
    }

    /// The move of a tile by `map`, from its place in a state or from a copy, to a state or
    /// a copy.
    static BlockMove of(int qubits, IndexMap map, TileShape tile, boolean fromState, boolean toState) {
        int mobile = tile.mobile();
        int[] source = map.columns(mobile);
        int[] target = new IndexMap(qubits).columns(mobile);
        for (int k = 0; k < source.length; k++) {
            source[k] = fromState ? source[k] : Integer.compress(source[k], mobile);
            target[k] = toState ? target[k] : 1 << k;
        }
        return new BlockMove(source, target, tile.blockQubits());
    }

    /// The amplitudes of a block.
    int length() {
        return length;
    }

    /// Where the block of the tile's amplitudes from `begin` begins in the target.
    int target(int begin, int targetBase) {
        return place(begin, targetFar, targetBase);
    }

    /// Moves that block.
    void apply(
            int begin,
            double[] sourceRe,
            double[] sourceIm,
            int sourceBase,
            double[] targetRe,
            double[] targetIm,
            int targetBase) {
        int from = place(begin, sourceFar, sourceBase);
        int to = place(begin, targetFar, targetBase);
        move.apply(sourceRe, sourceIm, from, targetRe, targetIm, to);
    }

    private int place(int begin, int[] columns, int base) {
        int place = base;
        for (int rest = begin / length; rest != 0; rest &= rest - 1) {
            place ^= columns[Integer.numberOfTrailingZeros(rest)];
        }
        return place;
    }
}
