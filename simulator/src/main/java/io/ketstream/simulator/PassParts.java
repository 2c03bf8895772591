package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the parts of one pass. Rotations on different qubits become one part, and exchanges one map; a
/// rotation goes before exchanges on other qubits, with which it commutes.
final class PassParts {

    private final int qubits;
    private final BlockMoves moves;
    private final IndexMap unmoved;
    private final int mobile;
    private final List<Passes.Part> parts = new ArrayList<>();
    private final List<Passes.Part.Phase> phases = new ArrayList<>();

    /// Where among the parts which maps go.
    private final List<IndexMap> maps = new ArrayList<>();

    private final List<Integer> positions = new ArrayList<>();
    private final double[] tangents = new double[Statevector.LARGEST];
    private int aboutX;
    private int aboutY;
    private Exchanges exchanges;

    PassParts(int qubits, int mobile, BlockMoves moves) {
        this.qubits = qubits;
        this.moves = moves;
        this.unmoved = new IndexMap(qubits);
        this.mobile = mobile;
        this.exchanges = new Exchanges(qubits);
    }

    void add(Passes.Part part) {
        flush();
        parts.add(part);
    }

    Passes.Part.Phase add(/* wide */ QuadraticPhase phase) {
        var part = new Passes.Part.Phase(Numbers.rounded(phase), phases.size());
        phases.add(part);
        add(part);
        return part;
    }

    void add(PairKernel kernel, Pairs pairs) {
        flush();
        parts.add(matrix(kernel, pairs));
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

    void exchange(Pairs pairs) {
        exchanges.add(pairs);
    }

    void flush() {
        if (aboutX != 0) {
            parts.add(new Passes.Part.Rotations(Axis.X, within(aboutX), tangents(aboutX)));
        }
        if (aboutY != 0) {
            parts.add(new Passes.Part.Rotations(Axis.Y, within(aboutY), tangents(aboutY)));
        }
        aboutX = 0;
        aboutY = 0;
        flushExchanges();
    }

    private void flushExchanges() {
        if (exchanges.isEmpty()) {
            return;
        }
        if (exchanges.areFew()) {
            for (Pairs pairs : exchanges.pairs()) {
                parts.add(matrix(new PairKernel.Exchange(), pairs));
            }
        } else {
            maps.add(exchanges.map());
            positions.add(parts.size());
        }
        exchanges = new Exchanges(qubits);
    }

    private int[] within(int mask) {
        return Bits.positions(Integer.compress(mask, mobile));
    }

    private double[] tangents(int mask) {
        int[] on = Bits.positions(mask);
        var values = new double[on.length];
        for (int k = 0; k < on.length; k++) {
            values[k] = tangents[on[k]];
        }
        return values;
    }

    private Passes.Part matrix(PairKernel kernel, Pairs pairs) {
        int controls = pairs.involved() & ~mobile;
        return new Passes.Part.Matrix(kernel, pairs.within(mobile), controls, pairs.first() & controls);
    }

    /// All parts, with the moves between the state and copies of a tile. A tile whose amplitudes are neighbours is
    /// worked on where it is until they change places; others in a copy from the start, because strides of powers
    /// of two fall into the same few lines of a cache.
    Passes.BoundPass located() {
        flush();
        TileShape tile = TileShape.of(mobile, qubits, !maps.isEmpty());
        var located = new ArrayList<Passes.Part>();
        boolean inState = true;
        boolean neighbours = tile.areNeighbours();
        int next = 0;
        if (!neighbours && (positions.isEmpty() || positions.getFirst() > 0)) {
            located.add(relocation(tile, null, true, false));
            inState = false;
        }
        for (int k = 0; k <= parts.size(); k++) {
            for (; next < positions.size() && positions.get(next) == k; next++) {
                boolean last = next == positions.size() - 1 && k == parts.size();
                boolean toState = !inState && (neighbours || last);
                located.add(relocation(tile, maps.get(next), inState, toState));
                inState = toState;
            }
            if (k < parts.size()) {
                located.add(parts.get(k));
            }
        }
        if (!inState) {
            located.add(relocation(tile, null, false, true));
        }
        return new Passes.BoundPass(tile, PassBlocks.arranged(located, tile), phases);
    }

    private Passes.Part.Relocation relocation(
            TileShape tile, @Nullable IndexMap map, boolean fromState, boolean toState) {
        BlockMove move = moves.of(qubits, map == null ? unmoved : map, tile, fromState, toState);
        return new Passes.Part.Relocation(move, map, fromState, toState);
    }
}
