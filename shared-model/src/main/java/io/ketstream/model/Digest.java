package io.ketstream.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;

/// A SHA-256 digest as 64 lowercase hexadecimal digits: the address of content that never changes.
public record Digest(@JsonValue String value) {

    private static final int DIGITS = 64;

    @JsonCreator
    public Digest {
        if (!isDigest(value)) {
            throw new IllegalArgumentException("not a SHA-256 digest in lowercase hexadecimal: " + value);
        }
    }

    private static boolean isDigest(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    public static Digest of(byte[] content) {
        var sha256 = new Sha256();
        sha256.add(content);
        return sha256.end();
    }

    public static Digest of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return value;
    }
}
