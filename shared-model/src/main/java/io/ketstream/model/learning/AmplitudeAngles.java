package io.ketstream.model.learning;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;

/// Angles of the rotations that prepare real amplitudes from |0…0⟩.
///
/// A rotation RY(θ) of a qubit, given the qubits above it, takes |0⟩ to cos(θ/2)|0⟩ + sin(θ/2)|1⟩ and so divides the
/// length that is left between the two halves. Those of the last qubit have the signs in them.
final class AmplitudeAngles {

    private AmplitudeAngles() {}

    /// @return 2ⁿ − 1 angles: one of qubit n − 1, two of qubit n − 2, by the value of qubit n − 1, …, down to qubit 0
    static RealVector of(RealVector features, int qubits) {
        int size = 1 << qubits;
        double[] lengths = new double[size];
        double largest = 0;
        for (int i = 0; i < features.size(); i++) {
            largest = Math.max(largest, Math.abs(features.get(i)));
        }
        if (largest == 0) {
            throw new InvalidValueException("features", "must not all be 0: a state has a length");
        }
        for (int i = 0; i < features.size(); i++) {
            lengths[i] = features.get(i) / largest;
        }
        double[] angles = new double[size - 1];
        for (int qubit = 0; qubit < qubits; qubit++) {
            int blocks = size >> (qubit + 1);
            double[] joined = new double[blocks];
            for (int block = 0; block < blocks; block++) {
                double zero = lengths[2 * block];
                double one = lengths[2 * block + 1];
                angles[blocks - 1 + block] = 2 * StrictMath.atan2(one, zero);
                joined[block] = StrictMath.hypot(zero, one);
            }
            lengths = joined;
        }
        return RealVector.of(angles);
    }
}
