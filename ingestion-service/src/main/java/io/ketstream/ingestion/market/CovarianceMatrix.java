package io.ketstream.ingestion.market;

import io.ketstream.model.RealVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A covariance in memory. It is symmetric, and only the half from the diagonal on is kept: of thousands of symbols
/// that
/// is what takes most of the memory.
public final class CovarianceMatrix extends CovarianceBytes {

    /// Row i holds columns i, i + 1, …
    private final double[][] halves;

    /// @param halves row i of columns i, i + 1, …; not copied
    CovarianceMatrix(double[][] halves) {
        super((long) Double.BYTES * halves.length * halves.length);
        this.halves = halves;
    }

    public int size() {
        return halves.length;
    }

    public double get(int row, int column) {
        return row <= column ? halves[row][column - row] : halves[column][row - column];
    }

    /// Before anybody else has it.
    void multiply(double factor) {
        for (double[] half : halves) {
            for (int j = 0; j < half.length; j++) {
                half[j] *= factor;
            }
        }
    }

    /// Before anybody else has it.
    void addToDiagonal(double summand) {
        for (double[] half : halves) {
            half[0] += summand;
        }
    }

    public RealVector row(int row) {
        double[] numbers = new double[size()];
        for (int column = 0; column < numbers.length; column++) {
            numbers[column] = get(row, column);
        }
        return RealVector.of(numbers);
    }

    @Override
    protected byte[] read(long from, int length) {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        long number = from / Double.BYTES;
        int row = (int) (number / size());
        int column = (int) (number % size());
        while (bytes.hasRemaining()) {
            bytes.putDouble(get(row, column));
            column++;
            if (column == size()) {
                column = 0;
                row++;
            }
        }
        return bytes.array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CovarianceMatrix matrix && Arrays.deepEquals(halves, matrix.halves);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(halves);
    }
}
