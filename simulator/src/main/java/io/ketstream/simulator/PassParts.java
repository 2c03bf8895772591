package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Collects the parts of one pass. Rotations on different qubits become one part, and exchanges one map; a
/// rotation goes before exchanges on other qubits, with which it commutes.
final class PassParts {

    /// A step of the pass, and the part that does it alone, of which only the numbers change.
    sealed interface Placed {

        record Diagonal(DiagonalStep.BoundDiagonal bound, Passes.Part.Phase part) implements Placed {}

        /// A rotation, which may go without its cosine.
        record OnQubit(/* wide */ PairKernel.Rotation rotation, Passes.Part.Matrix part, Turn turn) implements Placed {}

        record OnPairs(PairStep.BoundPairs bound, Passes.Part.Matrix part) implements Placed {}

        record Exchange(Pairs pairs, Passes.Part.Matrix part) implements Placed {}

        record OnTwoQubits(Passes.Part.TwoQubits part) implements Placed {}
    }

    /// What is done for a rotation: by its numbers, as all else is the same for all.
    enum Choice {
        MATRIX,
        TANGENT,

        /// What was left out so far comes after it.
        TANGENT_AND_SCALE
    }

    /// A rotation on one qubit, with the numbers that it has where it goes without its cosine.
    static final class Turn {
        private final Axis axis;
        private final int qubit;
        private final Passes.Part.Scale scale = new Passes.Part.Scale();
        private double tangent;
        private Choice choice = Choice.MATRIX;

        private Turn(Axis axis, int qubit) {
            this.axis = axis;
            this.qubit = qubit;
        }

        void set(double tangent) {
            this.tangent = tangent;
        }

        double tangent() {
            return tangent;
        }

        /// What comes after it, if anything does.
        Passes.Part.Scale scale() {
            return scale;
        }
    }

    private final int qubits;
    private final int mobile;
    private final BlockMoves moves;
    private final IndexMap unmoved;
    private final TileShape unmovedTile;
    private final TileShape movedTile;
    private final List<Placed> steps = new ArrayList<>();
    private final PassMemory memory;
    private final PassBlocks blocks;
    private final Passes.BoundPass pass = new Passes.BoundPass();

    private final List<Passes.Part> parts = new ArrayList<>();
    private final List<Passes.Part> located = new ArrayList<>();
    private final @Nullable Turn[] turns = new Turn[Statevector.LARGEST];
    private int aboutX;
    private int aboutY;
    private Exchanges<Passes.Part> exchanges;
    private boolean isMoved;

    /// What comes after all else, where [#endsInScale].
    private final Passes.Part.Scale scale = new Passes.Part.Scale();

    private boolean endsInScale;

    /// Whether it has been arranged as the numbers choose.
    private boolean isArranged;

    PassParts(int qubits, Schedule.Pass pass, List<Step.Bound> steps, BlockMoves moves) {
        this.qubits = qubits;
        this.mobile = pass.mobile();
        this.moves = moves;
        this.unmoved = new IndexMap(qubits);
        this.unmovedTile = TileShape.of(mobile, qubits, false);
        this.movedTile = TileShape.of(mobile, qubits, true);
        this.memory = new PassMemory(qubits);
        this.blocks = new PassBlocks(memory);
        this.exchanges = memory.exchanges();
        for (int index : pass.steps()) {
            this.steps.add(place(steps.get(index)));
        }
        // region only in double precision
        if (!phases().isEmpty()) {
            this.pass.toState(moves.of(qubits, unmoved, unmovedTile, false, true));
        }
        // endregion
    }

    /// In their order.
    List<Passes.Part.Phase> phases() {
        return pass.phases();
    }

    private Placed place(Step.Bound step) {
        return switch (step) {
            case DiagonalStep.BoundDiagonal diagonal -> {
                var phase = new Passes.Part.Phase(
                        Numbers.rounded(diagonal.phase()), pass.phases().size());
                pass.phases().add(phase);
                yield new Placed.Diagonal(diagonal, phase);
            }
            case PairStep.BoundPairs pair -> place(pair);
            case TwoQubitStep.BoundTwoQubits pair ->
                new Placed.OnTwoQubits(new Passes.Part.TwoQubits(TwoQubitGate.of(pair.matrix(), pair.within(mobile))));
        };
    }

    private Placed place(PairStep.BoundPairs pair) {
        Pairs pairs = pair.step().pairs();
        int controls = pairs.involved() & ~mobile;
        var part = new Passes.Part.Matrix(
                Numbers.rounded(pair.kernel()), pairs.within(mobile), controls, pairs.first() & controls);
        if (pair.kernel() instanceof /* wide */ PairKernel.Rotation rotation && pairs.isOneQubit()) {
            Axis axis = switch (rotation) {
                case /* wide */ PairKernel.RotationX _ -> Axis.X;
                case /* wide */ PairKernel.RotationY _ -> Axis.Y;
            };
            return new Placed.OnQubit(rotation, part, new Turn(axis, Integer.numberOfTrailingZeros(pairs.involved())));
        }
        return pair.kernel() instanceof /* wide */ PairKernel.Exchange && IndexMap.isLinear(pairs)
                ? new Placed.Exchange(pairs, part)
                : new Placed.OnPairs(pair, part);
    }

