package io.ketstream.model;

/// A symmetric matrix of a message: its lower triangle row by row, n(n + 1)/2 numbers, as the one
/// row of a [PackedMatrix].
public final class PackedTriangle {

    private PackedTriangle() {}

    /// How many numbers a matrix of `size` rows takes.
    public static int numbers(int size) {
        return Math.multiplyExact(size, size + 1) / 2;
    }

    /// @param matrix symmetric; what is above its diagonal is not looked at
    public static PackedMatrix pack(double[][] matrix) {
        double[] numbers = new double[numbers(matrix.length)];
        for (int row = 0; row < matrix.length; row++) {
            System.arraycopy(matrix[row], 0, numbers, numbers(row), row + 1);
        }
        return PackedMatrix.of(1, numbers.length, numbers);
    }

    /// @param size rows of the matrix
    /// @throws InvalidValueException when the packed matrix has not the shape of so many
    public static double[][] unpack(PackedMatrix packed, int size) {
        Rules.within("rows", packed.rows(), 1, 1);
        Rules.size("columns", packed.columns(), numbers(size));
        double[][] matrix = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                matrix[row][column] = packed.get(0, numbers(row) + column);
                matrix[column][row] = matrix[row][column];
            }
        }
        return matrix;
    }
}
