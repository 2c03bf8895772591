package io.ketstream.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/// An immutable matrix of finite doubles, equal by value, written in JSON as an array of rows.
public final class RealMatrix {

    private final RealVector[] rows;

    private RealMatrix(RealVector[] rows) {
        this.rows = rows;
    }

    /// @throws InvalidValueException when the rows differ in length
    public static RealMatrix of(RealVector... rows) {
        for (int i = 0; i < rows.length; i++) {
            Rules.size("[" + i + "]", Rules.required("[" + i + "]", rows[i]).size(), rows[0].size());
        }
        return new RealMatrix(rows.clone());
    }

    // Jackson would spread the array over a variable-arity creator
    @JsonCreator
    static RealMatrix fromJson(RealVector[] rows) {
        return of(rows);
    }

    public static RealMatrix of(double[][] rows) {
        return of(Arrays.stream(rows).map(RealVector::of).toArray(RealVector[]::new));
    }

    public int rows() {
        return rows.length;
    }

    public int columns() {
        return rows.length == 0 ? 0 : rows[0].size();
    }

    public double get(int row, int column) {
        return rows[row].get(column);
    }

    public RealVector row(int row) {
        return rows[row];
    }

    /// A copy that the caller may change.
    public double[][] toArray() {
        return Arrays.stream(rows).map(RealVector::toArray).toArray(double[][]::new);
    }

    @JsonValue
    RealVector[] toRows() {
        return rows.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RealMatrix matrix && Arrays.equals(rows, matrix.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return Arrays.toString(rows);
    }
}
