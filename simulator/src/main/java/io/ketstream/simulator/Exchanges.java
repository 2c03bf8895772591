package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;

/// X, CX and SWAP in a row, to be done together.
final class Exchanges {

    /// So many are cheaper one by one, each on half of the amplitudes, than moving all amplitudes.
    private static final int FEW = 2;

    private final IndexMap map;
    private final List<Pairs> pairs = new ArrayList<>();
    private int touched;

    Exchanges(int qubits) {
        this.map = new IndexMap(qubits);
    }

    void add(Pairs exchange) {
        map.exchange(exchange);
        pairs.add(exchange);
        touched |= exchange.involved();
    }

    boolean isEmpty() {
        return pairs.isEmpty();
    }

    boolean areFew() {
        return pairs.size() <= FEW;
    }

    /// The qubits that they act on, as a mask.
    int touched() {
        return touched;
    }

    /// One by one, in order.
    List<Pairs> pairs() {
        return pairs;
    }

    /// All of them.
    IndexMap map() {
        return map;
    }
}
