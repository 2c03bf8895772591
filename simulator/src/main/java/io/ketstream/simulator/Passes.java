package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A schedule with numbers: what each pass does to a tile.
///
/// Rotations about X and Y by an angle whose half has a moderate tangent go without their cosine, at half the
/// arithmetic; the cosines are multiplied up and put into the nearest phase, or into a scaling where there is
/// none.
final class Passes {

    /// One part of a pass.
    sealed interface Part {

        /// exp(−iθₖG/2)/cos(θₖ/2) with G about one axis on several qubits of a tile, which ascend.
        final class Rotations implements Part {
            private final Axis axis;
            private final int[] qubits;
            private final double[] tangents;

            Rotations(Axis axis, int[] qubits, double[] tangents) {
                this.axis = axis;
                this.qubits = qubits;
                this.tangents = tangents;
            }

            /// The same in two parts: qubits whose bit is below `block`, and the others; each where there are any.
            void split(int block, List<Part> near, List<Part> far) {
                int count = 0;
                while (count < qubits.length && 1 << qubits[count] < block) {
                    count++;
                }
                if (count > 0) {
                    near.add(part(0, count));
                }
                if (count < qubits.length) {
                    far.add(part(count, qubits.length));
                }
            }

            /// Whether it can be done on the way from the state to a copy of the tile or back: if it is about Y, on the
            /// three highest qubits of a tile, which are all that blocks leave.
            boolean isAcross() {
                return axis == Axis.Y && qubits.length == TileShape.SWEEP_QUBITS;
            }

            /// The same on that way.
            Part across(boolean toState) {
                return new Across(tangents, toState);
            }

            private Part part(int from, int to) {
                return new Rotations(
                        axis, Arrays.copyOfRange(qubits, from, to), Arrays.copyOfRange(tangents, from, to));
            }
        }

        /// Rotations about Y on the three highest qubits of a tile, on the way from the state to a copy or back.
        final class Across implements Part {
            private final double[] tangents;
            private final boolean toState;

            private Across(double[] tangents, boolean toState) {
                this.tangents = tangents;
                this.toState = toState;
            }
        }

        /// Amplitudes change places within a tile, by `map` (null: they keep their order), on the way from the
        /// state or a copy of the tile to the state or another copy.
        record Relocation(BlockMove move, @Nullable IndexMap map, boolean fromState, boolean toState) implements Part {}

        /// Parts that each block of a tile goes through before the next block: rotations of qubits
        /// inside a block, phases, a relocation before and one after.
        record Blocked(List<Part> parts) implements Part {}

        /// A matrix on the pairs `pairs` of the tile, where the fixed qubits in `controls` are `values`.
        record Matrix(PairKernel kernel, Pairs pairs, int controls, int values) implements Part {}

        /// A matrix on two qubits of the tile.
        record TwoQubits(TwoQubitGate gate) implements Part {}

        /// A phase times a real number.
        final class Phase implements Part {
            private final QuadraticPhase phase;
            private final int index;
            private /* wide */ double factor = 1;

            /// @param index its number among those of its pass
            Phase(QuadraticPhase phase, int index) {
                this.phase = phase;
                this.index = index;
            }

            private QuadraticPhase.OnTiles onTiles(int mobile, TileShape tile, QuadraticPhase.Memory memory) {
                return phase.onTiles(mobile, tile.blockQubits(), factor, memory);
            }
        }

        /// A real number.
        record Scale(double factor) implements Part {}
    }

    /// What is done on each tile. Its `phases` are among the parts.
    record BoundPass(TileShape tile, List<Part> parts, List<Part.Phase> phases) {

        private boolean beginsAcross() {
            return !parts.isEmpty() && parts.getFirst() instanceof Part.Across;
        }

        private boolean beginsByMoving() {
            return !parts.isEmpty()
                    && (parts.getFirst() instanceof Part.Relocation
                            || (parts.getFirst() instanceof Part.Blocked blocked
                                    && blocked.parts().getFirst() instanceof Part.Relocation));
        }
    }

    private final int qubits;
    private final List<BoundPass> passes = new ArrayList<>();
    private final LeftOut leftOut = new LeftOut();
    private Part.@Nullable Phase lastPhase;

