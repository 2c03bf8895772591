package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the parts of one pass. Rotations on different qubits become one part, and exchanges one map; a
/// rotation goes before exchanges on other qubits, with which it commutes.
final class PassParts {

    private final int qubits;
    private final int mobile;
    private final List<Passes.Part> parts = new ArrayList<>();

    /// Where among the parts which maps go.
    private final List<IndexMap> maps = new ArrayList<>();

    private final List<Integer> positions = new ArrayList<>();
    private final double[] tangents = new double[Statevector.LARGEST];
    private int aboutX;
    private int aboutY;
    private Exchanges exchanges;

    PassParts(int qubits, int mobile) {
        this.qubits = qubits;
        this.mobile = mobile;
        this.exchanges = new Exchanges(qubits);
    }

    void add(Passes.Part part) {
        flush();
        parts.add(part);
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
    List<Passes.Part> located() {
        flush();
        var located = new ArrayList<Passes.Part>();
        boolean inState = true;
        boolean neighbours = (mobile & (mobile + 1)) == 0;
        int next = 0;
        if (!neighbours && (positions.isEmpty() || positions.getFirst() > 0)) {
            located.add(relocation(null, true, false));
            inState = false;
        }
        for (int k = 0; k <= parts.size(); k++) {
            for (; next < positions.size() && positions.get(next) == k; next++) {
                boolean last = next == positions.size() - 1;
                boolean toState = !inState && last && (neighbours || k == parts.size());
                located.add(relocation(maps.get(next), inState, toState));
                inState = toState;
            }
            if (k < parts.size()) {
                located.add(parts.get(k));
            }
        }
        if (!inState) {
            located.add(relocation(null, false, true));
        }
        return blocked(located);
    }

    private Passes.Part.Relocation relocation(@Nullable IndexMap map, boolean fromState, boolean toState) {
        IndexMap all = map == null ? new IndexMap(qubits) : map;
        return new Passes.Part.Relocation(
                BlockMove.of(qubits, all, mobile, fromState, toState), map, fromState, toState);
    }

    /// Puts rotations of the lowest qubits and moves next to them into one part that goes block by block, so that
    /// a block is in the first-level cache for both.
    private static List<Passes.Part> blocked(List<Passes.Part> parts) {
        var blocked = new ArrayList<Passes.Part>();
        for (int k = 0; k < parts.size(); ) {
            int end = k + 1;
            boolean movesIn = parts.get(k) instanceof Passes.Part.Relocation;
            int begin = movesIn ? end : k;
            end = begin;
            while (end < parts.size() && parts.get(end) instanceof Passes.Part.Rotations) {
                end++;
            }
            boolean movesOut = end < parts.size()
                    && parts.get(end) instanceof Passes.Part.Relocation relocation
                    && relocation.map() == null;
            if (end == begin || !(movesIn || movesOut)) {
                // Nothing to move, or nothing to do on the way.
                blocked.addAll(parts.subList(k, Math.max(end, k + 1)));
                k = Math.max(end, k + 1);
                continue;
            }
            var near = new ArrayList<Passes.Part>();
            var far = new ArrayList<Passes.Part>();
            for (Passes.Part part : parts.subList(begin, end)) {
                ((Passes.Part.Rotations) part).split(1 << BlockMove.BLOCK_QUBITS, near, far);
            }
            if (movesIn && !near.isEmpty()) {
                near.addFirst(parts.get(k));
                // A block must not be written where a later one still has to be read from.
                var moveIn = (Passes.Part.Relocation) parts.get(k);
                boolean through = movesOut && far.isEmpty() && (moveIn.map() == null || !moveIn.fromState());
                if (through) {
                    near.add(parts.get(end));
                    end++;
                }
                blocked.add(new Passes.Part.Blocked(near));
                blocked.addAll(far);
            } else {
                blocked.addAll(parts.subList(k, begin));
                blocked.addAll(far);
                if (movesOut && !near.isEmpty()) {
                    near.add(parts.get(end));
                    end++;
                    blocked.add(new Passes.Part.Blocked(near));
                } else {
                    blocked.addAll(near);
                }
            }
            k = end;
        }
        return blocked;
    }
}
