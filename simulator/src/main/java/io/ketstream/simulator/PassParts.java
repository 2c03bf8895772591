package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the parts of one pass. Rotations on different qubits become one part, and exchanges one map; a
/// rotation goes before exchanges on other qubits, with which it commutes.
final class PassParts {

    /// A step of the pass, and the part that does it alone, of which only the numbers change.
    sealed interface Placed {

        record Diagonal(DiagonalStep.BoundDiagonal bound, Passes.Part.Phase part) implements Placed {}

        record OnPairs(PairStep.BoundPairs bound, Passes.Part.Matrix part) implements Placed {}

        record OnTwoQubits(Passes.Part.TwoQubits part) implements Placed {}
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
    private final double[] tangents = new double[Statevector.LARGEST];
    private int aboutX;
    private int aboutY;
    private Exchanges<Passes.Part> exchanges;
    private boolean isMoved;

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
            case PairStep.BoundPairs pair -> {
                Pairs pairs = pair.step().pairs();
                int controls = pairs.involved() & ~mobile;
                yield new Placed.OnPairs(
                        pair,
                        new Passes.Part.Matrix(
                                Numbers.rounded(pair.kernel()),
                                pairs.within(mobile),
                                controls,
                                pairs.first() & controls));
            }
            case TwoQubitStep.BoundTwoQubits pair ->
                new Placed.OnTwoQubits(new Passes.Part.TwoQubits(TwoQubitGate.of(pair.matrix(), pair.within(mobile))));
        };
    }

    /// In their order.
    List<Placed> steps() {
        return steps;
    }

    /// Begins anew.
    void begin() {
        memory.takeBack();
        parts.clear();
        aboutX = 0;
        aboutY = 0;
        exchanges = memory.exchanges();
        isMoved = false;
    }

    void add(Passes.Part part) {
        flush();
        parts.add(part);
    }

    void scale(double factor) {
        add(memory.scale(factor));
    }

    void rotateX(int qubit, double tangent) {
        prepareRotation(qubit);
        aboutX |= 1 << qubit;
        tangents[qubit] = tangent;
    }

    void rotateY(int qubit, double tangent) {
        prepareRotation(qubit);
        aboutY |= 1 << qubit;
        tangents[qubit] = tangent;
    }

    private void prepareRotation(int qubit) {
        int busy = aboutX | aboutY | exchanges.touched();
        if (((busy >>> qubit) & 1) == 1) {
            flush();
        }
    }

    void exchange(Pairs pairs, Passes.Part.Matrix part) {
        exchanges.add(pairs, part);
    }

    void flush() {
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
            rotations.add(Integer.bitCount(mobile & ((1 << qubit) - 1)), tangents[qubit]);
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
    Passes.BoundPass located() {
        flush();
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
        return pass;
    }

    private Passes.Part.Relocation locate(
            Passes.Part.Relocation relocation, TileShape tile, boolean fromState, boolean toState) {
        @Nullable IndexMap map = relocation.map();
        relocation.locate(moves.of(qubits, map == null ? unmoved : map, tile, fromState, toState), fromState, toState);
        return relocation;
    }
}
