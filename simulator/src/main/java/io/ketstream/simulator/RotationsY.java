package io.ketstream.simulator;

/// Rotations about Y. Real and imaginary parts go the same way, one array after the other. Every implementation
/// gives the same bits, as with [Kernels].
interface RotationsY {

    static RotationsY chosen() {
        return Chosen.ROTATIONS;
    }

    /// Initialised when first asked for.
    final class Chosen {
        private static final RotationsY ROTATIONS =
                Kernels.areVectors() ? new VectorRotationsY() : new ScalarRotationsY();

        private Chosen() {}
    }

    /// exp(−iθₖY/2)/cos(θₖ/2) on qubit `qubits[k]` for k < `count`, in this order, where `tangents[k]` =
    /// tan(θₖ/2): v₀ −= t·v₁, v₁ += t·v₀ where the qubit's bit is 0 and 1. `qubits` ascend.
    default void rotate(double[] re, double[] im, int offset, int length, int[] qubits, double[] tangents, int count) {
        rotate(re, offset, length, qubits, tangents, count);
        rotate(im, offset, length, qubits, tangents, count);
    }

    /// The same on one of both arrays.
    void rotate(double[] values, int offset, int length, int[] qubits, double[] tangents, int count);
}
