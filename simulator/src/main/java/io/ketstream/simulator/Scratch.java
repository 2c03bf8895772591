package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;

/// Memory of one thread's part of a pass, lent by [Workers] and used again.
final class Scratch {

    private final Phases[] amplitudes = {new Phases(), new Phases()};
    private final Phases[] bra = {new Phases(), new Phases()};
    private final /* wide */ Phases column = new /* wide */ Phases();
    private final /* wide */ Phases row = new /* wide */ Phases();
    private final Phases roundedColumn = new Phases();
    private final Phases roundedRow = new Phases();
    private final List</* wide */ double[]> numbers = new ArrayList<>();
    private final List<QuadraticPhase.Memory> memories = new ArrayList<>();

    /// A tile's amplitudes: two copies, 0 and 1, so that they can move from one to the other.
    Phases amplitudes(int copy) {
        return amplitudes[copy];
    }

    /// A tile's amplitudes of a second state, likewise.
    Phases bra(int copy) {
        return bra[copy];
    }

    /// At least `length` numbers; another array for each `index`.
    /* wide */ double[] numbers(int index, int length) {
        while (numbers.size() <= index) {
            numbers.add(new /* wide */ double[0]);
        }
        if (numbers.get(index).length < length) {
            numbers.set(index, new /* wide */ double[length]);
        }
        return numbers.get(index);
    }

    /* wide */ Phases column() {
        return column;
    }

    /* wide */ Phases row() {
        return row;
    }

    Phases roundedColumn() {
        return roundedColumn;
    }

    Phases roundedRow() {
        return roundedRow;
    }

    /// The tables of phase number `index` of a pass.
    QuadraticPhase.Memory memory(int index) {
        while (memories.size() <= index) {
            memories.add(new QuadraticPhase.Memory());
        }
        return memories.get(index);
    }
}
