package io.ketstream.support.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

/// Reads JSON in exactly the form of [AsciiWriter]. Anything else is an [UnusualFormException].
final class AsciiReader {

    private static final int UUID_LENGTH = 36;

    private final byte[] bytes;
    private int place;

    AsciiReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Whether `json` comes next; it is taken then.
    boolean comes(byte[] json) {
        int end = place + json.length;
        if (end <= bytes.length && Arrays.equals(bytes, place, end, json, 0, json.length)) {
            place = end;
            return true;
        }
        return false;
    }

    AsciiReader take(byte[] json) {
        if (!comes(json)) {
            throw unusual();
        }
        return this;
    }

    void end() {
        if (place != bytes.length) {
            throw unusual();
        }
    }

    String quoted() {
        take('"');
        int from = place;
        while (true) {
            int character = next();
            if (character == '"') {
                return ascii(from, place - 1);
            }
            if (character < ' ' || character > '~' || character == '\\') {
                throw unusual();
            }
        }
    }

    int integer() {
        long value = number();
        if (value != (int) value) {
            throw unusual();
        }
        return (int) value;
    }

    long number() {
        int from = place;
        if (peek() == '-') {
            place++;
        }
        digits();
        return Long.parseLong(ascii(from, place));
    }

    /// In the form of [Double#toString(double)].
    double real() {
        int from = place;
        if (peek() == '-') {
            place++;
        }
        digits();
        take('.');
        if (isDigit(peek())) {
            skipDigits();
        } else {
            throw unusual();
        }
        if (peek() == 'E') {
            place++;
            if (peek() == '-') {
                place++;
            }
            digits();
        }
        double value = Double.parseDouble(ascii(from, place));
        if (!Double.isFinite(value)) {
            throw unusual();
        }
        return value;
    }

    /// As [UUID#toString()].
    UUID uuid() {
        String text = quoted();
        boolean plain = text.length() == UUID_LENGTH;
        for (int i = 0; plain && i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            char character = text.charAt(i);
            plain = dash ? character == '-' : isDigit(character) || (character >= 'a' && character <= 'f');
        }
        if (!plain) {
            throw unusual();
        }
        return UUID.fromString(text);
    }

    double[] reals() {
        take('[');
        double[] values = new double[4];
        int count = 0;
        if (peek() == ']') {
            place++;
            return new double[0];
        }
        while (true) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = real();
            int separator = next();
            if (separator == ']') {
                return Arrays.copyOf(values, count);
            }
            if (separator != ',') {
                throw unusual();
            }
        }
    }

    /// @throws java.time.DateTimeException when there is no such time
    Instant instant() {
        take('"');
        int year = fixed(4);
        int month = after('-');
        int day = after('-');
        int hour = after('T');
        int minute = after(':');
        int second = after(':');
        int nanos = 0;
        if (peek() == '.') {
            place++;
            int from = place;
            skipDigits();
            int count = place - from;
            if (count == 0 || count > 9) {
                throw unusual();
            }
            for (int i = 0; i < 9; i++) {
                nanos = 10 * nanos + (i < count ? bytes[from + i] - '0' : 0);
            }
        }
        take('Z');
        take('"');
        return LocalDateTime.of(year, month, day, hour, minute, second, nanos).toInstant(ZoneOffset.UTC);
    }

    private int after(char separator) {
        take(separator);
        return fixed(2);
    }

    private int fixed(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            int digit = next();
            if (!isDigit(digit)) {
                throw unusual();
            }
            value = 10 * value + digit - '0';
        }
        return value;
    }

    /// At least one, and no superfluous zero in front.
    private int digits() {
        int from = place;
        skipDigits();
        int count = place - from;
        if (count == 0 || (count > 1 && bytes[from] == '0')) {
            throw unusual();
        }
        return count;
    }

    private void skipDigits() {
        while (isDigit(peek())) {
            place++;
        }
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    void take(char character) {
        if (next() != character) {
            throw unusual();
        }
    }

    /// The byte that comes next, or -1 at the end.
    int peek() {
        return place < bytes.length ? bytes[place] : -1;
    }

    private int next() {
        if (place == bytes.length) {
            throw unusual();
        }
        return bytes[place++];
    }

    private String ascii(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private UnusualFormException unusual() {
        return new UnusualFormException("not in the form that is written, at byte " + place);
    }
}
