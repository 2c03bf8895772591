package io.ketstream.stack.system;

import io.ketstream.stack.database.PostgresDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// What a stack holds: rows of its tables, records of its topics.
final class Contents {
    /// What no request leads to: descriptions of backends are sent when a service starts, and logged.
    private static final String OTHERS_TOPIC = "ketstream.backends";

    private final Suite suite;

    Contents(Suite suite) {
        this.suite = suite;
    }

    /// The number of rows of every table of every service; of logged events only those of runs.
    Map<String, Long> rows() {
        PostgresDatabase database = suite.stack().database();
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection =
                        DriverManager.getConnection(database.url(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                String those = table.equals("results.event") ? " where run_id is not null" : "";
                try (ResultSet count = statement.executeQuery("select count(*) from " + table + those)) {
                    count.next();
                    rows.put(table, count.getLong(1));
                }
            }
        } catch (SQLException failed) {
            throw new AssertionError("the database cannot be asked", failed);
        }
        return rows;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet names = statement.executeQuery(
                "select table_schema || '.' || table_name from"
                        + " information_schema.tables where table_schema in ('ingestion', 'circuit', 'execution', 'results')")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }

    /// The number of records ever written to each topic.
    Map<String, Long> records() {
        try (Topic topic = new Topic(suite)) {
            Map<String, Long> records = topic.sizes();
            records.remove(OTHERS_TOPIC);
            return records;
        }
    }

    /// Returns when what earlier tests have set in motion has come to rest: no run is open, and a further look finds
    /// what
    /// the one before it found.
    void awaitRest(Duration patience) {
        var before = new AtomicReference<Map<String, Long>>(Map.of());
        Poll.untilTrue("rest", patience, () -> {
            Map<String, Long> now = records();
            now.putAll(rows());
            return openRuns() == 0 && now.equals(before.getAndSet(now));
        });
    }

    long openRuns() {
        long open = 0;
        for (String status : List.of("QUEUED", "RUNNING", "PAUSED")) {
            open += suite.get(Suite.RESULTS, "/api/v1/runs?status=" + status)
                    .requireSuccess()
                    .json()
                    .get("total")
                    .asLong();
        }
        return open;
    }
}
