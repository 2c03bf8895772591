package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// A unitary without parameters on two qubits: gates that were multiplied when the circuit was compiled.
///
/// @param low the qubit of bit 0 of the matrix's indices
/// @param high that of bit 1, the greater
record TwoQubitStep(int low, int high, ComplexMatrix matrix) implements Step {

    @Override
    public boolean dependsOnAny(int first) {
        return false;
    }

    @Override
    public int firstParameter() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int touched() {
        return (1 << low) | (1 << high);
    }

    @Override
    public int flipped() {
        return touched();
    }

    @Override
    public Bound unbound() {
        return new BoundTwoQubits(this, matrix);
    }

    record BoundTwoQubits(TwoQubitStep step, ComplexMatrix matrix) implements Bound {

        @Override
        public void bind(RealVector parameters) {}

        @Override
        public Bound adjoint() {
            return new BoundTwoQubits(step, matrix.adjoint());
        }

        @Override
        public void invert(Bound other) {}

        /// Its qubits within a tile of those of `mobile`.
        int[] within(int mobile) {
            return Bits.positions(Integer.compress(step.touched(), mobile));
        }
    }
}
