package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;

/// X, CX and SWAP in a row, to be done together, or by a part `P` of a pass each.
final class Exchanges<P> {

    /// So many are cheaper one by one, each on half of the amplitudes, than moving all amplitudes.
    private static final int FEW = 2;

    private final IndexMap map;
    private final List<P> parts = new ArrayList<>();
    private int touched;

    Exchanges(int qubits) {
        this.map = new IndexMap(qubits);
    }

    /// Begins anew.
    void clear() {
        map.clear();
        parts.clear();
        touched = 0;
    }

    /// @param part what does this one alone
    void add(Pairs exchange, P part) {
        map.exchange(exchange);
        parts.add(part);
        touched |= exchange.involved();
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean areFew() {
        return parts.size() <= FEW;
    }

    /// The qubits that they act on, as a mask.
    int touched() {
        return touched;
    }

    /// One by one, in order.
    List<P> parts() {
        return parts;
    }

    /// All of them.
    IndexMap map() {
        return map;
    }
}
