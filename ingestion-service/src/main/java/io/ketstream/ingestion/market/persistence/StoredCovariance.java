package io.ketstream.ingestion.market.persistence;

import io.ketstream.ingestion.market.CovarianceBytes;
import io.ketstream.model.Digest;
import org.springframework.jdbc.core.JdbcTemplate;

/// Bytes of a column, of which PostgreSQL hands out parts.
final class StoredCovariance extends CovarianceBytes {

    private final JdbcTemplate jdbc;
    private final Digest snapshot;

    StoredCovariance(JdbcTemplate jdbc, Digest snapshot, long length) {
        super(length);
        this.jdbc = jdbc;
        this.snapshot = snapshot;
    }

    @Override
    protected byte[] read(long from, int length) {
        return jdbc
                .query(
                        "select substring(covariance from ? for ?) from ingestion.snapshot where digest = ?",
                        (row, number) -> row.getBytes(1),
                        Math.toIntExact(from + 1),
                        length,
                        snapshot.value())
                .stream()
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("snapshot " + snapshot + " was forgotten while it was read"));
    }
}