    private Passes(int qubits) {
        this.qubits = qubits;
    }

    static Passes bind(Schedule schedule, List<Step.Bound> steps) {
        var bound = new Passes(schedule.numberOfQubits());
        BlockMoves moves = BlockMoves.of(schedule);
        for (Schedule.Pass pass : schedule.passes()) {
            bound.add(pass, steps, new PassParts(bound.qubits, pass.mobile(), moves));
        }
        return bound;
    }

    /// Adds a pass by way of its `parts`. See [PassBinding#add] for why this is a method of its own.
    private void add(Schedule.Pass pass, List<Step.Bound> steps, PassParts parts) {
        for (int index : pass.steps()) {
            switch (steps.get(index)) {
                case DiagonalStep.BoundDiagonal diagonal -> {
                    lastPhase = parts.add(diagonal.phase());
                    lastPhase.factor = leftOut.takeTimes(1, Numbers::rounded);
                    leftOut.grow(diagonal.phase().growth());
                }
                case PairStep.BoundPairs pair -> add(pair, parts);
                case TwoQubitStep.BoundTwoQubits pair ->
                    parts.add(new Part.TwoQubits(TwoQubitGate.of(pair.matrix(), pair.within(pass.mobile()))));
            }
        }
        parts.flush();
        if (lastPhase != null
                && !leftOut.isOne()
                && Math.abs(lastPhase.factor * leftOut.value()) > Numbers.SMALLEST_SCALE) {
            lastPhase.factor = leftOut.takeTimes(lastPhase.factor, Numbers::rounded);
        }
        flushScale(parts);
        passes.add(parts.located());
    }

    private void add(PairStep.BoundPairs step, PassParts parts) {
        Pairs pairs = step.step().pairs();
        if (pairs.isOneQubit()) {
            int qubit = Integer.numberOfTrailingZeros(pairs.involved());
            if (step.kernel() instanceof /* wide */ PairKernel.RotationX(/* wide */ double cos, /* wide */ double sin)
                    && LeftOut.isAllowed(cos, sin)) {
                double tangent = Numbers.rounded(sin / cos);
                parts.rotateX(qubit, tangent);
                leaveOut(Numbers.cosine(cos, tangent), tangent, parts);
                return;
            }
            if (step.kernel() instanceof /* wide */ PairKernel.RotationY(/* wide */ double cos, /* wide */ double sin)
                    && LeftOut.isAllowed(cos, sin)) {
                double tangent = Numbers.rounded(sin / cos);
                parts.rotateY(qubit, tangent);
                leaveOut(Numbers.cosine(cos, tangent), tangent, parts);
                return;
            }
        }
        if (step.kernel() instanceof /* wide */ PairKernel.Exchange && IndexMap.isLinear(pairs)) {
            parts.exchange(pairs);
        } else {
            parts.add(Numbers.rounded(step.kernel()), pairs);
        }
    }

    private void leaveOut(/* wide */ double cos, double tangent, PassParts parts) {
        leftOut.leaveOut(cos, tangent);
        if (Math.abs(leftOut.value()) < Numbers.SMALLEST_SCALE) {
            flushScale(parts);
        }
    }

    private void flushScale(PassParts parts) {
        if (!leftOut.isOne()) {
            parts.add(new Part.Scale(Numbers.rounded(leftOut.takeTimes(1, Numbers::rounded))));
        }
    }

    /// Brings `state` from |+⟩ on the qubits of `uniform`, |0⟩ elsewhere, through all passes.
    void evolve(int uniform, Statevector state, Workers workers) {
        boolean everywhere = uniform == state.size() - 1
                && !passes.isEmpty()
                && !passes.getFirst().beginsAcross();
        if (!everywhere) {
            state.prepareUniform(uniform);
        }
        double amplitude = everywhere ? state.uniformAmplitude(uniform) : Double.NaN;
        for (int p = 0; p < passes.size(); p++) {
            apply(passes.get(p), state, p == 0 ? amplitude : Double.NaN, workers);
        }
    }

    /// Applies one step to `state` as it is.
    static void apply(Step.Bound step, Statevector state, Workers workers) {
        bind(Schedule.of(state.numberOfQubits(), List.of(step.step())), List.of(step))
                .apply(state, workers);
    }

