package io.ketstream.ingestion.market;

import java.io.IOException;
import java.io.OutputStream;

/// A stored covariance, n·n numbers, row-major little-endian float64, that is never in memory whole.
public interface CovarianceBytes {

    long length();

    void writeTo(OutputStream target) throws IOException;
}
