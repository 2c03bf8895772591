package io.ketstream.ingestion.market;

import io.ketstream.model.Digest;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// A covariance in bytes, n·n numbers, row-major little-endian float64, that are never in memory whole.
public abstract class CovarianceBytes {

    /// The most bytes that are read, sent or stored at a time; whole numbers.
    public static final int PART = 1 << 22;

    private final int assets;

    /// @param length how many bytes it has
    protected CovarianceBytes(long length) {
        this.assets = (int) Math.round(Math.sqrt((double) length / Double.BYTES));
    }

    /// Reads some of the bytes.
    ///
    /// @param from counted from 0, where a number begins
    /// @param length of whole numbers, at most [#PART] or one row
    protected abstract byte[] read(long from, int length);

    public final long length() {
        return (long) Double.BYTES * assets * assets;
    }

    public final int parts() {
        return (int) ((length() + PART - 1) / PART);
    }

    /// All of these, in order, are all bytes.
    ///
    /// @param number counted from 0
    public final byte[] part(int number) {
        long from = (long) number * PART;
        return read(from, (int) Math.min(PART, length() - from));
    }

    public final void writeTo(OutputStream target) throws IOException {
        for (int number = 0; number < parts(); number++) {
            target.write(part(number));
        }
    }

    /// SHA-256 of all bytes.
    final Digest digest() {
        var sha256 = new Sha256();
        for (int number = 0; number < parts(); number++) {
            sha256.add(part(number));
        }
        return sha256.end();
    }

    /// The rows, one after another; some at a time are in memory.
    public final Iterable<RealVector> rows() {
        return Rows::new;
    }

    /// The whole covariance in memory.
    public final RealMatrix matrix() {
        List<RealVector> all = new ArrayList<>(assets);
        rows().forEach(all::add);
        return RealMatrix.of(all.toArray(RealVector[]::new));
    }

    /// The covariance of some assets.
    final RealMatrix of(int[] chosen) {
        RealVector[] matrix = new RealVector[chosen.length];
        double[] numbers = new double[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            DoubleBuffer row = numbers(chosen[i], 1);
            for (int j = 0; j < chosen.length; j++) {
                numbers[j] = row.get(chosen[j]);
            }
            matrix[i] = RealVector.of(numbers);
        }
        return RealMatrix.of(matrix);
    }

    private DoubleBuffer numbers(int row, int rows) {
        int width = Double.BYTES * assets;
        return ByteBuffer.wrap(read((long) width * row, width * rows))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
    }

    private final class Rows implements Iterator<RealVector> {

        private final int most = Math.max(1, PART / Math.max(1, Double.BYTES * assets));
        private DoubleBuffer ready = DoubleBuffer.allocate(0);
        private int next;

        @Override
        public boolean hasNext() {
            return ready.hasRemaining() || next < assets;
        }

        @Override
        public RealVector next() {
            if (!hasNext()) {
                throw new NoSuchElementException("a covariance has " + assets + " rows");
            }
            if (!ready.hasRemaining()) {
                int rows = Math.min(most, assets - next);
                ready = numbers(next, rows);
                next += rows;
            }
            double[] row = new double[assets];
            ready.get(row);
            return RealVector.of(row);
        }
    }
}
