package io.ketstream.results.eventlog.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEvent;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.RunFactsJson;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.support.testing.TestDatabase;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A database of the first version, with runs in it, becomes one of the second.
class RetentionMigrationIT {

    private static final Instant END = Instant.parse("2026-01-02T03:04:05.123456Z");

    private final DriverManagerDataSource source =
            new DriverManagerDataSource(TestDatabase.create(), "postgres", "postgres");
    private final JdbcClient jdbc = JdbcClient.create(source);

    @BeforeEach
    void firstVersion() {
        migrate("1");
    }

    @Test
    void runsThatHaveEndedKnowWhen() {
        RecordedRun ended = RecordedRun.of(RunId.random(), 2).at(END);
        RecordedRun open = RecordedRun.of(RunId.random(), 2);
        insert(ended.run(), ended.all());
        insert(open.run(), open.all().subList(0, 4));
        migrate("2");
        assertThat(end(ended.run())).containsExactly(END);
        assertThat(end(open.run())).isEmpty();
    }

    /// By these the retention finds its rows when there are many; a few rows are read one by one, index or not.
    @Test
    void oldRowsAreFoundByIndices() {
        migrate("4");
        jdbc.sql("""
                insert into results.run (run_id, status, facts, ended_at)
                select gen_random_uuid(), 'SUCCEEDED', '{}', now() - i * interval '1 minute'
                from generate_series(1, 20000) i""").update();
        jdbc.sql("""
                insert into results.event (event_id, type, run_id, topic, record_partition, record_offset,
                    record_timestamp, payload)
                select gen_random_uuid(), 'T', case when i % 10 > 0 then gen_random_uuid() end, 't', 0, i,
                    now() - i * interval '1 minute', '{}'
                from generate_series(1, 20000) i""").update();
        jdbc.sql("analyze results.run, results.event").update();
        assertThat(plan(JdbcOldEvents.RUNS)).contains("run_by_end", "run_by_original");
        assertThat(plan(JdbcOldEvents.OF_NO_RUN)).contains("event_of_no_run");
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(source)
                .schemas("results")
                .defaultSchema("results")
                .locations("classpath:db/migration/results")
                .target(MigrationVersion.fromVersion(version))
                .load()
                .migrate();
        source.setSchema("results");
    }

    private void insert(RunId run, List<RecordedRun.Sent> sent) {
        RunFacts facts = RunFacts.NONE;
        for (int offset = 0; offset < sent.size(); offset++) {
            facts = facts.with((RunEvent) sent.get(offset).event(), offset);
        }
        // a name with everything that JSON may say and a database stumble over
        String odd = RunFactsJson.write(facts).replace("triangle", "\\\\u0000 \\ud800 \\\"outcome\\\":{");
        jdbc.sql("insert into results.run (run_id, status, facts) values (?, ?, ?)")
                .params(run.value(), facts.status().name(), odd)
                .update();
    }

    private List<Instant> end(RunId run) {
        return jdbc.sql("select ended_at from results.run where run_id = ? and ended_at is not null")
                .param(run.value())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list();
    }

    private String plan(String query) {
        return String.join(
                "\n",
                jdbc.sql("explain " + query)
                        .params(Timestamp.from(Instant.now().minusSeconds(13 * 24 * 3600)), 500)
                        .query(String.class)
                        .list());
    }
}
