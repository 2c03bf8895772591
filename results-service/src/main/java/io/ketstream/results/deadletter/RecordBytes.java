package io.ketstream.results.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A key, a value or a header's value as it came. Nobody changes the bytes, so they are not copied.
public final class RecordBytes {

    private final byte[] bytes;

    private RecordBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Null stays null: Kafka tells absent from empty.
    public static @Nullable RecordBytes of(byte @Nullable [] bytes) {
        return bytes == null ? null : new RecordBytes(bytes);
    }

    public static RecordBytes of(String text) {
        return new RecordBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] toArray() {
        return bytes;
    }

    /// At most `limit` bytes of it as text, with a replacement character for what is not UTF-8.
    public String text(int limit) {
        return new String(bytes, 0, Math.min(bytes.length, limit), StandardCharsets.UTF_8);
    }

    /// At most `limit` bytes of it, to be read by people: as text if all of it is UTF-8, else in base64.
    public ShownBytes show(int limit) {
        boolean cut = bytes.length > limit;
        if (isUtf8()) {
            int end = cut ? startOfCharacter(limit) : bytes.length;
            return new ShownBytes(new String(bytes, 0, end, StandardCharsets.UTF_8), null, bytes.length, cut);
        }
        byte[] shown = cut ? Arrays.copyOf(bytes, limit) : bytes;
        return new ShownBytes(null, Base64.getEncoder().encodeToString(shown), bytes.length, cut);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }

    private boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// The first byte of the character that the byte at `index` is of.
    private int startOfCharacter(int index) {
        int start = index;
        while (start > 0 && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        return start;
    }
}
