package io.ketstream.support.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/// Writes JSON as the mapper would, as long as every character stands for itself.
final class AsciiWriter {

    private static final int LAST_YEAR = 9999;
    private static final int[] POWERS = {100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10, 1};

    private byte[] bytes = new byte[1024];
    private int size;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /// JSON that is known to be ASCII.
    AsciiWriter json(String text) {
        int length = text.length();
        int from = room(length);
        for (int i = 0; i < length; i++) {
            bytes[from + i] = (byte) text.charAt(i);
        }
        return this;
    }

    /// @throws UnusualFormException when a character of `text` is not printable ASCII or would be escaped
    AsciiWriter quoted(String text) {
        int length = text.length();
        int from = room(length + 2);
        bytes[from] = '"';
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                throw new UnusualFormException("a character that does not stand for itself");
            }
            bytes[from + 1 + i] = (byte) character;
        }
        bytes[from + 1 + length] = '"';
        return this;
    }

    AsciiWriter number(long value) {
        return json(Long.toString(value));
    }

    /// @throws UnusualFormException when `value` is not finite
    AsciiWriter number(double value) {
        if (!Double.isFinite(value)) {
            throw new UnusualFormException("not a finite number");
        }
        return json(Double.toString(value));
    }

    /// As [#instant], quoted.
    AsciiWriter quoted(Instant value) {
        return json("\"").instant(value).json("\"");
    }

    /// As [Instant#toString()]: with none, three, six or nine digits of the second's fraction.
    ///
    /// @throws UnusualFormException when the year has not four digits
    AsciiWriter instant(Instant value) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(value.getEpochSecond(), value.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            throw new UnusualFormException("a year that has not four digits");
        }
        digits(time.getYear(), 4);
        json("-").digits(time.getMonthValue(), 2);
        json("-").digits(time.getDayOfMonth(), 2);
        json("T").digits(time.getHour(), 2);
        json(":").digits(time.getMinute(), 2);
        json(":").digits(time.getSecond(), 2);
        int nanos = time.getNano();
        if (nanos != 0) {
            json(".");
            if (nanos % 1_000_000 == 0) {
                digits(nanos / 1_000_000, 3);
            } else if (nanos % 1000 == 0) {
                digits(nanos / 1000, 6);
            } else {
                digits(nanos, 9);
            }
        }
        return json("Z");
    }

    private void digits(int value, int count) {
        int from = room(count);
        for (int i = 0; i < count; i++) {
            bytes[from + i] = (byte) ('0' + value / POWERS[POWERS.length - count + i] % 10);
        }
    }

    private int room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
        int from = size;
        size += more;
        return from;
    }
}
