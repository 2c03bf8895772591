package io.ketstream.ingestion.market.persistence;

import io.ketstream.ingestion.market.CovarianceBytes;
import io.ketstream.model.Digest;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/// Bytes in rows of [#PART] each, so that neither this service nor PostgreSQL ever has all of them in memory; those of
/// snapshots before there were such rows are in a column, of which PostgreSQL hands out parts.
final class StoredCovariance extends CovarianceBytes {

    private static final String OF_PARTS = "select substring(content from ? for ?) "
            + "from ingestion.snapshot_covariance where snapshot = ? and part = ?";

    private static final String OF_COLUMN =
            "select substring(covariance from ? for ?) from ingestion.snapshot where digest = ?";

    private final JdbcTemplate jdbc;
    private final Digest snapshot;
    private final boolean inParts;

    private StoredCovariance(JdbcTemplate jdbc, Digest snapshot, long length, boolean inParts) {
        super(length);
        this.jdbc = jdbc;
        this.snapshot = snapshot;
        this.inParts = inParts;
    }

    /// That of a snapshot, where it was stored.
    static Optional<CovarianceBytes> find(JdbcTemplate jdbc, Digest snapshot) {
        return jdbc
                .query(
                        "select octet_length(covariance) as of_column, (select sum(octet_length(content)) "
                                + "from ingestion.snapshot_covariance where snapshot = digest) as of_parts "
                                + "from ingestion.snapshot where digest = ? and (covariance is not null "
                                + "or exists (select from ingestion.snapshot_covariance where snapshot = digest))",
                        (row, number) -> {
                            long column = row.getLong("of_column");
                            boolean inParts = row.wasNull();
                            return (CovarianceBytes) new StoredCovariance(
                                    jdbc, snapshot, inParts ? row.getLong("of_parts") : column, inParts);
                        },
                        snapshot.value())
                .stream()
                .findFirst();
    }

    /// In the transaction that stores the snapshot.
    static void store(JdbcTemplate jdbc, Digest snapshot, CovarianceBytes covariance) {
        for (int part = 0; part < covariance.parts(); part++) {
            jdbc.update(
                    "insert into ingestion.snapshot_covariance (snapshot, part, content) values (?, ?, ?)",
                    snapshot.value(),
                    part,
                    covariance.part(part));
        }
    }

    @Override
    protected byte[] read(long from, int length) {
        if (!inParts) {
            return query(OF_COLUMN, Math.toIntExact(from + 1), length, snapshot.value());
        }
        var bytes = new ByteArrayOutputStream(length);
        while (bytes.size() < length) {
            long at = from + bytes.size();
            int begin = (int) (at % PART);
            int wanted = Math.min(length - bytes.size(), PART - begin);
            byte[] content = query(OF_PARTS, begin + 1, wanted, snapshot.value(), (int) (at / PART));
            if (content.length != wanted) {
                throw new IllegalStateException("the covariance of snapshot " + snapshot + " is not whole");
            }
            bytes.writeBytes(content);
        }
        return bytes.toByteArray();
    }

    private byte[] query(String query, Object... arguments) {
        return jdbc.query(query, (row, number) -> row.getBytes(1), arguments).stream()
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("snapshot " + snapshot + " was forgotten while it was read"));
    }
}
