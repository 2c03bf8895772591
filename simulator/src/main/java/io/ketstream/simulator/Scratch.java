package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;

/// Memory of one thread's part of a pass, lent by [Workers] and used again.
final class Scratch {

    private final Phases amplitudes = new Phases();
    private final Phases moved = new Phases();
    private final Phases bra = new Phases();
    private final Phases column = new Phases();
    private final Phases row = new Phases();
    private final List<double[]> numbers = new ArrayList<>();
    private final List<QuadraticPhase.Memory> memories = new ArrayList<>();

    /// A tile's amplitudes.
    Phases amplitudes() {
        return amplitudes;
    }

    /// Where a tile's amplitudes move from there, and back.
    Phases moved() {
        return moved;
    }

    /// A tile's amplitudes of a second state.
    Phases bra() {
        return bra;
    }

    /// At least `length` numbers; another array for each `index`.
    double[] numbers(int index, int length) {
        while (numbers.size() <= index) {
            numbers.add(new double[0]);
        }
        if (numbers.get(index).length < length) {
            numbers.set(index, new double[length]);
        }
        return numbers.get(index);
    }

    Phases column() {
        return column;
    }

    Phases row() {
        return row;
    }

    /// The tables of phase number `index` of a pass.
    QuadraticPhase.Memory memory(int index) {
        while (memories.size() <= index) {
            memories.add(new QuadraticPhase.Memory());
        }
        return memories.get(index);
    }
}
