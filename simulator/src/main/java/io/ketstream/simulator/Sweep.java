package io.ketstream.simulator;

import java.util.Arrays;

/// Rotations about one axis that are done in one loop over a range of a tile, or their sums, or both. Qubits are those
/// of the tile.
sealed interface Sweep {

    void apply(BackwardTile tile, int offset, int length);

    /// The sums of rotations about Y.
    final class SumsY implements Sweep {
        private final int innerCount;
        private final int[] outerQubits;
        private final int slot;

        /// @param qubits ascending
        /// @param innerCount how many of the lowest qubits of the tile have sums, from `slot` on: all below
        ///     [OverlapKernels#INNER_QUBITS] if there are any of these among `qubits`, else none
        SumsY(int[] qubits, int innerCount, int slot) {
            this.innerCount = innerCount;
            int inner = 0;
            while (inner < qubits.length && qubits[inner] < OverlapKernels.INNER_QUBITS) {
                inner++;
            }
            this.outerQubits = Arrays.copyOfRange(qubits, inner, qubits.length);
            this.slot = slot;
        }

        @Override
        public void apply(BackwardTile tile, int offset, int length) {
            BraKet states = tile.states();
            OverlapKernels kernels = OverlapKernels.chosen();
            int at = slot * OverlapKernels.SUM_LANES;
            if (innerCount > 0) {
                kernels.inner(Axis.Y, states, offset, length, innerCount, tile.lanes(), at, tile.work());
            }
            kernels.sumsY(
                    states,
                    offset,
                    length,
                    outerQubits,
                    tile.lanes(),
                    at + innerCount * OverlapKernels.SUM_LANES,
                    tile.work());
        }
    }

    /// Rotations about Y, which have their sums in [SumsY]: these are the same whichever qubits were rotated before.
    final class RotationY implements Sweep {
        private final int[] qubits;
        private final double[] tangents;

        /// @param qubits ascending
        RotationY(int[] qubits, double[] tangents) {
            this.qubits = qubits;
            this.tangents = tangents;
        }

        double[] tangents() {
            return tangents;
        }

        /// The mask of the qubits.
        int positions() {
            int positions = 0;
            for (int qubit : qubits) {
                positions |= 1 << qubit;
            }
            return positions;
        }

        @Override
        public void apply(BackwardTile tile, int offset, int length) {
            BraKet states = tile.states();
            RotationsY rotations = RotationsY.chosen();
            rotations.rotate(states.ketRe, states.ketIm, offset, length, qubits, tangents, qubits.length);
            rotations.rotate(states.braRe, states.braIm, offset, length, qubits, tangents, qubits.length);
        }
    }

    /// About X on qubits below [OverlapKernels#INNER_QUBITS], of which the range has `count`; sums for all of these.
    final class InnerX implements Sweep {
        private final int[] qubits;
        private final double[] tangents;
        private final int count;
        private final int slot;

        InnerX(int[] qubits, double[] tangents, int count, int slot) {
            this.qubits = qubits;
            this.tangents = tangents;
            this.count = count;
            this.slot = slot;
        }

        @Override
        public void apply(BackwardTile tile, int offset, int length) {
            BraKet states = tile.states();
            OverlapKernels.chosen()
                    .inner(
                            Axis.X,
                            states,
                            offset,
                            length,
                            count,
                            tile.lanes(),
                            slot * OverlapKernels.SUM_LANES,
                            tile.work());
            Kernels kernels = Kernels.chosen();
            kernels.rotateX(states.ketRe, states.ketIm, offset, length, qubits, tangents, qubits.length);
            kernels.rotateX(states.braRe, states.braIm, offset, length, qubits, tangents, qubits.length);
        }
    }

    /// About X on one or two qubits above.
    final class OuterX implements Sweep {
        private final int[] qubits;
        private final double[] tangents;
        private final int slot;

        OuterX(int[] qubits, double[] tangents, int slot) {
            this.qubits = qubits;
            this.tangents = tangents;
            this.slot = slot;
        }

        @Override
        public void apply(BackwardTile tile, int offset, int length) {
            OverlapKernels.chosen()
                    .rotateX(
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
