package io.ketstream.model.learning;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;

/// Angles of the RY gates that prepare real amplitudes from |0…0⟩, with CX gates between them (Möttönen et
/// al., arXiv quant-ph/0407010).
///
/// A rotation RY(θ) of a qubit, given the qubits above it, takes |0⟩ to cos(θ/2)|0⟩ + sin(θ/2)|1⟩ and so
/// divides the length that is left between the two halves. Those of the last qubit have the signs in them.
/// Gates know nothing of the qubits above but by CX, which turn the sign of an angle: gate i adds
/// (−1)^(b·gray(i)) of its angle where the qubits above are b, and so has the angle Σ_b (−1)^(b·gray(i))
/// θ_b / 2ᵏ (eq. 3).
final class AmplitudeAngles {

    private AmplitudeAngles() {}

    /// @return 2ⁿ − 1 angles in order of application: one of qubit n − 1, two of qubit n − 2, …, down to
    ///     qubit 0
    static RealVector of(RealVector features, int qubits) {
        double[] lengths = scaled(features, 1 << qubits);
        double[] angles = new double[lengths.length - 1];
        for (int qubit = 0; qubit < qubits; qubit++) {
            int blocks = lengths.length / 2;
            double[] joined = new double[blocks];
            double[] given = new double[blocks];
            for (int block = 0; block < blocks; block++) {
                double zero = lengths[2 * block];
                double one = lengths[2 * block + 1];
                given[block] = 2 * StrictMath.atan2(one, zero);
                joined[block] = StrictMath.hypot(zero, one);
            }
            signedMeans(given);
            for (int i = 0; i < blocks; i++) {
                angles[blocks - 1 + i] = given[i ^ (i >> 1)];
            }
            lengths = joined;
        }
        return RealVector.of(angles);
    }

    /// The features, filled up with zeros, divided by the largest, so that no square overflows.
    private static double[] scaled(RealVector features, int size) {
        double largest = 0;
        for (int i = 0; i < features.size(); i++) {
            largest = Math.max(largest, Math.abs(features.get(i)));
        }
        if (largest == 0) {
            throw new InvalidValueException("features", "must not all be 0: a state has a length");
        }
        double[] scaled = new double[size];
        for (int i = 0; i < features.size(); i++) {
            scaled[i] = features.get(i) / largest;
        }
        return scaled;
    }

    /// Entry j becomes the mean of (−1)^(b·j) times entry b: the fast Walsh–Hadamard transform.
    private static void signedMeans(double[] values) {
        for (int half = 1; half < values.length; half *= 2) {
            for (int i = 0; i < values.length; i++) {
                if ((i & half) == 0) {
                    double sum = values[i] + values[i | half];
                    double difference = values[i] - values[i | half];
                    values[i] = sum / 2;
                    values[i | half] = difference / 2;
                }
            }
        }
    }
}
