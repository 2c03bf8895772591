package io.ketstream.results.kernel.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A square matrix of float64 in NumPy's format, version 1.0 (NEP 1): a header in ASCII whose
/// length is a multiple of 64 bytes, then the rows, little-endian.
final class NumpyFormat {

    private static final int ALIGNMENT = 64;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private final OutputStream output;

    private NumpyFormat(OutputStream output) {
        this.output = output;
    }

    static NumpyFormat begin(int rows, OutputStream output) throws IOException {
        output.write(header(rows));
        return new NumpyFormat(output);
    }

    /// Bytes of the whole.
    static long length(int rows) {
        return header(rows).length + (long) Double.BYTES * rows * rows;
    }

    void row(double[] row) throws IOException {
        var bytes = ByteBuffer.allocate(row.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(row);
        output.write(bytes.array());
    }

    private static byte[] header(int rows) {
        String text = "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, rows);
        int unpadded = MAGIC.length + Short.BYTES + text.length() + 1;
        byte[] dictionary =
                (text + " ".repeat(Math.floorMod(-unpadded, ALIGNMENT)) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(MAGIC.length + Short.BYTES + dictionary.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) dictionary.length)
                .put(dictionary)
                .array();
    }
}
