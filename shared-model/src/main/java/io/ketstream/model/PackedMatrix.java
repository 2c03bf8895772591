package io.ketstream.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/// A matrix that is many numbers of a message: row-major little-endian float64, in base64.
public final class PackedMatrix {

    private final int rows;
    private final int columns;
    private final double[] values;

    private PackedMatrix(int rows, int columns, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /// @param values row-major
    /// @throws InvalidValueException when there are not as many as the shape says
    public static PackedMatrix of(int rows, int columns, double[] values) {
        Rules.within("rows", rows, 0, Integer.MAX_VALUE);
        Rules.within("columns", columns, 0, Integer.MAX_VALUE);
        if (values.length != (long) rows * columns) {
            throw new InvalidValueException(
                    "values", "must be " + (long) rows * columns + " numbers, not " + values.length);
        }
        return new PackedMatrix(rows, columns, values.clone());
    }

    /// @throws InvalidValueException when the text is not base64 of so many numbers
    @JsonCreator
    static PackedMatrix fromJson(int rows, int columns, String values) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(Rules.required("values", values));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("values", "must be base64: " + e.getMessage());
        }
        if (bytes.length % Double.BYTES != 0) {
            throw new InvalidValueException("values", "must be float64 numbers, not " + bytes.length + " bytes");
        }
        double[] numbers = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
        return of(rows, columns, numbers);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /// A copy that the caller may change.
    public double[] row(int row) {
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    public int getRows() {
        return rows;
    }

    public int getColumns() {
        return columns;
    }

    /// The numbers' bytes in base64.
    public String getValues() {
        var bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedMatrix matrix
                && rows == matrix.rows
                && columns == matrix.columns
                && Arrays.equals(values, matrix.values);
    }

    @Override
    public int hashCode() {
        return 31 * rows + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return rows + " x " + columns + " numbers";
    }
}
