package io.ketstream.optimizer.control;

import io.ketstream.model.operator.PauliSum;

/// A Pauli sum as a matrix that is never written down, acting on complex vectors of 2ⁿ amplitudes
/// (real parts first, then imaginary parts, in one array).
final class PauliMatrix {

    private final int dimension;
    private final long[] flips;
    private final long[] signs;
    private final double[] real;
    private final double[] imaginary;

    PauliMatrix(PauliSum sum) {
        PauliSum simplified = sum.simplified();
        int terms = simplified.terms().size();
        this.dimension = 1 << sum.qubits();
        this.flips = new long[terms];
        this.signs = new long[terms];
        this.real = new double[terms];
        this.imaginary = new double[terms];
        for (int t = 0; t < terms; t++) {
            PauliSum.Term term = simplified.terms().get(t);
            flips[t] = term.pauli().xMask();
            signs[t] = term.pauli().zMask();
            // P|b⟩ = i^(number of Y) (−1)^|b ∧ z| |b ⊕ x⟩
            switch (Long.bitCount(flips[t] & signs[t]) & 3) {
                case 0 -> real[t] = term.coefficient();
                case 1 -> imaginary[t] = term.coefficient();
                case 2 -> real[t] = -term.coefficient();
                default -> imaginary[t] = -term.coefficient();
            }
        }
    }

    int dimension() {
        return dimension;
    }

    int terms() {
        return flips.length;
    }

    double[] apply(double[] vector) {
        double[] result = new double[2 * dimension];
        for (int t = 0; t < flips.length; t++) {
            int flip = (int) flips[t];
            long sign = signs[t];
            for (int b = 0; b < dimension; b++) {
                boolean negative = (Long.bitCount(b & sign) & 1) == 1;
                double re = negative ? -real[t] : real[t];
                double im = negative ? -imaginary[t] : imaginary[t];
                int to = b ^ flip;
                result[to] += re * vector[b] - im * vector[dimension + b];
                result[dimension + to] += re * vector[dimension + b] + im * vector[b];
            }
        }
        return result;
    }
}
