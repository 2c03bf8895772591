package io.ketstream.support.claim;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A matrix in bytes: row-major little-endian float64.
public final class MatrixBytes {

    private MatrixBytes() {}

    public static byte[] of(RealMatrix matrix) {
        var bytes = ByteBuffer.allocate(Math.multiplyExact(Double.BYTES, matrix.rows() * matrix.columns()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                bytes.putDouble(matrix.get(i, j));
            }
        }
        return bytes.array();
    }

    /// Reads a square matrix row by row, so that its bytes need never all be in memory.
    ///
    /// @return null where there are more or fewer bytes
    /// @throws InvalidValueException when a number is not finite
    public static @Nullable RealMatrix read(InputStream bytes, int size) throws IOException {
        RealVector[] rows = new RealVector[size];
        byte[] row = new byte[Double.BYTES * size];
        double[] numbers = new double[size];
        for (int i = 0; i < size; i++) {
            if (bytes.readNBytes(row, 0, row.length) < row.length) {
                return null;
            }
            ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
            rows[i] = RealVector.of(numbers);
        }
        return bytes.read() < 0 ? RealMatrix.of(rows) : null;
    }
}
