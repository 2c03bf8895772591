package io.ketstream.model.qasm;

/// A small complex square matrix, for tests.
final class Matrix {

    private final double[][] real;
    private final double[][] imaginary;

    private Matrix(int size) {
        this.real = new double[size][size];
        this.imaginary = new double[size][size];
    }

    static Matrix zero(int size) {
        return new Matrix(size);
    }

    static Matrix identity(int size) {
        var identity = zero(size);
        for (int i = 0; i < size; i++) {
            identity.real[i][i] = 1;
        }
        return identity;
    }

    /// [[a, b], [c, d]], each given as real and imaginary part.
    static Matrix of(double... entries) {
        var matrix = zero(2);
        for (int i = 0; i < 4; i++) {
            matrix.real[i / 2][i % 2] = entries[2 * i];
            matrix.imaginary[i / 2][i % 2] = entries[2 * i + 1];
        }
        return matrix;
    }

    double[][] real() {
        return real;
    }

    double[][] imaginary() {
        return imaginary;
    }

    int size() {
        return real.length;
    }

    Matrix times(Matrix right) {
        var product = zero(size());
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                for (int k = 0; k < size(); k++) {
                    product.real[i][j] += real[i][k] * right.real[k][j] - imaginary[i][k] * right.imaginary[k][j];
                    product.imaginary[i][j] += real[i][k] * right.imaginary[k][j] + imaginary[i][k] * right.real[k][j];
                }
            }
        }
        return product;
    }

    /// e^{i·phase} times this.
    Matrix phased(double phase) {
        var result = zero(size());
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                result.real[i][j] = Math.cos(phase) * real[i][j] - Math.sin(phase) * imaginary[i][j];
                result.imaginary[i][j] = Math.cos(phase) * imaginary[i][j] + Math.sin(phase) * real[i][j];
            }
        }
        return result;
    }

    Matrix adjoint() {
        var result = zero(size());
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                result.real[i][j] = real[j][i];
                result.imaginary[i][j] = -imaginary[j][i];
            }
        }
        return result;
    }

    /// This matrix when bit 0 of the index is 1, on the bits above it.
    Matrix controlled() {
        var result = identity(2 * size());
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                result.real[2 * i + 1][2 * j + 1] = real[i][j];
                result.imaginary[2 * i + 1][2 * j + 1] = imaginary[i][j];
            }
        }
        return result;
    }

    /// 1 − |tr(A†B)| / size: 0 exactly when the unitaries are equal up to a global phase.
    double distance(Matrix other) {
        double traceReal = 0;
        double traceImaginary = 0;
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                traceReal += real[i][j] * other.real[i][j] + imaginary[i][j] * other.imaginary[i][j];
                traceImaginary += real[i][j] * other.imaginary[i][j] - imaginary[i][j] * other.real[i][j];
            }
        }
        return 1 - Math.hypot(traceReal, traceImaginary) / size();
    }

    /// The largest difference of two entries.
    double difference(Matrix other) {
        double largest = 0;
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                largest = Math.max(
                        largest, Math.hypot(real[i][j] - other.real[i][j], imaginary[i][j] - other.imaginary[i][j]));
            }
        }
        return largest;
    }
}
