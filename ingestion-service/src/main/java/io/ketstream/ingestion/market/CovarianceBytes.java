package io.ketstream.ingestion.market;

import io.ketstream.model.RealMatrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/// A stored covariance, n·n numbers, row-major little-endian float64, that is never in memory whole.
public abstract class CovarianceBytes {

    private static final int PART = 1 << 22;

    private final int assets;

    /// @param length how many bytes it has
    protected CovarianceBytes(long length) {
        this.assets = (int) Math.round(Math.sqrt((double) length / Double.BYTES));
    }

    /// Reads some of the bytes.
    ///
    /// @param from counted from 0
    protected abstract byte[] read(long from, int length);

    public final long length() {
        return (long) Double.BYTES * assets * assets;
    }

    public final void writeTo(OutputStream target) throws IOException {
        for (long written = 0; written < length(); written += PART) {
            target.write(read(written, (int) Math.min(PART, length() - written)));
        }
    }

    /// The covariance of some assets.
    final RealMatrix of(int[] chosen) {
        int row = Double.BYTES * assets;
        double[][] matrix = new double[chosen.length][chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            DoubleBuffer numbers = ByteBuffer.wrap(read((long) row * chosen[i], row))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asDoubleBuffer();
            for (int j = 0; j < chosen.length; j++) {
                matrix[i][j] = numbers.get(chosen[j]);
            }
        }
        return RealMatrix.of(matrix);
    }
}
