package io.ketstream.model;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A [Digest] of content that comes in pieces. Not thread-safe.
public final class Sha256 {

    private final MessageDigest digest;

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public void add(byte[] bytes) {
        digest.update(bytes);
    }

    public void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The same bytes, added as they are read.
    public InputStream reading(InputStream bytes) {
        return new DigestInputStream(bytes, digest);
    }

    /// Begins anew afterwards.
    public Digest end() {
        return new Digest(HexFormat.of().formatHex(digest.digest()));
    }

    /// The first eight bytes of the digest of `bytes` alone: of a million texts two would be alike by chance once in
    /// thirty million tables.
    public long of(byte[] bytes) {
        return ByteBuffer.wrap(digest.digest(bytes)).getLong();
    }
}
