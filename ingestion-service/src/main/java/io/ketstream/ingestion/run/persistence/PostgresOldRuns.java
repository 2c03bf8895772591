package io.ketstream.ingestion.run.persistence;

import io.ketstream.ingestion.run.OldRuns;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// [OldRuns] in PostgreSQL. A row's age is asked for once more when it is deleted: it may have been used meanwhile.
@Component
class PostgresOldRuns implements OldRuns {

    private final JdbcTemplate jdbc;

    PostgresOldRuns(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int forgetRuns(Instant before, int limit) {
        return jdbc.update(
                "delete from ingestion.run where id = any (array("
                        + "select id from ingestion.run where submitted_at < ? order by submitted_at limit ?))",
                Timestamp.from(before),
                limit);
    }

    @Override
    public int forgetProblems(Instant before, int limit) {
        return jdbc.update(
                "delete from ingestion.problem where used_at < ? and digest = any (array("
                        + "select digest from ingestion.problem p where used_at < ? and not exists "
                        + "(select from ingestion.run where problem_digest = p.digest) limit ?))",
                Timestamp.from(before),
                Timestamp.from(before),
                limit);
    }

    @Override
    public int forgetSnapshots(Instant before, int limit) {
        return jdbc.update(
                "delete from ingestion.snapshot where created_at < ? and digest = any (array("
                        + "select digest from ingestion.snapshot s where kept and created_at < ? and not exists "
                        + "(select from ingestion.run where snapshot_digest = s.digest) and not exists "
                        + "(select from ingestion.universe where snapshot = s.digest) and not exists "
                        + "(select from ingestion.strategy_arrival where snapshot = s.digest) and not exists "
                        + "(select from ingestion.strategy_snapshot where snapshot = s.digest) and not exists "
                        + "(select from ingestion.strategy where snapshot = s.digest and status <> 'STOPPED') limit ?))",
                Timestamp.from(before),
                Timestamp.from(before),
                limit);
    }

    @Override
    public int forgetTables(Instant before, int limit) {
        return jdbc.update(
                "delete from ingestion.dataset_version where stored_at < ? and digest = any (array("
                        + "select digest from ingestion.dataset_version v where stored_at < ? and not exists "
                        + "(select from ingestion.dataset where digest = v.digest) and not exists "
                        + "(select from ingestion.run where table_digest = v.digest) and not exists "
                        + "(select from ingestion.run where test_digest = v.digest) limit ?))",
                Timestamp.from(before),
                Timestamp.from(before),
                limit);
    }
}
