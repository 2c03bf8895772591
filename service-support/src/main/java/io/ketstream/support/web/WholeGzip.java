package io.ketstream.support.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Unpacks gzip data of one or more members and refuses what else follows one. The JDK's stream takes the broken header
/// of a further member, and a failure to read it, for the end of the data.
final class WholeGzip extends GZIPInputStream {

    /// Bytes of a member after its packed data.
    private static final int TRAILER = 8;

    private final Packed packed;

    private WholeGzip(Packed packed, int buffer) throws IOException {
        super(packed, buffer);
        this.packed = packed;
    }

    static WholeGzip of(InputStream packed, int buffer) throws IOException {
        return new WholeGzip(new Packed(packed), buffer);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0 && (inf.getRemaining() + packed.taken != TRAILER || packed.read() >= 0)) {
            throw new ZipException("has bytes after the end that are no further member");
        }
        return count;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        packed.taken = 0;
    }

    /// Counts bytes, and fails again where it failed.
    private static final class Packed extends FilterInputStream {

        /// Since the buffer was filled.
        private int taken;

        private @Nullable IOException failure;

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (failure != null) {
                throw failure;
            }
            try {
                int count = super.read(target, offset, length);
                taken += Math.max(0, count);
                return count;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
