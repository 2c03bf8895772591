package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One part of a pass over two states: what it adds to the sums of a tile, then what it does to it.
sealed interface BackwardPart {

    void apply(BackwardTile tile);

    /// Whether it has sums.
    boolean isSummed();

    /// Rotations on several qubits of the tile, each with its sum; those of `near`, on the lowest `blockQubits`, block
    /// by block.
    final class Sweeps implements BackwardPart {
        private final List<Sweep> near = new ArrayList<>();
        private final List<Sweep> far = new ArrayList<>();
        private int blockQubits;

        /// With none yet.
        Sweeps begin(int blockQubits) {
            this.blockQubits = blockQubits;
            near.clear();
            far.clear();
            return this;
        }

        List<Sweep> near() {
            return near;
        }

        List<Sweep> far() {
            return far;
        }

        /// Rotations about Y have their sums in sweeps of their own.
        private static boolean haveSums(List<Sweep> sweeps) {
            for (int k = 0; k < sweeps.size(); k++) {
                if (!(sweeps.get(k) instanceof Sweep.RotationY)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void apply(BackwardTile tile) {
            int block = 1 << blockQubits;
            for (int begin = 0; begin < tile.length() && !near.isEmpty(); begin += block) {
                for (int k = 0; k < near.size(); k++) {
                    near.get(k).apply(tile, begin, block);
                }
            }
            for (int k = 0; k < far.size(); k++) {
                far.get(k).apply(tile, 0, tile.length());
            }
        }

        /// Only its sums are wanted of the last.
        void dropLastRotation() {
            List<Sweep> last = far.isEmpty() ? near : far;
            if (last.getLast() instanceof Sweep.RotationY) {
                last.removeLast();
            }
        }

        @Override
        public boolean isSummed() {
            return haveSums(near) || haveSums(far);
        }
    }

    /// ψ as it was kept after a phase.
    final class Load implements BackwardPart, BraKetScale.Scaled {
        private @Nullable BlockMove move;
        private int phase;

        Load set(BlockMove move, int phase) {
            this.move = move;
            this.phase = phase;
            return this;
        }

        @Override
        public void take(BraKetScale scale) {
            scale.readKept(phase);
        }

        BlockMove move() {
            return Objects.requireNonNull(move, "no move from the state");
        }

        int phase() {
            return phase;
        }

        @Override
        public void apply(BackwardTile tile) {
            tile.load(this);
        }

        @Override
        public boolean isSummed() {
            return false;
        }
    }

    /// A rotation on three qubits of the tile, on the way from the states to copies or back; its sums are
    /// elsewhere.
    final class Across implements BackwardPart {
        private Sweep.RotationY rotation = new Sweep.RotationY();
        private boolean toStates;

        Across set(Sweep.RotationY rotation, boolean toStates) {
            this.rotation = rotation;
            this.toStates = toStates;
            return this;
        }

        Sweep.RotationY rotation() {
            return rotation;
        }

        boolean toStates() {
            return toStates;
        }

        @Override
        public void apply(BackwardTile tile) {
            tile.goAcross(this);
        }

        @Override
        public boolean isSummed() {
            return false;
        }
    }

    /// The overlap of a rotation on the pairs of the tile that `matrix` is on.
    final class PairSum implements BackwardPart {
        private final Axis axis;
        private final Matrix matrix;
        private int slot;

        PairSum(Axis axis, Matrix matrix) {
            this.axis = axis;
            this.matrix = matrix;
        }

        PairSum at(int slot) {
            this.slot = slot;
            return this;
        }

        @Override
        public void apply(BackwardTile tile) {
            if (!matrix.isOn(tile)) {
                return;
            }
            Pairs pairs = matrix.pairs();
            int run = pairs.run();
            for (int pair = 0; pair < pairs.count(tile.length()); pair += run) {
                int base = pairs.base(pair);
                OverlapKernels.chosen()
                        .pairs(
                                axis,
                                tile.states(),
                                base + pairs.first(),
                                base + pairs.second(),
                                run,
                                tile.lanes(),
                                slot * OverlapKernels.SUM_LANES,
                                tile.work());
            }
        }

        @Override
        public boolean isSummed() {
            return true;
        }
    }

    /// Amplitudes change places within a tile, by `map`, on the way from the states or copies of the tile to the states
    /// or other copies.
    final class Relocation implements BackwardPart {
        private IndexMap map = new IndexMap(0);
        private @Nullable BlockMove move;
        private boolean fromStates;
        private boolean toStates;

        Relocation begin(IndexMap map) {
            this.map = map;
            this.move = null;
            return this;
        }

        void locate(BlockMove move, boolean fromStates, boolean toStates) {
            this.move = move;
            this.fromStates = fromStates;
            this.toStates = toStates;
        }

        IndexMap map() {
            return map;
        }

        BlockMove move() {
            return Objects.requireNonNull(move, "a move that was not located");
        }

        boolean fromStates() {
            return fromStates;
        }

        boolean toStates() {
            return toStates;
        }

        /// Whether it is from copies to copies.
        boolean isWithin() {
            return !fromStates && !toStates;
        }

        @Override
        public void apply(BackwardTile tile) {
            tile.relocate(this);
        }

        @Override
        public boolean isSummed() {
            return false;
        }
    }

    /// A matrix on the pairs `pairs` of the tile, where the fixed qubits in `controls` are `values`.
    record Matrix(PairKernel kernel, Pairs pairs, int controls, int values) implements BackwardPart {

        private boolean isOn(BackwardTile tile) {
            return (tile.base() & controls) == values;
        }

        @Override
        public void apply(BackwardTile tile) {
            if (isOn(tile)) {
                Kernels kernels = Kernels.chosen();
                BraKet states = tile.states();
                kernels.applyPair(kernel, states.ketRe, states.ketIm, 0, tile.length(), pairs);
                kernels.applyPair(kernel, states.braRe, states.braIm, 0, tile.length(), pairs);
            }
        }

        @Override
        public boolean isSummed() {
            return false;
        }
    }

    /// A matrix on two qubits of the tile.
    record TwoQubits(TwoQubitGate gate) implements BackwardPart {

        @Override
        public void apply(BackwardTile tile) {
            BraKet states = tile.states();
            gate.apply(states.ketRe, states.ketIm, 0, tile.length());
            gate.apply(states.braRe, states.braIm, 0, tile.length());
        }

        @Override
        public boolean isSummed() {
            return false;
        }
    }

    /// A phase times a real number, number `index` of the pass; with sums of products of spins from `slot`, if any. In
    /// the last part of all the phase itself is not `needed`.
    final class Phase implements BackwardPart, BraKetScale.Scaled {
        private final QuadraticPhase phase;
        private final int index;
        private final Optional<SpinSums> sums;
        private double factor;
        private int slot;
        private boolean needed;
        private boolean undoesKet;

        Phase(QuadraticPhase phase, int index, Optional<SpinSums> sums) {
            this.phase = phase;
            this.index = index;
            this.sums = sums;
        }

        /// @param undoesKet whether it is undone on ψ too
        Phase begin(boolean undoesKet) {
            this.undoesKet = undoesKet;
            this.needed = true;
            return this;
        }

        @Override
        public void take(BraKetScale scale) {
            factor = scale.takeFromKept();
        }

        /// It is wanted on ψ too.
        void undoKet() {
            undoesKet = true;
        }

        void at(int slot) {
            this.slot = slot;
        }

        /// Only its sums are wanted.
        void drop() {
            needed = false;
        }

        int index() {
            return index;
        }

        QuadraticPhase.OnTiles onTiles(int mobile, QuadraticPhase.OnTiles memory) {
            return phase.onTiles(mobile, Integer.bitCount(mobile), factor, memory);
        }

        private void multiply(BackwardTile tile) {
            BraKet states = tile.states();
            Kernels.PhaseFactors factors = tile.phase(this).tile(tile.tile(), tile.scratch());
            Kernels kernels = Kernels.chosen();
            if (undoesKet) {
                kernels.multiply(states.ketRe, states.ketIm, 0, 0, tile.length(), factors);
            }
            kernels.multiply(states.braRe, states.braIm, 0, 0, tile.length(), factors);
        }

        @Override
        public void apply(BackwardTile tile) {
            BraKet states = tile.states();
            Scratch scratch = tile.scratch();
            if (sums.isEmpty()) {
                multiply(tile);
                return;
            }
            double[] density = scratch.numbers(0, tile.length());
            if (needed && undoesKet) {
                tile.phase(this).apply(states, 0, tile.tile(), scratch, density);
            } else {
                OverlapKernels.chosen().density(states, 0, tile.length(), density);
                if (needed) {
                    multiply(tile);
                }
            }
            sums.get().sum(density, 0, tile.sums(), slot * tile.tiles() + tile.tile(), tile.tiles(), tile.work());
        }

        @Override
        public boolean isSummed() {
            return sums.isPresent();
        }
    }

    /// The real number that both states lack, where it is small.
    final class Scale implements BackwardPart, BraKetScale.Scaled {
        private double factor = 1;
        private boolean isNeeded;

        @Override
        public void take(BraKetScale scale) {
            boolean wasNeeded = isNeeded;
            isNeeded = scale.isSmall();
            factor = isNeeded ? scale.take() : 1;
            if (isNeeded != wasNeeded) {
                scale.chooseOtherwise();
            }
        }

        boolean isNeeded() {
            return isNeeded;
        }

        @Override
        public void apply(BackwardTile tile) {
            Kernels kernels = Kernels.chosen();
            BraKet states = tile.states();
            kernels.scale(states.ketRe, states.ketIm, 0, tile.length(), factor);
            kernels.scale(states.braRe, states.braIm, 0, tile.length(), factor);
        }

        @Override
        public boolean isSummed() {
            return false;
        }
    }
}
