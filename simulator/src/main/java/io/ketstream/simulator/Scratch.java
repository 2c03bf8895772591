package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;

/// Memory of one thread's part of a pass, lent by [Workers] and used again.
final class Scratch {

    private final Phases amplitudes = new Phases();
    private final /* wide */ Phases column = new /* wide */ Phases();
    private final /* wide */ Phases row = new /* wide */ Phases();
    private final Phases roundedColumn = new Phases();
    private final Phases roundedRow = new Phases();
    private final List<QuadraticPhase.Memory> memories = new ArrayList<>();

    /// A tile's amplitudes.
    Phases amplitudes() {
        return amplitudes;
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
