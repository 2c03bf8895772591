package io.ketstream.results.eventlog.persistence;

import io.ketstream.results.run.TrainingStep;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The rows of `training_step`: the first of each number, in the order of its topic, is the one that counts.
@Component
class TrainingStepTable {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    TrainingStepTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Row(UUID run, TrainingStep step) {}

    void insert(List<Row> rows) {
        jdbc.batchUpdate("""
                insert into training_step (run_id, step, phase, done, total, fold, loss, validation_loss, score,
                                           validation_score, occurred_at, digest)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (run_id, step) do nothing""", rows, BATCH, TrainingStepTable::set);
    }

    private static void set(PreparedStatement statement, Row row) throws SQLException {
        TrainingStep step = row.step();
        statement.setObject(1, row.run());
        statement.setInt(2, step.step());
        statement.setString(3, step.phase().name());
        statement.setInt(4, step.done());
        statement.setInt(5, step.total());
        statement.setObject(6, step.fold(), Types.INTEGER);
        statement.setObject(7, step.loss(), Types.DOUBLE);
        statement.setObject(8, step.validationLoss(), Types.DOUBLE);
        statement.setObject(9, step.score(), Types.DOUBLE);
        statement.setObject(10, step.validationScore(), Types.DOUBLE);
        statement.setTimestamp(11, Timestamp.from(step.occurredAt()));
        statement.setBytes(12, HexFormat.of().parseHex(step.digest().value()));
    }
}
