package io.ketstream.simulator;

/// Rotations about one axis that are done in one loop over a range of a tile, with their sums. Qubits are those of the
/// tile.
sealed interface Sweep {

    void apply(BackwardTile tile, int offset, int length);

    /// On qubits below [OverlapKernels#INNER_QUBITS], of which the range has `count`; sums for all of these.
    final class Inner implements Sweep {
        private final Axis axis;
        private final int[] qubits;
        private final double[] tangents;
        private final int count;
        private final int slot;

        Inner(Axis axis, int[] qubits, double[] tangents, int count, int slot) {
            this.axis = axis;
            this.qubits = qubits;
            this.tangents = tangents;
            this.count = count;
            this.slot = slot;
        }

        @Override
        public void apply(BackwardTile tile, int offset, int length) {
            BraKet states = tile.states();
            OverlapKernels.chosen()
                    .inner(axis, states, offset, length, count, tile.lanes(), slot * OverlapKernels.SUM_LANES);
            rotate(states.ketRe, states.ketIm, offset, length);
            rotate(states.braRe, states.braIm, offset, length);
        }

        private void rotate(double[] re, double[] im, int offset, int length) {
            switch (axis) {
                case X -> Kernels.chosen().rotateX(re, im, offset, length, qubits, tangents, qubits.length);
                case Y -> RotationsY.chosen().rotate(re, im, offset, length, qubits, tangents, qubits.length);
            }
        }
    }

    /// On one or two qubits above.
    final class Outer implements Sweep {
        private final Axis axis;
        private final int[] qubits;
        private final double[] tangents;
        private final int slot;

        Outer(Axis axis, int[] qubits, double[] tangents, int slot) {
            this.axis = axis;
            this.qubits = qubits;
            this.tangents = tangents;
            this.slot = slot;
        }

        @Override
        public void apply(BackwardTile tile, int offset, int length) {
            OverlapKernels.chosen()
                    .rotate(
                            axis,
                            tile.states(),
                            offset,
                            length,
                            qubits,
                            tangents,
                            tile.lanes(),
                            slot * OverlapKernels.SUM_LANES);
        }
    }
}
