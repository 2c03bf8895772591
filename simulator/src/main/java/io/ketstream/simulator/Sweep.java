package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;

/// Rotations about one axis that are done in one loop over a range of a tile, or their sums, or both. Qubits are those
/// of the tile.
sealed interface Sweep {

    void apply(BackwardTile tile, int offset, int length);

    /// Qubits, ascending, each with the tangent of half its angle.
    final class Rotations implements BraKetScale.Scaled {
        private final int[] qubits = new int[Statevector.LARGEST];
        private final List<PairKernel.Rotation> kernels = new ArrayList<>();
        private final double[] tangents = new double[Statevector.LARGEST];
        private int count;

        void clear() {
            count = 0;
            kernels.clear();
        }

        void add(int qubit, PairKernel.Rotation kernel) {
            qubits[count] = qubit;
            kernels.add(kernel);
            count++;
        }

        /// Leaves out their cosines.
        @Override
        public void take(BraKetScale scale) {
            for (int k = 0; k < count; k++) {
                PairKernel.Rotation kernel = kernels.get(k);
                tangents[k] = kernel.sin() / kernel.cos();
                scale.leaveOut(kernel.cos());
            }
        }

        int count() {
            return count;
        }
    }

    /// The sums of rotations about Y.
    final class SumsY implements Sweep {
        private final int[] outerQubits = new int[Statevector.LARGEST];
        private int outerCount;
        private int innerCount;
        private int slot;

        /// @param innerCount how many of the lowest qubits of the tile have sums, from `slot` on: all below
        ///     [OverlapKernels#INNER_QUBITS] if any of these is rotated, else none
        SumsY begin(int innerCount, int slot) {
            this.innerCount = innerCount;
            this.slot = slot;
            outerCount = 0;
            return this;
        }

        /// In ascending order; those below [OverlapKernels#INNER_QUBITS] have their sums anyway.
        void add(int qubit) {
            if (qubit >= OverlapKernels.INNER_QUBITS) {
                outerQubits[outerCount++] = qubit;
            }
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
                    outerCount,
                    tile.lanes(),
                    at + innerCount * OverlapKernels.SUM_LANES,
                    tile.work());
        }
    }

    /// Rotations about Y, which have their sums in [SumsY]: these are the same whichever qubits were rotated before.
    final class RotationY implements Sweep {
        private final Rotations rotations = new Rotations();

        Rotations rotations() {
            return rotations;
        }

        double[] tangents() {
            return rotations.tangents;
        }

        /// The mask of the qubits.
        int positions() {
            int positions = 0;
            for (int k = 0; k < rotations.count; k++) {
                positions |= 1 << rotations.qubits[k];
            }
            return positions;
        }

        @Override
        public void apply(BackwardTile tile, int offset, int length) {
            BraKet states = tile.states();
            int[] qubits = rotations.qubits;
            double[] tangents = rotations.tangents;
            RotationsY kernels = RotationsY.chosen();
            if (tile.undoesKet()) {
                kernels.rotate(states.ketRe, states.ketIm, offset, length, qubits, tangents, rotations.count);
            }
            kernels.rotate(states.braRe, states.braIm, offset, length, qubits, tangents, rotations.count);
        }
    }

    /// About X on qubits below [OverlapKernels#INNER_QUBITS], of which the range has `count`; sums for all of these.
    final class InnerX implements Sweep {
        private final Rotations rotations = new Rotations();
        private int count;
        private int slot;

        InnerX begin(int count, int slot) {
            this.count = count;
            this.slot = slot;
            rotations.clear();
            return this;
        }

        Rotations rotations() {
            return rotations;
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
            int[] qubits = rotations.qubits;
            double[] tangents = rotations.tangents;
            Kernels kernels = Kernels.chosen();
            kernels.rotateX(states.ketRe, states.ketIm, offset, length, qubits, tangents, rotations.count);
            kernels.rotateX(states.braRe, states.braIm, offset, length, qubits, tangents, rotations.count);
        }
    }

    /// About X on one or two qubits above.
    final class OuterX implements Sweep {
        private final Rotations rotations = new Rotations();
        private int slot;

        OuterX begin(int slot) {
            this.slot = slot;
            rotations.clear();
            return this;
        }

        Rotations rotations() {
            return rotations;
        }

        @Override
        public void apply(BackwardTile tile, int offset, int length) {
            OverlapKernels.chosen()
                    .rotateX(
                            tile.states(),
                            offset,
                            length,
                            rotations.qubits,
                            rotations.tangents,
                            rotations.count,
                            tile.lanes(),
                            slot * OverlapKernels.SUM_LANES,
                            tile.work());
        }
    }
}
