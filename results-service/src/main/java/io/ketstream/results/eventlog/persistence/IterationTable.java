package io.ketstream.results.eventlog.persistence;

import io.ketstream.results.run.Iteration;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The rows of `iteration`: the first of each number, in the order of its topic, is the one that counts.
@Component
class IterationTable {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    IterationTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Row(UUID run, Iteration step) {}

    void insert(List<Row> rows) {
        jdbc.batchUpdate("""
                insert into iteration (run_id, iteration, evaluations, shots, objective, standard_error, best_objective,
                                       best_bit_string, parameters, occurred_at, digest)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (run_id, iteration) do nothing""", rows, BATCH, IterationTable::set);
    }

    private static void set(PreparedStatement statement, Row row) throws SQLException {
        Iteration step = row.step();
        statement.setObject(1, row.run());
        statement.setInt(2, step.iteration());
        statement.setInt(3, step.evaluations());
        statement.setLong(4, step.shots());
        statement.setDouble(5, step.objective());
        statement.setDouble(6, step.standardError());
        statement.setDouble(7, step.bestObjective());
        statement.setString(8, step.bestBitString());
        statement.setObject(9, step.parameters().toArray());
        statement.setTimestamp(10, Timestamp.from(step.occurredAt()));
        statement.setBytes(11, HexFormat.of().parseHex(step.digest().value()));
    }
}
