package io.ketstream.results.eventlog.persistence;

import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Locks on runs, held until the transaction ends. They need no row, so a run can be locked before anything of it is
/// stored.
@Component
class RunLocks {

    private final JdbcClient jdbc;

    RunLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In ascending order of the keys, so that two transactions never wait for each other.
    void take(Collection<UUID> runs) {
        if (runs.isEmpty()) {
            return;
        }
        Long[] keys = runs.stream().map(RunLocks::key).distinct().sorted().toArray(Long[]::new);
        jdbc.sql("select count(pg_advisory_xact_lock(key)) from unnest(?::bigint[]) as key")
                .param(keys)
                .query(Long.class)
                .single();
    }

    /// Two runs with the same key wait for each other and nothing worse.
    private static long key(UUID run) {
        return run.getMostSignificantBits() ^ run.getLeastSignificantBits();
    }
}
