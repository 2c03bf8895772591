package io.ketstream.simulator;

import java.util.List;
import java.util.Optional;

/// One part of a pass over two states: what it adds to the sums of a tile, then what it does to it.
sealed interface BackwardPart {

    void apply(BackwardTile tile);

    /// Whether it has sums.
    boolean isSummed();

    /// Rotations on several qubits of the tile, each with its sum; those of `near`, on the lowest `blockQubits`, block
    /// by block.
    record Sweeps(int blockQubits, List<Sweep> near, List<Sweep> far) implements BackwardPart {

        @Override
        public void apply(BackwardTile tile) {
            int block = 1 << blockQubits;
            for (int begin = 0; begin < tile.length() && !near.isEmpty(); begin += block) {
                for (int k = 0; k < near.size(); k++) {
                    near.get(k).apply(tile, begin, block);
                }
            }
            for (Sweep sweep : far) {
                sweep.apply(tile, 0, tile.length());
            }
        }

        /// The same for its sums only.
        Sweeps withoutLastRotation() {
            return far.isEmpty()
                    ? new Sweeps(blockQubits, withoutLastRotation(near), far)
                    : new Sweeps(blockQubits, near, withoutLastRotation(far));
        }

        private static List<Sweep> withoutLastRotation(List<Sweep> sweeps) {
            return sweeps.getLast() instanceof Sweep.RotationY
                    ? List.copyOf(sweeps.subList(0, sweeps.size() - 1))
                    : sweeps;
        }

        @Override
        public boolean isSummed() {
            return true;
        }
    }

    /// A rotation on three qubits of the tile, on the way from the states to copies or back; its sums are
    /// elsewhere.
    record Across(Sweep.RotationY rotation, boolean toStates) implements BackwardPart {

        @Override
        public void apply(BackwardTile tile) {
            tile.goAcross(this);
        }

        @Override
        public boolean isSummed() {
            return false;
        }
    }

    /// The overlap of a rotation on the pairs `pairs` of the tile, where the fixed qubits in `controls` are `values`.
    record PairSum(Axis axis, Pairs pairs, int controls, int values, int slot) implements BackwardPart {

        @Override
        public void apply(BackwardTile tile) {
            if ((tile.base() & controls) != values) {
                return;
            }
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
                                slot * OverlapKernels.SUM_LANES);
            }
        }

        @Override
        public boolean isSummed() {
            return true;
        }
    }

    /// Amplitudes change places within a tile, by `map`, on the way from the states or copies of the tile to the states
    /// or other copies.
    record Relocation(BlockMove move, IndexMap map, boolean fromStates, boolean toStates) implements BackwardPart {

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

        @Override
        public void apply(BackwardTile tile) {
            if ((tile.base() & controls) == values) {
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
    record Phase(QuadraticPhase phase, double factor, int index, Optional<SpinSums> sums, int slot, boolean needed)
            implements BackwardPart {

        @Override
        public void apply(BackwardTile tile) {
            BraKet states = tile.states();
            Scratch scratch = tile.scratch();
            if (sums.isEmpty()) {
                Kernels.PhaseFactors factors = tile.phase(this).tile(tile.tile(), scratch);
                Kernels kernels = Kernels.chosen();
                kernels.multiply(states.ketRe, states.ketIm, 0, 0, tile.length(), factors);
                kernels.multiply(states.braRe, states.braIm, 0, 0, tile.length(), factors);
                return;
            }
            double[] density = scratch.numbers(0, tile.length());
            if (needed) {
                tile.phase(this).apply(states, 0, tile.tile(), scratch, density);
            } else {
                OverlapKernels.chosen().density(states, 0, tile.length(), density);
            }
            sums.get().sum(density, 0, tile.sums(), slot * tile.tiles() + tile.tile(), tile.tiles(), tile.work());
        }

        @Override
        public boolean isSummed() {
            return sums.isPresent();
        }

        /// The same with sums.
        Phase summed(SpinSums spinSums, int at) {
            return new Phase(phase, factor, index, Optional.of(spinSums), at, needed);
        }

        /// The same for its sums only.
        Phase unneeded() {
            return new Phase(phase, factor, index, sums, slot, false);
        }
    }

    /// A real number.
    record Scale(double factor) implements BackwardPart {

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