    /// Applies all passes to `state` as it is.
    void apply(Statevector state, Workers workers) {
        for (BoundPass pass : passes) {
            apply(pass, state, Double.NaN, workers);
        }
    }

    /// `start` is the amplitude that all have before; not a number when the state is to be read.
    private void apply(BoundPass pass, Statevector state, double start, Workers workers) {
        Scratch shared = workers.borrow(Scratch.class, Scratch::new);
        int tiles = 1 << (qubits - pass.tile().qubits());
        if (tiles == 1) {
            new Tiles(pass, state, shared, List.of()).apply(0, start);
        } else {
            var tables = new ArrayList<QuadraticPhase.OnTiles>();
            for (Part.Phase phase : pass.phases()) {
                tables.add(phase.onTiles(pass.tile().mobile(), pass.tile(), shared.memory(phase.index)));
            }
            workers.split(state.size(), tiles, (from, to) -> {
                Scratch own = workers.borrow(Scratch.class, Scratch::new);
                var range = new Tiles(pass, state, own, tables);
                for (int tile = from; tile < to; tile++) {
                    range.apply(tile, start);
                }
                workers.giveBack(own);
            });
        }
        workers.giveBack(shared);
    }

    /// The tiles of a state on one thread.
    private static final class Tiles {
        private final BoundPass pass;
        private final TileShape shape;
        private final Statevector state;
        private final Scratch scratch;
        private final int length;

        /// Those of the pass's phases, in their order; none where the one tile is the whole state.
        private final List<QuadraticPhase.OnTiles> tables;

        private int tile;
        private int copy;

        /// Where the tile is now.
        private double[] re;

        private double[] im;
        private int offset;

        /// What all amplitudes are before the first relocation; not a number when they are to be read.
        private double filling = Double.NaN;

        private Tiles(BoundPass pass, Statevector state, Scratch scratch, List<QuadraticPhase.OnTiles> tables) {
            this.pass = pass;
            this.shape = pass.tile();
            this.state = state;
            this.scratch = scratch;
            this.length = shape.length();
            this.tables = tables;
            this.re = state.re;
            this.im = state.im;
        }

        private void apply(int tile, double start) {
            this.tile = tile;
            int base = Integer.expand(tile, ~shape.mobile());
            begin(base, start);
            List<Part> parts = pass.parts();
            for (int k = 0; k < parts.size(); k++) {
                apply(parts.get(k), base);
            }
        }

        /// Each tile begins where it is in the state, or with equal amplitudes `start` where it would first be
        /// moved.
        private void begin(int base, double start) {
            re = state.re;
            im = state.im;
            offset = base;
            filling = Double.NaN;
            if (!Double.isNaN(start)) {
                if (pass.beginsByMoving()) {
                    filling = start;
                } else {
                    fill(base, length, start);
                }
            }
        }

        private void fill(int from, int count, double amplitude) {
            Arrays.fill(re, from, from + count, amplitude);
            Arrays.fill(im, from, from + count, 0);
        }

        private void apply(Part part, int base) {
            Kernels kernels = Kernels.chosen();
            switch (part) {
                case Part.Rotations rotations -> rotate(rotations, offset, length);
                case Part.Relocation relocation -> goThrough(List.of(relocation), base);
                case Part.Blocked blocked -> goThrough(blocked.parts(), base);
                case Part.Matrix(PairKernel kernel, Pairs pairs, int controls, int values) -> {
                    if ((base & controls) == values) {
                        kernels.applyPair(kernel, re, im, offset, length, pairs);
                    }
                }
                case Part.TwoQubits(TwoQubitGate gate) -> gate.apply(re, im, offset, length);
                case Part.Scale(double factor) -> kernels.scale(re, im, offset, length, factor);
                case Part.Across across -> goAcross(across, base);
                case Part.Phase _ -> throw new IllegalStateException("phases are done block by block");
            }
        }

        private void rotate(Part.Rotations rotations, int offset, int length) {
            int[] on = rotations.qubits;
            switch (rotations.axis) {
                case X -> Kernels.chosen().rotateX(re, im, offset, length, on, rotations.tangents, on.length);
                case Y -> RotationsY.chosen().rotate(re, im, offset, length, on, rotations.tangents, on.length);
            }
        }

