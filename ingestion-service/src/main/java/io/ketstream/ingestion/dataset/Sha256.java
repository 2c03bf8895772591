package io.ketstream.ingestion.dataset;

import io.ketstream.model.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A digest of text that comes in pieces.
final class Sha256 {

    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(byte[] bytes) {
        digest.update(bytes);
    }

    void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Begins anew afterwards.
    Digest end() {
        return new Digest(HexFormat.of().formatHex(digest.digest()));
    }

    /// The first eight bytes of the digest of `bytes` alone: of a million texts two would be alike by chance once in
    /// thirty million tables.
    long of(byte[] bytes) {
        return ByteBuffer.wrap(digest.digest(bytes)).getLong();
    }
}
