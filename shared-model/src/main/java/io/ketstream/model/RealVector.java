package io.ketstream.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/// An immutable vector of finite doubles, equal by value (bit for bit), written in JSON as an array
/// of numbers.
///
/// Jackson writes a double as its shortest decimal text that reads back to the same bits, so a
/// round trip is exact.
public final class RealVector {

    private static final RealVector EMPTY = new RealVector(new double[0]);

    private final double[] values;

    private RealVector(double[] values) {
        this.values = values;
    }

    /// Copies `values`.
    ///
    /// @throws InvalidValueException when a value is NaN or infinite
    public static RealVector of(double... values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InvalidValueException("[" + i + "]", "must be a finite number");
            }
        }
        return values.length == 0 ? EMPTY : new RealVector(values.clone());
    }

    // Jackson would spread the array over a variable-arity creator
    @JsonCreator
    static RealVector fromJson(double[] values) {
        return of(values);
    }

    public static RealVector zeros(int size) {
        return size == 0 ? EMPTY : new RealVector(new double[size]);
    }

    /// These numbers, then the other's.
    public RealVector followedBy(RealVector other) {
        double[] both = Arrays.copyOf(values, values.length + other.values.length);
        System.arraycopy(other.values, 0, both, values.length, other.values.length);
        return new RealVector(both);
    }

    public int size() {
        return values.length;
    }

    public double get(int index) {
        return values[index];
    }

    /// A copy that the caller may change.
    @JsonValue
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RealVector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
