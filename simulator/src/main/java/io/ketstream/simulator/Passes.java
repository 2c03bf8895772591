package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
            private final int[] qubits = new int[Statevector.LARGEST];
            private final double[] tangents = new double[Statevector.LARGEST];
            private final List<PassParts.Turn> turns = new ArrayList<>();
            private Axis axis = Axis.X;

            /// On no qubit yet.
            Rotations begin(Axis axis) {
                this.axis = axis;
                turns.clear();
                return this;
            }

            void add(int qubit, PassParts.Turn turn) {
                qubits[turns.size()] = qubit;
                tangents[turns.size()] = turn.tangent();
                turns.add(turn);
            }

            /// Those that the turns have now.
            void takeNumbers() {
                for (int k = 0; k < turns.size(); k++) {
                    tangents[k] = turns.get(k).tangent();
                }
            }

            double[] tangents() {
                return tangents;
            }

            /// The same in two parts: qubits whose bit is below `block`, and the others; each where there are any.
            void split(int block, PassMemory memory, List<Part> near, List<Part> far) {
                int below = 0;
                while (below < turns.size() && 1 << qubits[below] < block) {
                    below++;
                }
                if (below > 0) {
                    near.add(part(0, below, memory));
                }
                if (below < turns.size()) {
                    far.add(part(below, turns.size(), memory));
                }
            }

            private Part part(int from, int to, PassMemory memory) {
                Rotations part = memory.rotations(axis);
                for (int k = from; k < to; k++) {
                    part.add(qubits[k], turns.get(k));
                }
                return part;
            }

            /// Whether it can be done on the way from the state to a copy of the tile or back: if it is about Y, on the
            /// three highest qubits of a tile, which are all that blocks leave.
            boolean isAcross() {
                return axis == Axis.Y && turns.size() == TileShape.SWEEP_QUBITS;
            }
        }

        /// Rotations about Y on the three highest qubits of a tile, on the way from the state to a copy or back.
        final class Across implements Part {
            private double[] tangents = new double[0];
            private boolean toState;

            Across set(double[] tangents, boolean toState) {
                this.tangents = tangents;
                this.toState = toState;
                return this;
            }
        }

        /// Amplitudes change places within a tile, by [#map] (null: they keep their order), on the way from the
        /// state or a copy of the tile to the state or another copy.
        final class Relocation implements Part {
            private final List<Part> alone = List.of(this);
            private @Nullable IndexMap map;
            private @Nullable BlockMove move;
            private boolean fromState;
            private boolean toState;

            Relocation begin(@Nullable IndexMap map) {
                this.map = map;
                this.move = null;
                return this;
            }

            void locate(BlockMove move, boolean fromState, boolean toState) {
                this.move = move;
                this.fromState = fromState;
                this.toState = toState;
            }

            @Nullable
            IndexMap map() {
                return map;
            }

            boolean fromState() {
                return fromState;
            }

            boolean toState() {
                return toState;
            }

            private BlockMove move() {
                if (move == null) {
                    throw new IllegalStateException("a move that was not located");
                }
                return move;
            }
        }

        /// Parts that each block of a tile goes through before the next block: rotations of qubits
        /// inside a block, phases, a relocation before and one after.
        final class Blocked implements Part {
            private final List<Part> parts = new ArrayList<>();

            Blocked set(List<Part> parts) {
                this.parts.clear();
                Reused.append(this.parts, parts);
                return this;
            }
        }

        /// A matrix on the pairs `pairs` of the tile, where the fixed qubits in `controls` are `values`.
        record Matrix(PairKernel kernel, Pairs pairs, int controls, int values) implements Part {}

        /// A matrix on two qubits of the tile.
        record TwoQubits(TwoQubitGate gate) implements Part {}

        /// A phase times a real number.
        final class Phase implements Part {
            private final QuadraticPhase phase;
            private final int index;
            private /* wide */ double factor = 1;

            // region only in double precision
            /// Its place among the phases of all passes.
            private int number;

            /// What of [#factor] is for rotations after it.
            private double ahead = 1;
            // endregion

            /// @param index its number among those of its pass
            Phase(QuadraticPhase phase, int index) {
                this.phase = phase;
                this.index = index;
            }

            private QuadraticPhase.OnTiles onTiles(int mobile, TileShape tile, QuadraticPhase.OnTiles memory) {
                return phase.onTiles(mobile, tile.blockQubits(), factor, memory);
            }
        }

        /// A real number.
        final class Scale implements Part {
            private double factor = 1;

            void set(double factor) {
                this.factor = factor;
            }
        }
    }

    /// What is done on each tile. Its `phases` are among the parts.
    static final class BoundPass {
        private TileShape tile = new TileShape(0, 0);
        private final List<Part> parts = new ArrayList<>();
        private final List<Part.Phase> phases = new ArrayList<>();

        // region only in double precision
        private @Nullable BlockMove toState;

        void toState(BlockMove move) {
            toState = move;
        }

        /// From a copy of a tile whose amplitudes have not changed places.
        private BlockMove toState() {
            return Objects.requireNonNull(toState, "a pass without phases");
        }
        // endregion

        /// With no parts yet.
        void begin(TileShape tile) {
            this.tile = tile;
            parts.clear();
        }

        TileShape tile() {
            return tile;
        }

        List<Part> parts() {
            return parts;
        }

        List<Part.Phase> phases() {
            return phases;
        }

        private boolean beginsAcross() {
            return !parts.isEmpty() && parts.getFirst() instanceof Part.Across;
        }

        private boolean beginsByMoving() {
            return !parts.isEmpty()
                    && (parts.getFirst() instanceof Part.Relocation
                            || (parts.getFirst() instanceof Part.Blocked blocked
                                    && blocked.parts.getFirst() instanceof Part.Relocation));
        }
    }

    private final int qubits;
    private final List<PassParts> collected = new ArrayList<>();
    private final List<BoundPass> passes = new ArrayList<>();
    private final LeftOut leftOut = new LeftOut();
    private final Work work = new Work();
    private Part.@Nullable Phase lastPhase;

    // region only in double precision
    /// Those of all passes.
    private final List<Part.Phase> phases = new ArrayList<>();
    // endregion

    /// Without numbers: [#bind] takes those that `steps` have then.
    Passes(Schedule schedule, List<Step.Bound> steps) {
        this.qubits = schedule.numberOfQubits();
        BlockMoves moves = BlockMoves.of(schedule);
        for (Schedule.Pass pass : schedule.passes()) {
            PassParts parts = new PassParts(qubits, pass, steps, moves);
            collected.add(parts);
            passes.add(parts.pass());
        }
        // region only in double precision
        for (PassParts parts : collected) {
            for (Part.Phase phase : parts.phases()) {
                phase.number = phases.size();
                phases.add(phase);
            }
        }
        // endregion
    }

    static Passes bind(Schedule schedule, List<Step.Bound> steps) {
        var bound = new Passes(schedule, steps);
        bound.bind();
        return bound;
    }

    /// Takes the numbers that the steps have now. A pass is arranged anew only where they choose otherwise than those
    /// before.
    void bind() {
        leftOut.clear();
        lastPhase = null;
        for (int p = 0; p < collected.size(); p++) {
            PassParts parts = collected.get(p);
            addNumbers(parts);
            parts.endNumbers();
        }
    }

    /// See [PassBinding#addSteps] for why this is a method of its own.
    private void addNumbers(PassParts parts) {
        List<PassParts.Placed> steps = parts.steps();
        for (int k = 0; k < steps.size(); k++) {
            switch (steps.get(k)) {
                case PassParts.Placed.Diagonal(DiagonalStep.BoundDiagonal diagonal, Part.Phase part) -> {
                    Numbers.update(part.phase, diagonal.phase());
                    lastPhase = part;
                    part.factor = leftOut.takeTimes(1, Numbers::rounded);
                    // region only in double precision
                    part.ahead = 1;
                    // endregion
                    leftOut.grow(diagonal.phase().growth());
                }
                case PassParts.Placed.OnQubit(
                        /* wide */ PairKernel.Rotation rotation,
                        Part.Matrix part,
                        PassParts.Turn turn) -> parts.choose(turn, choice(rotation, part, turn));
                case PassParts.Placed.OnPairs(PairStep.BoundPairs pair, Part.Matrix part) ->
                    Numbers.update(part.kernel(), pair.kernel());
                case PassParts.Placed.Exchange _, PassParts.Placed.OnTwoQubits _ -> {}
            }
        }
        if (lastPhase != null
                && !leftOut.isOne()
                && Math.abs(lastPhase.factor * leftOut.value()) > Numbers.SMALLEST_SCALE) {
            // region only in double precision
            lastPhase.ahead *= leftOut.value();
            // endregion
            lastPhase.factor = leftOut.takeTimes(lastPhase.factor, Numbers::rounded);
        }
        boolean scales = !leftOut.isOne();
        if (scales) {
            parts.scale().set(takeScale());
        }
        parts.chooseScale(scales);
    }

    private PassParts.Choice choice(/* wide */ PairKernel.Rotation rotation, Part.Matrix part, PassParts.Turn turn) {
        if (!LeftOut.isAllowed(rotation.cos(), rotation.sin())) {
            Numbers.update(part.kernel(), rotation);
            return PassParts.Choice.MATRIX;
        }
        double tangent = Numbers.rounded(rotation.sin() / rotation.cos());
        turn.set(tangent);
        leftOut.leaveOut(Numbers.cosine(rotation.cos(), tangent), tangent);
        if (Math.abs(leftOut.value()) < Numbers.SMALLEST_SCALE) {
            turn.scale().set(takeScale());
            return PassParts.Choice.TANGENT_AND_SCALE;
        }
        return PassParts.Choice.TANGENT;
    }

    private double takeScale() {
        return Numbers.rounded(leftOut.takeTimes(1, Numbers::rounded));
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

    // region only in double precision
    /// The same, and keeps the states after those phases that `kept` has memory for.
    void evolve(int uniform, Statevector state, Checkpoints kept, Workers workers) {
        work.kept = kept;
        evolve(uniform, state, workers);
        work.kept = Checkpoints.NONE;
    }

    int numberOfPhases() {
        return phases.size();
    }

    /// The real number that the state kept after phase number `phase` is too large by: the cosines of rotations after
    /// it.
    double ahead(int phase) {
        return phases.get(phase).ahead;
    }
    // endregion

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
        work.begin(pass, state, start, workers);
        if (tiles == 1) {
            work.run(shared, 0, 1);
        } else {
            for (int k = 0; k < pass.phases().size(); k++) {
                Part.Phase phase = pass.phases().get(k);
                work.tables.add(phase.onTiles(pass.tile().mobile(), pass.tile(), shared.tables(phase.index)));
            }
            workers.split(state.size(), tiles, work);
        }
        work.end();
        workers.giveBack(shared);
    }

    /// One pass over a state, which threads share.
    private static final class Work implements Workers.RangeTask {
        private static final double[] NONE = {};

        private final Spares<Tiles> spares = new Spares<>();

        /// Those of the pass's phases, in their order; none where the one tile is the whole state.
        private final List<QuadraticPhase.OnTiles> tables = new ArrayList<>();

        private BoundPass pass = new BoundPass();
        private double[] re = NONE;
        private double[] im = NONE;
        private double start;
        private @Nullable Workers workers;

        // region only in double precision
        private Checkpoints kept = Checkpoints.NONE;
        // endregion

        private void begin(BoundPass pass, Statevector state, double start, Workers workers) {
            this.pass = pass;
            this.re = state.re;
            this.im = state.im;
            this.start = start;
            this.workers = workers;
            tables.clear();
        }

        /// Lets go of the state.
        private void end() {
            re = NONE;
            im = NONE;
        }

        @Override
        public void run(int from, int to) {
            Workers lender = Objects.requireNonNull(workers, "a pass that has not begun");
            Scratch scratch = lender.borrow(Scratch.class, Scratch::new);
            run(scratch, from, to);
            lender.giveBack(scratch);
        }

        private void run(Scratch scratch, int from, int to) {
            Tiles spare = spares.take();
            Tiles tiles = spare == null ? new Tiles(scratch) : spare;
            tiles.enter(this, scratch);
            for (int tile = from; tile < to; tile++) {
                tiles.apply(tile, start);
            }
            tiles.leave();
            spares.giveBack(tiles);
        }
    }

    /// The tiles of a state on one thread.
    private static final class Tiles {
        private final PhaseOnBlocks onBlocks;
        private final RotationsY.Octants inState = new RotationsY.Octants();
        private final RotationsY.Octants inCopy = new RotationsY.Octants();
        private BoundPass pass = new BoundPass();
        private List<QuadraticPhase.OnTiles> tables = List.of();
        private TileShape shape = pass.tile();
        private Scratch scratch;
        private int length;
        private double[] stateRe = Work.NONE;
        private double[] stateIm = Work.NONE;

        // region only in double precision
        private Checkpoints kept = Checkpoints.NONE;
        // endregion

        private int tile;
        private int copy;

        /// Where the tile is now.
        private double[] re = Work.NONE;

        private double[] im = Work.NONE;
        private int offset;

        /// What all amplitudes are before the first relocation; not a number when they are to be read.
        private double filling = Double.NaN;

        private Tiles(Scratch scratch) {
            this.scratch = scratch;
            this.onBlocks = new PhaseOnBlocks();
        }

        private void enter(Work work, Scratch scratch) {
            this.pass = work.pass;
            this.tables = work.tables;
            this.shape = pass.tile();
            this.scratch = scratch;
            this.length = shape.length();
            this.stateRe = work.re;
            this.stateIm = work.im;
            // region only in double precision
            this.kept = work.kept;
            // endregion
            this.copy = 0;
        }

        /// Lets go of the state.
        private void leave() {
            stateRe = Work.NONE;
            stateIm = Work.NONE;
            // region only in double precision
            kept = Checkpoints.NONE;
            // endregion
            re = Work.NONE;
            im = Work.NONE;
            inState.leave();
        }

        private void apply(int tile, double start) {
            this.tile = tile;
            int base = Integer.expand(tile, ~shape.mobile());
            begin(base, start);
            List<Part> parts = pass.parts;
            for (int k = 0; k < parts.size(); k++) {
                apply(parts.get(k), base);
            }
        }

        /// Each tile begins where it is in the state, or with equal amplitudes `start` where it would first be
        /// moved.
        private void begin(int base, double start) {
            re = stateRe;
            im = stateIm;
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
                case Part.Relocation relocation -> goThrough(relocation.alone, base);
                case Part.Blocked blocked -> goThrough(blocked.parts, base);
                case Part.Matrix(PairKernel kernel, Pairs pairs, int controls, int values) -> {
                    if ((base & controls) == values) {
                        kernels.applyPair(kernel, re, im, offset, length, pairs);
                    }
                }
                case Part.TwoQubits(TwoQubitGate gate) -> gate.apply(re, im, offset, length);
                case Part.Scale scale -> kernels.scale(re, im, offset, length, scale.factor);
                case Part.Across across -> goAcross(across, base);
                case Part.Phase _ -> throw new IllegalStateException("phases are done block by block");
            }
        }

        private void rotate(Part.Rotations rotations, int offset, int length) {
            int[] on = rotations.qubits;
            int count = rotations.turns.size();
            switch (rotations.axis) {
                case X -> Kernels.chosen().rotateX(re, im, offset, length, on, rotations.tangents, count);
                case Y -> RotationsY.chosen().rotate(re, im, offset, length, on, rotations.tangents, count);
            }
        }

        private void goAcross(Part.Across across, int base) {
            Phases memory = scratch.amplitudes(copy);
            memory.ensure(length);
            inState.inState(shape, shape.highest(), stateRe, stateIm, base);
            inCopy.inCopy(shape, shape.highest(), memory.re, memory.im);
            if (across.toState) {
                RotationsY.chosen().rotate(inCopy, inState, across.tangents);
                re = stateRe;
                im = stateIm;
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
                            if (begin == 0) {
                                onBlocks.begin(phase);
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
            private boolean byBlock;
            private QuadraticPhase.OnTiles onTiles = scratch.tables(0);
            private Kernels.PhaseFactors factors = scratch.outer();

            // region only in double precision
            private int number;

            /// Keeps the block. Nothing changes places where states are kept, so neighbours are where they were.
            private void keep(int from, int begin) {
                Statevector target = kept.after(number);
                if (target == null) {
                    return;
                }
                if (shape.areNeighbours()) {
                    System.arraycopy(re, from, target.re, from, shape.blockLength());
                    System.arraycopy(im, from, target.im, from, shape.blockLength());
                } else {
                    int base = Integer.expand(tile, ~shape.mobile());
                    pass.toState().apply(begin, re, im, 0, target.re, target.im, base);
                }
            }
            // endregion

            private void begin(Part.Phase phase) {
                // region only in double precision
                number = phase.number;
                // endregion
                boolean whole = tables.isEmpty();
                byBlock = whole && phase.phase.hasCouplings();
                onTiles = whole
                        ? phase.onTiles(byBlock ? shape.blockMask() : shape.mobile(), shape, scratch.tables(0))
                        : tables.get(phase.index);
                factors = onTiles.tile(tile, scratch);
            }

            /// The block that begins at `from`, and at `begin` in the tile.
            private void multiply(int from, int begin) {
                if (byBlock) {
                    factors = onTiles.tile(begin >>> shape.blockQubits(), scratch);
                }
                Kernels.chosen().multiply(re, im, from, byBlock ? 0 : begin, shape.blockLength(), factors);
                // region only in double precision
                keep(from, begin);
                // endregion
            }
        }

        /// Moves the block that begins at `begin` in the tile, and answers where it begins now.
        private int relocate(Part.Relocation relocation, int begin, int base) {
            double[] fromRe = re;
            double[] fromIm = im;
            int image = relocation.map() == null ? base : relocation.map().image(base);
            int from = relocation.fromState() ? image : Integer.compress(image, shape.mobile());
            if (relocation.toState()) {
                re = stateRe;
                im = stateIm;
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
