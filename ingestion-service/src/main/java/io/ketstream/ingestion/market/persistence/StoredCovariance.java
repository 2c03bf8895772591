package io.ketstream.ingestion.market.persistence;

import io.ketstream.ingestion.market.CovarianceBytes;
import io.ketstream.model.Digest;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.jdbc.core.JdbcTemplate;

/// Bytes of a column, of which PostgreSQL hands out parts.
record StoredCovariance(JdbcTemplate jdbc, Digest snapshot, long length) implements CovarianceBytes {

    private static final int PART = 1 << 22;

    @Override
    public void writeTo(OutputStream target) throws IOException {
        for (long written = 0; written < length; written += PART) {
            byte[] part = jdbc
                    .query(
                            "select substring(covariance from ? for ?) from ingestion.snapshot where digest = ?",
                            (row, number) -> row.getBytes(1),
                            Math.toIntExact(written + 1),
                            PART,
                            snapshot.value())
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new IOException("snapshot " + snapshot + " was forgotten while it was read"));
            target.write(part);
        }
    }
}