        private void goAcross(Part.Across across, int base) {
            Phases memory = scratch.amplitudes(copy);
            memory.ensure(length);
            var inState = RotationsY.Octants.inState(shape, shape.highest(), state.re, state.im, base);
            var inCopy = RotationsY.Octants.inCopy(shape, shape.highest(), memory.re, memory.im);
            if (across.toState) {
                RotationsY.chosen().rotate(inCopy, inState, across.tangents);
                re = state.re;
                im = state.im;
                offset = base;
            } else {
                RotationsY.chosen().rotate(inState, inCopy, across.tangents);
                re = memory.re;
                im = memory.im;
                offset = 0;
            }
        }

        /// Block by block, from where the tile is to where the last relocation brings it. Without iterators: that would
        /// be one a block.
        private void goThrough(List<Part> parts, int base) {
            double[] firstRe = re;
            double[] firstIm = im;
            int firstOffset = offset;
            int firstCopy = copy;
            double start = filling;
            PhaseOnBlocks onBlocks = null;
            int block = shape.blockLength();
            for (int begin = 0; begin < length; begin += block) {
                re = firstRe;
                im = firstIm;
                offset = firstOffset;
                copy = firstCopy;
                filling = start;
                int from = offset + begin;
                for (int k = 0; k < parts.size(); k++) {
                    Part part = parts.get(k);
                    switch (part) {
                        case Part.Relocation relocation -> from = relocate(relocation, begin, base);
                        case Part.Rotations rotations -> rotate(rotations, from, block);
                        case Part.Phase phase -> {
                            // Where there are several blocks, these go through one phase at most.
                            if (begin == 0 || onBlocks == null) {
                                onBlocks = new PhaseOnBlocks(phase);
                            }
                            onBlocks.multiply(from, begin);
                        }
                        default -> throw new IllegalStateException(part + " is not done block by block");
                    }
                }
            }
        }

        /// A phase on the blocks of this tile, one after another.
        ///
        /// Its table is for all tiles. Where the tile is the whole state, which would be as long,
        /// it is one of the qubits of a block, and what couples these to others goes into the
        /// factors of each block.
        private final class PhaseOnBlocks {
            private final boolean byBlock;
            private final QuadraticPhase.OnTiles onTiles;
            private Kernels.PhaseFactors factors;

            private PhaseOnBlocks(Part.Phase phase) {
                boolean whole = tables.isEmpty();
                this.byBlock = whole && phase.phase.hasCouplings();
                this.onTiles = whole
                        ? phase.onTiles(byBlock ? shape.blockMask() : shape.mobile(), shape, scratch.memory(0))
                        : tables.get(phase.index);
                this.factors = onTiles.tile(tile, scratch);
            }

            /// The block that begins at `from`, and at `begin` in the tile.
            private void multiply(int from, int begin) {
                if (byBlock) {
                    factors = onTiles.tile(begin >>> shape.blockQubits(), scratch);
                }
                Kernels.chosen().multiply(re, im, from, byBlock ? 0 : begin, shape.blockLength(), factors);
            }
        }

        /// Moves the block that begins at `begin` in the tile, and answers where it begins now.
        private int relocate(Part.Relocation relocation, int begin, int base) {
            double[] fromRe = re;
            double[] fromIm = im;
            int image = relocation.map() == null ? base : relocation.map().image(base);
            int from = relocation.fromState() ? image : Integer.compress(image, shape.mobile());
            if (relocation.toState()) {
                re = state.re;
                im = state.im;
                offset = base;
            } else {
                copy ^= 1;
                Phases target = scratch.amplitudes(copy);
                target.ensure(length);
                re = target.re;
                im = target.im;
                offset = 0;
            }
            int to = relocation.move().target(begin, offset);
            if (Double.isNaN(filling)) {
                relocation.move().apply(begin, fromRe, fromIm, from, re, im, offset);
            } else {
                fill(to, relocation.move().length(), filling);
                filling = Double.NaN;
            }
            return to;
        }
    }
}
