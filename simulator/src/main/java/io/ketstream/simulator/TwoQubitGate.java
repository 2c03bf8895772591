package io.ketstream.simulator;

/// A complex 4×4 matrix on two qubits of a range of amplitudes. Every implementation gives the same bits, as with
/// [Kernels]: amplitude x becomes the sum over d = 0 … 3 of entry (x, x ⊕ d) times amplitude x ⊕ d in this order, each
/// product its real factor's part first. Immutable.
interface TwoQubitGate {

    /// `matrix` has bit 0 of its indices on the lower of the two `qubits`.
    static TwoQubitGate of(ComplexMatrix matrix, int[] qubits) {
        return Kernels.areVectors() ? new VectorTwoQubitGate(matrix, qubits) : new ScalarTwoQubitGate(matrix, qubits);
    }

    /// On the `length` amplitudes from `offset`, a multiple of `length`.
    void apply(double[] re, double[] im, int offset, int length);
}
