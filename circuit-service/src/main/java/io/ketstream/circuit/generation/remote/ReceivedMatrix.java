package io.ketstream.circuit.generation.remote;

import io.ketstream.model.Digest;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.Sha256;
import io.ketstream.support.claim.MatrixBytes;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A square matrix made of bytes, row by row, so that they are never all in memory.
///
/// @param matrix absent where there are more or fewer bytes
/// @param digest of the bytes that were read
record ReceivedMatrix(@Nullable RealMatrix matrix, Digest digest) {

    static ReceivedMatrix read(InputStream body, int size) throws IOException {
        var sha256 = new Sha256();
        RealMatrix matrix = MatrixBytes.read(sha256.reading(body), size);
        return new ReceivedMatrix(matrix, sha256.end());
    }
}
