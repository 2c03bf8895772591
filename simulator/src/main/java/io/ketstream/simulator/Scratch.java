package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;

/// Memory of one thread's part of a pass, lent by [Workers] and used again.
final class Scratch {

    /// As many as any loop uses up.
    private static final int WORK = Math.max(OverlapKernels.WORK, /* wide */ TileSums.WORK);

    private final Phases[] amplitudes = {new Phases(), new Phases()};
    private final Phases[] bra = {new Phases(), new Phases()};
    private final /* wide */ Phases column = new /* wide */ Phases();
    private final /* wide */ Phases row = new /* wide */ Phases();
    private final Phases roundedColumn = new Phases();
    private final Phases roundedRow = new Phases();
    private final List</* wide */ double[]> numbers = new ArrayList<>();
    private final /* wide */ double[] work = new /* wide */ double[WORK];
    private final List<QuadraticPhase.OnTiles> tables = new ArrayList<>();
    private final Kernels.Factors factors = new Kernels.Factors(roundedColumn, roundedColumn, 1, roundedRow);
    private final Kernels.Outer outer = new Kernels.Outer(roundedColumn, 1, roundedRow, 1, 0);

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

    /// For loops that use up numbers of their caller's.
    /* wide */ double[] work() {
        return work;
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
    QuadraticPhase.OnTiles tables(int index) {
        while (tables.size() <= index) {
            tables.add(new QuadraticPhase.OnTiles());
        }
        return tables.get(index);
    }

    /// Those of one tile and phase.
    Kernels.Factors factors() {
        return factors;
    }

    /// The same.
    Kernels.Outer outer() {
        return outer;
    }
}