    /// In their order.
    List<Placed> steps() {
        return steps;
    }

    /// What it is arranged of.
    Passes.BoundPass pass() {
        return pass;
    }

    /// What comes last of all, if anything does.
    Passes.Part.Scale scale() {
        return scale;
    }

    void choose(Turn turn, Choice choice) {
        isArranged &= turn.choice == choice;
        turn.choice = choice;
    }

    /// Whether a real number comes last of all.
    void chooseScale(boolean scales) {
        isArranged &= endsInScale == scales;
        endsInScale = scales;
    }

    /// All have chosen.
    void endNumbers() {
        if (isArranged) {
            memory.takeNumbers();
        } else {
            arrange();
            isArranged = true;
        }
    }

    private void arrange() {
        memory.takeBack();
        parts.clear();
        aboutX = 0;
        aboutY = 0;
        exchanges = memory.exchanges();
        isMoved = false;
        addSteps();
        flush();
        if (endsInScale) {
            parts.add(scale);
        }
        locate();
    }

    /// See [PassBinding#addSteps] for why this is a method of its own.
    private void addSteps() {
        for (int k = 0; k < steps.size(); k++) {
            switch (steps.get(k)) {
                case Placed.Diagonal(DiagonalStep.BoundDiagonal _, Passes.Part.Phase part) -> add(part);
                case Placed.OnQubit(/* wide */ PairKernel.Rotation _, Passes.Part.Matrix part, Turn turn) ->
                    add(turn, part);
                case Placed.OnPairs(PairStep.BoundPairs _, Passes.Part.Matrix part) -> add(part);
                case Placed.Exchange(Pairs pairs, Passes.Part.Matrix part) -> exchanges.add(pairs, part);
                case Placed.OnTwoQubits(Passes.Part.TwoQubits part) -> add(part);
            }
        }
    }

    private void add(Passes.Part part) {
        flush();
        parts.add(part);
    }

    private void add(Turn turn, Passes.Part.Matrix part) {
        if (turn.choice == Choice.MATRIX) {
            add(part);
            return;
        }
        prepareRotation(turn.qubit);
        turns[turn.qubit] = turn;
        switch (turn.axis) {
            case X -> aboutX |= 1 << turn.qubit;
            case Y -> aboutY |= 1 << turn.qubit;
        }
        if (turn.choice == Choice.TANGENT_AND_SCALE) {
            add(turn.scale);
        }
    }

    private void prepareRotation(int qubit) {
        int busy = aboutX | aboutY | exchanges.touched();
        if (((busy >>> qubit) & 1) == 1) {
            flush();
        }
    }

    private void flush() {
        addRotations(Axis.X, aboutX);
        addRotations(Axis.Y, aboutY);
        aboutX = 0;
        aboutY = 0;
        flushExchanges();
    }

    private void addRotations(Axis axis, int mask) {
        if (mask == 0) {
            return;
        }
        Passes.Part.Rotations rotations = memory.rotations(axis);
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            int qubit = Integer.numberOfTrailingZeros(rest);
            rotations.add(
                    Integer.bitCount(mobile & ((1 << qubit) - 1)),
                    Objects.requireNonNull(turns[qubit], "a rotation that does not wait"));
        }
        parts.add(rotations);
    }

    private void flushExchanges() {
        if (exchanges.isEmpty()) {
            return;
        }
        if (exchanges.areFew()) {
            Reused.append(parts, exchanges.parts());
        } else {
            parts.add(memory.relocation().begin(exchanges.map()));
            isMoved = true;
        }
        exchanges = memory.exchanges();
    }

    /// All parts, with the moves between the state and copies of a tile. A tile whose amplitudes are neighbours is
    /// worked on where it is until they change places; others in a copy from the start, because strides of powers
    /// of two fall into the same few lines of a cache.
    private void locate() {
        TileShape tile = isMoved ? movedTile : unmovedTile;
        located.clear();
        boolean inState = true;
        boolean neighbours = tile.areNeighbours();
        if (!neighbours && (parts.isEmpty() || !(parts.getFirst() instanceof Passes.Part.Relocation))) {
            located.add(locate(memory.relocation().begin(null), tile, true, false));
            inState = false;
        }
        for (int k = 0; k < parts.size(); k++) {
            Passes.Part part = parts.get(k);
            if (part instanceof Passes.Part.Relocation relocation) {
                boolean last = k == parts.size() - 1;
                boolean toState = !inState && (neighbours || last);
                locate(relocation, tile, inState, toState);
                inState = toState;
            }
            located.add(part);
        }
        if (!inState) {
            located.add(locate(memory.relocation().begin(null), tile, false, true));
        }
        pass.begin(tile);
        blocks.arrange(located, tile, pass.parts());
    }

    private Passes.Part.Relocation locate(
            Passes.Part.Relocation relocation, TileShape tile, boolean fromState, boolean toState) {
        @Nullable IndexMap map = relocation.map();
        relocation.locate(moves.of(qubits, map == null ? unmoved : map, tile, fromState, toState), fromState, toState);
        return relocation;
    }
}
