package io.ketstream.simulator;

import java.util.List;

/// ⟨aᵢ|bⱼ⟩ for each of some states with each of others, rows by columns. With aᵢ = bᵢ it is a Gram matrix.
///
/// The bits depend neither on threads nor on which other states are in the list, and ⟨b|a⟩ has those of ⟨a|b⟩.
public final class Overlaps {

    private final int rows;
    private final int columns;
    private final double[] re;
    private final double[] im;

    private Overlaps(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.re = new double[Math.multiplyExact(rows, columns)];
        this.im = new double[rows * columns];
    }

    static Overlaps gram(List<Statevector> states, Workers workers) {
        var overlaps = new Overlaps(states.size(), states.size());
        InnerProducts.upper(states, workers, (row, column, real, imaginary) -> {
            overlaps.put(row, column, real, row == column ? 0 : imaginary);
            overlaps.put(column, row, real, row == column ? 0 : -imaginary);
        });
        return overlaps;
    }

    static Overlaps between(List<Statevector> left, List<Statevector> right, Workers workers) {
        var overlaps = new Overlaps(left.size(), right.size());
        InnerProducts.all(left, right, workers, overlaps::put);
        return overlaps;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /// The real part of ⟨aᵢ|bⱼ⟩.
    public double real(int row, int column) {
        return re[at(row, column)];
    }

    /// The imaginary part of ⟨aᵢ|bⱼ⟩.
    public double imaginary(int row, int column) {
        return im[at(row, column)];
    }

    /// |⟨aᵢ|bⱼ⟩|².
    public double fidelity(int row, int column) {
        int at = at(row, column);
        return re[at] * re[at] + im[at] * im[at];
    }

    private void put(int row, int column, double real, double imaginary) {
        int at = row * columns + column;
        re[at] = real;
        im[at] = imaginary;
    }

    private int at(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException(
                    "(" + row + ", " + column + ") of " + rows + " by " + columns + " overlaps");
        }
        return row * columns + column;
    }
}
