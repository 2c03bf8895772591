package io.ketstream.circuit.generation.remote;

import io.ketstream.model.Digest;
import io.ketstream.model.RealMatrix;
import io.ketstream.support.claim.MatrixBytes;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A square matrix made of bytes, row by row, so that they are never all in memory.
///
/// @param matrix absent where there are more or fewer bytes
/// @param digest of the bytes that were read
record ReceivedMatrix(@Nullable RealMatrix matrix, Digest digest) {

    static ReceivedMatrix read(InputStream body, int size) throws IOException {
        MessageDigest sha256 = sha256();
        var bytes = new DigestInputStream(body, sha256);
        RealMatrix matrix = MatrixBytes.read(bytes, size);
        return new ReceivedMatrix(matrix, new Digest(HexFormat.of().formatHex(sha256.digest())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
