package io.ketstream.simulator;

import java.util.Arrays;
import java.util.List;

/// ⟨aᵢ|bⱼ⟩ for each of some states with each of others.
///
/// Computed in tiles of states and of amplitudes that stay in cache, so that memory is read once for several states.
/// Sums have a fixed shape; the bits depend neither on threads nor on which other states are in the list, and ⟨b|a⟩ has
/// those of ⟨a|b⟩.
final class InnerProducts {

    /// Rows and columns of a tile; a multiple of [OverlapKernels#ROWS] and [OverlapKernels#COLUMNS].
    private static final int TILE = 16;

    /// Amplitudes that a tile works on at a time: 8 KiB of each state, so that all of them fit a second-level cache.
    private static final int BLOCK_QUBITS = 9;

    /// Amplitudes that are summed in one go; the sums of such ranges are added pairwise.
    private static final int RANGE_QUBITS = 16;

    /// Products of fewer pairs of amplitudes are not worth handing over to another thread.
    private static final double SMALLEST_SHARED = 1 << 18;

    /// What is done with the products; those of different places may come at a time, from several threads.
    @FunctionalInterface
    interface Target {
        void put(int row, int column, double real, double imaginary);
    }

    private final List<Statevector> left;
    private final List<Statevector> right;
    private final int qubits;
    private final int ranges;
    private final boolean upper;

    private InnerProducts(List<Statevector> left, List<Statevector> right, boolean upper) {
        this.left = left;
        this.right = right;
        this.qubits = left.getFirst().numberOfQubits();
        this.ranges = 1 << Math.max(0, qubits - RANGE_QUBITS);
        this.upper = upper;
        check(left);
        check(right);
    }

    /// Of each state with itself and those after it.
    ///
    /// @throws IllegalArgumentException when states differ in their number of qubits
    static void upper(List<Statevector> states, Workers workers, Target target) {
        if (!states.isEmpty()) {
            new InnerProducts(states, states, true).compute(workers, target);
        }
    }

    /// Of each of `left` with each of `right`.
    ///
    /// @throws IllegalArgumentException when states differ in their number of qubits
    static void all(List<Statevector> left, List<Statevector> right, Workers workers, Target target) {
        if (!left.isEmpty() && !right.isEmpty()) {
            new InnerProducts(left, right, false).compute(workers, target);
        }
    }

    private void check(List<Statevector> states) {
        for (Statevector state : states) {
            if (state.numberOfQubits() != qubits) {
                throw new IllegalArgumentException(
                        "states of " + qubits + " and of " + state.numberOfQubits() + " qubits have no overlap");
            }
        }
    }

    private void compute(Workers workers, Target target) {
        int tilesDown = (left.size() + TILE - 1) / TILE;
        int tilesAcross = (right.size() + TILE - 1) / TILE;
        double pairs = (double) left.size() * right.size() * left.getFirst().size();
        int threads = pairs < SMALLEST_SHARED ? 1 : workers.parallelism();
        if (qubits == 1) {
            var products = new QubitProducts(left, right, upper);
            workers.share(left.size(), TILE, threads, (from, to) -> products.put(from, to, target));
            return;
        }
        workers.share(tilesDown * tilesAcross, 1, threads, (from, to) -> {
            var tile = new Tile();
            for (int unit = from; unit < to; unit++) {
                int row = unit / tilesAcross * TILE;
                int column = unit % tilesAcross * TILE;
                if (!upper || column >= row) {
                    tile.compute(row, column);
                    tile.put(row, column, target);
                }
            }
        });
    }

    /// The products of up to sixteen states with up to sixteen others, on one thread. Where there are fewer, the last
    /// one stands in for those that a kernel asks for.
    private final class Tile {
        private static final int ACROSS = TILE / OverlapKernels.COLUMNS;
        private static final int GROUP = OverlapKernels.ROWS * OverlapKernels.COLUMNS;

        private final Statevector[][] rows = new Statevector[TILE / OverlapKernels.ROWS][OverlapKernels.ROWS];
        private final Statevector[][] columns = new Statevector[ACROSS][OverlapKernels.COLUMNS];

        /// [OverlapKernels#PRODUCT] partial sums of each product, kernel by kernel.
        private final double[] partial = new double[TILE * TILE * OverlapKernels.PRODUCT];

        /// Of each product its real part in each range, then its imaginary part in each.
        private final double[] sums = new double[2 * TILE * TILE * ranges];

        private void compute(int row, int column) {
            int down = fill(rows, left, row);
            int across = fill(columns, right, column);
            int range = 1 << Math.min(qubits, RANGE_QUBITS);
            int block = 1 << Math.min(qubits, BLOCK_QUBITS);
            OverlapKernels kernels = OverlapKernels.chosen();
            for (int r = 0; r < ranges; r++) {
                Arrays.fill(partial, 0);
                for (int offset = r * range; offset < (r + 1) * range; offset += block) {
                    for (int i = 0; i < down; i++) {
                        for (int j = 0; j < across; j++) {
                            int at = (i * ACROSS + j) * GROUP * OverlapKernels.PRODUCT;
                            kernels.addInnerProducts(rows[i], columns[j], offset, block, partial, at);
                        }
                    }
                }
                addUp(r);
            }
        }

        /// Groups of `states` from `begin` on; returns how many there are.
        private static int fill(Statevector[][] groups, List<Statevector> states, int begin) {
            int last = states.size() - 1;
            int count = 0;
            int next = begin;
            while (count < groups.length && next <= last) {
                for (int k = 0; k < groups[count].length; k++) {
                    groups[count][k] = states.get(Math.min(next++, last));
                }
                count++;
            }
            return count;
        }

        private void addUp(int range) {
            for (int product = 0; product < TILE * TILE; product++) {
                int at = product * OverlapKernels.PRODUCT;
                double first = Kernels.pairwise(partial, at + OverlapKernels.SUM_LANES);
                double second = Kernels.pairwise(partial, at + 2 * OverlapKernels.SUM_LANES);
                sums[2 * product * ranges + range] = Kernels.pairwise(partial, at);
                sums[(2 * product + 1) * ranges + range] = first - second;
            }
        }

        private void put(int row, int column, Target target) {
            for (int i = row; i < Math.min(left.size(), row + TILE); i++) {
                for (int j = upper ? Math.max(i, column) : column; j < Math.min(right.size(), column + TILE); j++) {
                    int at = 2 * place(i - row, j - column) * ranges;
                    double real = BlockSums.pairwise(sums, at, ranges);
                    target.put(i, j, real, BlockSums.pairwise(sums, at + ranges, ranges));
                }
            }
        }

        /// The number of a product in [#partial].
        private static int place(int row, int column) {
            int group = row / OverlapKernels.ROWS * ACROSS + column / OverlapKernels.COLUMNS;
            return group * GROUP + row % OverlapKernels.ROWS * OverlapKernels.COLUMNS + column % OverlapKernels.COLUMNS;
        }
    }
}
