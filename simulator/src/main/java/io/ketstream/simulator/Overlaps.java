package io.ketstream.simulator;

import java.util.Arrays;
import java.util.List;

/// ⟨aᵢ|bⱼ⟩ for each of some states with each of others, rows by columns. With aᵢ = bᵢ it is a Gram matrix, and
/// |⟨aᵢ|aⱼ⟩|²
/// is the fidelity kernel of quantum machine learning (Havlíček et al., arXiv 1804.11326).
///
/// Computed in tiles of states and of amplitudes that stay in cache, so that memory is read once for several states.
/// Sums have a fixed shape; the bits depend neither on threads nor on which other states are in the list.
public final class Overlaps {

    /// Rows and columns of a tile; a multiple of [OverlapKernels#COLUMNS].
    private static final int TILE = 8;

    /// Amplitudes that a tile works on at a time: 8 KiB of each state.
    private static final int BLOCK_QUBITS = 9;

    /// Amplitudes that are summed in one go; the sums of such ranges are added pairwise.
    private static final int RANGE_QUBITS = 16;

    private final int rows;
    private final int columns;
    private final double[] re;
    private final double[] im;

    private Overlaps(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.re = new double[Math.multiplyExact(rows, columns)];
        this.im = new double[rows * columns];
    }

    static Overlaps gram(List<Statevector> states, Workers workers) {
        var overlaps = new Overlaps(states.size(), states.size());
        overlaps.compute(states, states, true, workers);
        return overlaps;
    }

    static Overlaps between(List<Statevector> left, List<Statevector> right, Workers workers) {
        var overlaps = new Overlaps(left.size(), right.size());
        overlaps.compute(left, right, false, workers);
        return overlaps;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /// The real part of ⟨aᵢ|bⱼ⟩.
    public double real(int row, int column) {
        return re[at(row, column)];
    }

    /// The imaginary part of ⟨aᵢ|bⱼ⟩.
    public double imaginary(int row, int column) {
        return im[at(row, column)];
    }

    /// |⟨aᵢ|bⱼ⟩|².
    public double fidelity(int row, int column) {
        int at = at(row, column);
        return re[at] * re[at] + im[at] * im[at];
    }

    private int at(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException(
                    "(" + row + ", " + column + ") of " + rows + " by " + columns + " overlaps");
        }
        return row * columns + column;
    }

    private void compute(List<Statevector> left, List<Statevector> right, boolean hermitian, Workers workers) {
        if (rows == 0 || columns == 0) {
            return;
        }
        int qubits = left.getFirst().numberOfQubits();
        check(left, qubits);
        check(right, qubits);
        int ranges = 1 << Math.max(0, qubits - RANGE_QUBITS);
        int tilesDown = (rows + TILE - 1) / TILE;
        int tilesAcross = (columns + TILE - 1) / TILE;
        int tiles = tilesDown * tilesAcross;
        double[] sums = ranges == 1 ? new double[0] : new double[2 * ranges * re.length];
        workers.share(tiles * ranges, 1, workers.parallelism(), (from, to) -> {
            var tile = new Tile(left, right, qubits);
            for (int unit = from; unit < to; unit++) {
                int row = unit % tiles / tilesAcross * TILE;
                int column = unit % tilesAcross * TILE;
                if (!hermitian || column >= row) {
                    tile.add(row, column, unit / tiles);
                    store(tile, row, column, unit / tiles, sums);
                }
            }
        });
        if (ranges > 1) {
            addRanges(sums, ranges);
        }
        if (hermitian) {
            mirror();
        }
    }

    private static void check(List<Statevector> states, int qubits) {
        for (Statevector state : states) {
            if (state.numberOfQubits() != qubits) {
                throw new IllegalArgumentException(
                        "states of " + qubits + " and of " + state.numberOfQubits() + " qubits have no overlap");
            }
        }
    }

    /// The sums of a tile go to their places at once when there is one range, else to those of their range.
    private void store(Tile tile, int row, int column, int range, double[] sums) {
        for (int i = row; i < Math.min(rows, row + TILE); i++) {
            for (int j = column; j < Math.min(columns, column + TILE); j++) {
                int at = i * columns + j;
                double real = tile.real(i - row, j - column);
                double imaginary = tile.imaginary(i - row, j - column);
                if (sums.length == 0) {
                    re[at] = real;
                    im[at] = imaginary;
                } else {
                    int ranges = sums.length / (2 * re.length);
                    sums[2 * at * ranges + range] = real;
                    sums[(2 * at + 1) * ranges + range] = imaginary;
                }
            }
        }
    }

    private void addRanges(double[] sums, int ranges) {
        for (int at = 0; at < re.length; at++) {
            re[at] = BlockSums.pairwise(sums, 2 * at * ranges, ranges);
            im[at] = BlockSums.pairwise(sums, (2 * at + 1) * ranges, ranges);
        }
    }

    private void mirror() {
        for (int i = 0; i < rows; i++) {
            im[i * columns + i] = 0;
            for (int j = 0; j < i; j++) {
                re[i * columns + j] = re[j * columns + i];
                im[i * columns + j] = -im[j * columns + i];
            }
        }
    }

    /// The overlaps of up to eight states with up to eight others over a range of amplitudes, on one thread.
    private static final class Tile {
        private static final int PARTIAL = 2 * Kernels.SUM_LANES;

        private final List<Statevector> left;
        private final List<Statevector> right;
        private final int range;
        private final int block;
        private final double[] partial = new double[TILE * TILE * PARTIAL];

        private Tile(List<Statevector> left, List<Statevector> right, int qubits) {
            this.left = left;
            this.right = right;
            this.range = 1 << Math.min(qubits, RANGE_QUBITS);
            this.block = 1 << Math.min(qubits, BLOCK_QUBITS);
        }

        private void add(int row, int column, int rangeIndex) {
            Arrays.fill(partial, 0);
            int begin = rangeIndex * range;
            int toRow = Math.min(left.size(), row + TILE);
            int toColumn = Math.min(right.size(), column + TILE);
            for (int offset = begin; offset < begin + range; offset += block) {
                for (int i = row; i < toRow; i++) {
                    for (int j = column; j < toColumn; j += OverlapKernels.COLUMNS) {
                        OverlapKernels.chosen()
                                .addInnerProducts(
                                        left.get(i),
                                        right.subList(j, Math.min(toColumn, j + OverlapKernels.COLUMNS)),
                                        offset,
                                        block,
                                        partial,
                                        ((i - row) * TILE + j - column) * PARTIAL);
                    }
                }
            }
        }

        private double real(int row, int column) {
            return Kernels.pairwise(partial, (row * TILE + column) * PARTIAL);
        }

        private double imaginary(int row, int column) {
            return Kernels.pairwise(partial, (row * TILE + column) * PARTIAL + Kernels.SUM_LANES);
        }
    }
}
