package io.ketstream.circuit.decomposition;

import io.ketstream.model.RealVector;

/// An eigenvalue with its vector of norm 1.
record Eigenpair(double value, RealVector vector) {

    /// The vector's sign is chosen: its largest component, the first of them, is positive.
    static Eigenpair of(double value, double[] vector) {
        int largest = 0;
        for (int i = 1; i < vector.length; i++) {
            if (Math.abs(vector[i]) > Math.abs(vector[largest])) {
                largest = i;
            }
        }
        double[] signed = vector.clone();
        if (vector[largest] < 0) {
            for (int i = 0; i < signed.length; i++) {
                signed[i] = -signed[i];
            }
        }
        return new Eigenpair(value, RealVector.of(signed));
    }
}
