package io.ketstream.simulator;

import java.util.List;

/// A small square complex matrix, row by row.
final class ComplexMatrix {

    final int size;
    final double[] re;
    final double[] im;

    ComplexMatrix(int size) {
        this.size = size;
        this.re = new double[size * size];
        this.im = new double[size * size];
    }

    static ComplexMatrix identity(int size) {
        var identity = new ComplexMatrix(size);
        for (int k = 0; k < size; k++) {
            identity.set(k, k, 1, 0);
        }
        return identity;
    }

    void set(int row, int column, double real, double imaginary) {
        re[row * size + column] = real;
        im[row * size + column] = imaginary;
    }

    double real(int row, int column) {
        return re[row * size + column];
    }

    double imaginary(int row, int column) {
        return im[row * size + column];
    }

    boolean isZero(int row, int column, double tolerance) {
        return Math.abs(real(row, column)) <= tolerance && Math.abs(imaginary(row, column)) <= tolerance;
    }

    /// This matrix · `right`.
    ComplexMatrix times(ComplexMatrix right) {
        var product = new ComplexMatrix(size);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double real = 0;
                double imaginary = 0;
                for (int k = 0; k < size; k++) {
                    real += real(row, k) * right.real(k, column) - imaginary(row, k) * right.imaginary(k, column);
                    imaginary += real(row, k) * right.imaginary(k, column) + imaginary(row, k) * right.real(k, column);
                }
                product.set(row, column, real, imaginary);
            }
        }
        return product;
    }

    ComplexMatrix adjoint() {
        var adjoint = new ComplexMatrix(size);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                adjoint.re[column * size + row] = re[row * size + column];
                adjoint.im[column * size + row] = -im[row * size + column];
            }
        }
        return adjoint;
    }

    void addScaled(double factor, ComplexMatrix other) {
        for (int k = 0; k < re.length; k++) {
            re[k] += factor * other.re[k];
            im[k] += factor * other.im[k];
        }
    }

    /// The same operation on the qubits `to`, where its own bits are the qubits `from`.
    ComplexMatrix embedded(List<Integer> from, List<Integer> to) {
        return embedded(to.size(), from.stream().mapToInt(to::indexOf).toArray());
    }

    /// The same operation on `bits` bits, where bit k of this matrix's indices is bit `positions[k]` there and the
    /// other bits stay as they are.
    ComplexMatrix embedded(int bits, int... positions) {
        var embedded = new ComplexMatrix(1 << bits);
        int mask = 0;
        for (int position : positions) {
            mask |= 1 << position;
        }
        for (int column = 0; column < 1 << bits; column++) {
            int inner = gather(column, positions);
            for (int row = 0; row < size; row++) {
                embedded.set(
                        (column & ~mask) | scatter(row, positions), column, real(row, inner), imaginary(row, inner));
            }
        }
        return embedded;
    }

    private static int gather(int index, int[] positions) {
        int gathered = 0;
        for (int k = 0; k < positions.length; k++) {
            gathered |= ((index >>> positions[k]) & 1) << k;
        }
        return gathered;
    }

    private static int scatter(int index, int[] positions) {
        int scattered = 0;
        for (int k = 0; k < positions.length; k++) {
            scattered |= ((index >>> k) & 1) << positions[k];
        }
        return scattered;
    }
}
