package io.ketstream.support.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/// With buffers that end at each byte of the data.
class WholeGzipTest {

    private static final byte[] FIRST = packed("x,y\n1,2\n");
    private static final byte[] BOTH = joined(FIRST, packed("3,4\n"));

    @Test
    void unpacksAllMembers() throws IOException {
        for (int buffer = 1; buffer <= BOTH.length + 1; buffer++) {
            assertThat(unpacked(BOTH, buffer)).isEqualTo("x,y\n1,2\n3,4\n");
            assertThat(unpacked(FIRST, buffer)).isEqualTo("x,y\n1,2\n");
        }
    }

    @Test
    void refusesDataThatIsCut() {
        for (int length = 0; length < BOTH.length; length++) {
            if (length != FIRST.length) {
                assertRefused(Arrays.copyOf(BOTH, length));
            }
        }
    }

    @Test
    void refusesWhatIsNoMember() {
        byte[] damaged = BOTH.clone();
        damaged[FIRST.length] ^= 1;

        assertRefused(damaged);
        assertRefused(joined(FIRST, new byte[1]));
        assertRefused(joined(BOTH, "5,6\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void failsWhereItsSourceFails() {
        for (int length = 0; length < BOTH.length; length++) {
            byte[] sent = Arrays.copyOf(BOTH, length);
            for (int buffer = 1; buffer <= BOTH.length; buffer++) {
                int size = buffer;
                var source = new SequenceInputStream(new ByteArrayInputStream(sent), new Broken());
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> WholeGzip.of(source, size).readAllBytes());
            }
        }
    }

    private static void assertRefused(byte[] data) {
        for (int buffer = 1; buffer <= data.length + 1; buffer++) {
            int size = buffer;
            assertThatExceptionOfType(IOException.class)
                    .as("%s bytes, buffer %s", data.length, size)
                    .isThrownBy(() -> unpacked(data, size))
                    .isInstanceOfAny(ZipException.class, EOFException.class);
        }
    }

    private static String unpacked(byte[] data, int buffer) throws IOException {
        try (var text = WholeGzip.of(new ByteArrayInputStream(data), buffer)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] packed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory are written", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /// A connection that was lost.
    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("connection reset");
        }
    }
}
