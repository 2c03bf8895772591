package io.ketstream.results.eventlog.persistence;

import io.ketstream.model.RunId;
import io.ketstream.model.run.ParentRun;
import io.ketstream.results.run.AcceptedRun;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.RunFactsJson;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The rows of `run`.
@Component
class RunTable {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    RunTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// What is known of those of `runs` that are known.
    Map<UUID, RunFacts> facts(Collection<UUID> runs) {
        var found = new HashMap<UUID, RunFacts>();
        if (!runs.isEmpty()) {
            jdbc.query(
                    "select run_id, facts from run where run_id = any(?::uuid[])",
                    row -> {
                        found.put(row.getObject(1, UUID.class), RunFactsJson.read(row.getString(2)));
                    },
                    (Object) runs.toArray(UUID[]::new));
        }
        return found;
    }

    void upsert(Map<UUID, RunFacts> changed) {
        jdbc.batchUpdate("""
                insert into run (run_id, status, problem_type, submitted_at, replay_of, facts, ended_at, parent_run_id,
                                 sequence, dataset)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (run_id) do update set
                    (status, problem_type, submitted_at, replay_of, facts, ended_at, parent_run_id, sequence, dataset)
                    = (excluded.status, excluded.problem_type, excluded.submitted_at, excluded.replay_of, excluded.facts,
                       excluded.ended_at, excluded.parent_run_id, excluded.sequence, excluded.dataset)""", new TreeMap<>(changed).entrySet(), BATCH, RunTable::set);
    }

    private static void set(PreparedStatement statement, Map.Entry<UUID, RunFacts> row) throws SQLException {
        RunFacts facts = row.getValue();
        AcceptedRun accepted = facts.accepted();
        RunId original = accepted == null ? null : accepted.replayOf();
        ParentRun parent = accepted == null ? null : accepted.parent();
        statement.setObject(1, row.getKey());
        statement.setString(2, facts.status().name());
        statement.setString(3, accepted == null ? null : accepted.problemType());
        statement.setTimestamp(4, accepted == null ? null : Timestamp.from(accepted.at()));
        statement.setObject(5, original == null ? null : original.value(), Types.OTHER);
        statement.setString(6, RunFactsJson.write(facts));
        statement.setTimestamp(
                7,
                facts.outcome() == null ? null : Timestamp.from(facts.outcome().at()));
        statement.setObject(8, parent == null ? null : parent.runId().value(), Types.OTHER);
        statement.setObject(9, parent == null ? null : parent.sequence(), Types.INTEGER);
        statement.setString(
                10, facts.training() == null ? null : facts.training().problem().dataset());
    }
}
