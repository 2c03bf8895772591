package io.ketstream.simulator;

import java.util.Arrays;

/// Linear algebra over the field of two elements, where a vector is the bits of an int and a matrix
/// its columns.
final class BitVectors {

    /// Where a vector is no sum of others.
    static final int NONE = -1;

    private BitVectors() {}

    /// The sum of those columns that `coordinates` has ones for.
    static int times(int[] columns, int coordinates) {
        int sum = 0;
        for (int rest = coordinates; rest != 0; rest &= rest - 1) {
            sum ^= columns[Integer.numberOfTrailingZeros(rest)];
        }
        return sum;
    }

    /// Coordinates whose [#times] is `vector`, or [#NONE].
    static int solve(int[] columns, int vector) {
        var basis = new Basis();
        for (int column : columns) {
            basis.add(column);
        }
        return basis.solve(vector);
    }

    /// Vectors of which each is taken that is no sum of those before.
    static final class Basis {
        private final int[] vectors = new int[Integer.SIZE];

        /// Of which columns each is the sum.
        private final int[] sums = new int[Integer.SIZE];

        private int count;
        private int size;

        /// As column number [#count], which is then one more. Returns the columns that add up to 0
        /// with it, itself included, or [#NONE] where none do, so that it is taken.
        int add(int column) {
            int vector = column;
            int sum = 1 << count++;
            for (int k = 0; k < size; k++) {
                if ((vector & Integer.highestOneBit(vectors[k])) != 0) {
                    vector ^= vectors[k];
                    sum ^= sums[k];
                }
            }
            if (vector == 0) {
                return sum;
            }
            vectors[size] = vector;
            sums[size++] = sum;
            return NONE;
        }

        /// The columns that add up to `vector`, or [#NONE].
        int solve(int vector) {
            int rest = vector;
            int sum = 0;
            for (int k = 0; k < size; k++) {
                if ((rest & Integer.highestOneBit(vectors[k])) != 0) {
                    rest ^= vectors[k];
                    sum ^= sums[k];
                }
            }
            return rest == 0 ? sum : NONE;
        }

        int size() {
            return size;
        }
    }

    /// The matrix that maps `from[k]`, which are independent, to `to[k]`, and to 0 the unit vectors
    /// of `dimension` dimensions that make these a basis.
    static int[] mapping(int[] from, int[] to, int dimension) {
        var basis = new Basis();
        for (int vector : from) {
            basis.add(vector);
        }
        int[] images = Arrays.copyOf(to, from.length + dimension);
        for (int k = 0; k < dimension; k++) {
            basis.add(1 << k);
        }
        var columns = new int[dimension];
        for (int k = 0; k < dimension; k++) {
            columns[k] = times(images, basis.solve(1 << k));
        }
        return columns;
    }
}
