package io.ketstream.simulator;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.util.ArrayList;
import java.util.List;

/// |⟨φ(y)|φ(x)⟩|² of the final states φ of one circuit at pairs of points, from the states themselves (Havlíček et al.,
/// arXiv 1804.11326, eq. 4). Of a circuit in parts that no gate joins it is the product of those of
/// its parts.
///
/// An entry depends on its two points alone, to the bit and in either order; not on the blocks ([KernelBlocks]) that
/// states are held in.
final class FidelityKernel {

    /// 1 GiB of states at a time: more of them would not be made less often for any size that is common.
    static final long MOST_BYTES = 1L << 30;

    /// Makes the state of each of some points, in the memory of the state at the same place.
    @FunctionalInterface
    interface States {
        void make(List<RealVector> points, List<Statevector> states);
    }

    private final int qubits;
    private final long capacity;
    private final States states;
    private final Workers workers;

    /// @param capacity states that may be held at once, at least two
    FidelityKernel(int qubits, long capacity, States states, Workers workers) {
        this.qubits = qubits;
        this.capacity = capacity;
        this.states = states;
        this.workers = workers;
    }

    /// How many states of `stateBytes` each are held at once within `limit` bytes, at most.
    static long capacity(long stateBytes, long limit) {
        return Math.min(limit, Math.max(MOST_BYTES, 2 * stateBytes)) / stateBytes;
    }

    /// Multiplies each entry by that of each point with each other: a symmetric matrix, with ones
    /// on its diagonal.
    void multiplyGram(List<RealVector> points, double[][] kernel) {
        products(points, (row, column, real, imaginary) -> {
            if (row != column) {
                kernel[row][column] *= fidelity(real, imaginary);
                kernel[column][row] = kernel[row][column];
            }
        });
    }

    /// Re⟨φ(x)|(1 − |φ(r)⟩⟨φ(r)|)|φ(y)⟩ of each point with each other: the inner products, as of
    /// real vectors, of what of the states is orthogonal to that at `reference`. Symmetric.
    RealMatrix projected(RealVector reference, List<RealVector> points) {
        var all = new ArrayList<RealVector>(points.size() + 1);
        all.add(reference);
        all.addAll(points);
        var gram = new double[points.size()][points.size()];
        var alongReal = new double[all.size()];
        var alongImaginary = new double[all.size()];
        products(all, (row, column, real, imaginary) -> {
            if (row == 0) {
                alongReal[column] = real;
                alongImaginary[column] = imaginary;
            } else {
                gram[row - 1][column - 1] = real;
            }
        });
        for (int i = 0; i < gram.length; i++) {
            for (int j = i; j < gram.length; j++) {
                gram[i][j] -= alongReal[i + 1] * alongReal[j + 1] + alongImaginary[i + 1] * alongImaginary[j + 1];
                gram[j][i] = gram[i][j];
            }
        }
        return RealMatrix.of(gram);
    }

    /// ⟨φ(x)|φ(y)⟩ of each point with itself and those after it.
    private void products(List<RealVector> points, InnerProducts.Target target) {
        KernelBlocks blocks = KernelBlocks.symmetric(points.size(), capacity);
        List<Statevector> resident = memory(blocks.resident());
        List<Statevector> passing = memory(blocks.passing());
        for (int begin = 0; begin < points.size(); begin += blocks.resident()) {
            int row = begin;
            int end = Math.min(points.size(), begin + blocks.resident());
            List<Statevector> left = make(points.subList(begin, end), resident);
            InnerProducts.upper(
                    left, workers, (i, j, real, imaginary) -> target.put(row + i, row + j, real, imaginary));
            for (int next = end; next < points.size(); next += blocks.passing()) {
                int column = next;
                List<RealVector> others = points.subList(next, Math.min(points.size(), next + blocks.passing()));
                InnerProducts.all(
                        left,
                        make(others, passing),
                        workers,
                        (i, j, real, imaginary) -> target.put(row + i, column + j, real, imaginary));
            }
        }
    }

    /// Multiplies each entry by that of each of `rows` with each of `columns`. The states of the
    /// fewer stay.
    void multiplyBetween(List<RealVector> rows, List<RealVector> columns, double[][] kernel) {
        boolean rowsStay = rows.size() <= columns.size();
        List<RealVector> staying = rowsStay ? rows : columns;
        List<RealVector> others = rowsStay ? columns : rows;
        KernelBlocks blocks = KernelBlocks.rectangular(staying.size(), others.size(), capacity);
        List<Statevector> resident = memory(blocks.resident());
        List<Statevector> passing = memory(blocks.passing());
        for (int begin = 0; begin < staying.size(); begin += blocks.resident()) {
            int stays = begin;
            List<RealVector> some = staying.subList(begin, Math.min(staying.size(), begin + blocks.resident()));
            List<Statevector> left = make(some, resident);
            for (int next = 0; next < others.size(); next += blocks.passing()) {
                int passes = next;
                List<RealVector> more = others.subList(next, Math.min(others.size(), next + blocks.passing()));
                InnerProducts.all(left, make(more, passing), workers, (i, j, real, imaginary) -> {
                    int row = rowsStay ? stays + i : passes + j;
                    int column = rowsStay ? passes + j : stays + i;
                    kernel[row][column] *= fidelity(real, imaginary);
                });
            }
        }
    }

    /// Rounding must not make a probability more than 1.
    private static double fidelity(double real, double imaginary) {
        return Math.min(1, real * real + imaginary * imaginary);
    }

    private List<Statevector> memory(int count) {
        var memory = new ArrayList<Statevector>(count);
        for (int k = 0; k < count; k++) {
            memory.add(new Statevector(qubits));
        }
        return memory;
    }

    /// The states of `points` in the first of `memory`.
    private List<Statevector> make(List<RealVector> points, List<Statevector> memory) {
        List<Statevector> made = memory.subList(0, points.size());
        states.make(points, made);
        return made;
    }
}
