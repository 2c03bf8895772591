package io.ketstream.results.deadletter.persistence;

import io.ketstream.results.deadletter.AlreadyRedrivenException;
import io.ketstream.results.deadletter.DeadLetterId;
import io.ketstream.results.deadletter.DeadLetterTopics;
import io.ketstream.results.deadletter.RecordPosition;
import io.ketstream.results.deadletter.RedriveLog;
import io.ketstream.results.deadletter.Redriven;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/// The rows of `redrive`. A letter is sent inside the transaction that writes its row: a row is there only once
/// the broker has the record, and a lock on the letter keeps another from sending it meanwhile.
@Repository
class JdbcRedriveLog implements RedriveLog {

    private final TransactionOperations transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcRedriveLog(TransactionOperations transactions, JdbcClient jdbc, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Redriven redrive(DeadLetterId letter, boolean again, Supplier<RecordPosition> send) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            lock(letter);
            Redriven before = find(List.of(letter)).get(letter);
            if (before != null && !again) {
                throw new AlreadyRedrivenException(letter, before);
            }
            write(letter, send.get());
            return Objects.requireNonNull(find(List.of(letter)).get(letter));
        }));
    }

    @Override
    public Map<DeadLetterId, Redriven> find(Collection<DeadLetterId> letters) {
        var found = new HashMap<DeadLetterId, Redriven>();
        if (!letters.isEmpty()) {
            jdbc.sql("""
                    select * from redrive join
                        unnest(?::text[], ?::int[], ?::bigint[], ?::timestamptz[])
                            as wanted (topic, record_partition, record_offset, record_timestamp)
                        using (topic, record_partition, record_offset, record_timestamp)""")
                    .params(
                            letters.stream()
                                    .map(each -> each.position().topic())
                                    .toArray(String[]::new),
                            letters.stream()
                                    .map(each -> each.position().partition())
                                    .toArray(Integer[]::new),
                            letters.stream()
                                    .map(each -> each.position().offset())
                                    .toArray(Long[]::new),
                            letters.stream()
                                    .map(each -> Timestamp.from(each.time()))
                                    .toArray(Timestamp[]::new))
                    .query(row -> {
                        found.put(id(row), redriven(row));
                    });
        }
        return found;
    }

    /// Held until the transaction ends. Two letters with the same key wait for each other and nothing worse.
    private void lock(DeadLetterId letter) {
        jdbc.sql("select count(pg_advisory_xact_lock(hashtextextended(?, 0)))")
                .param(letter.position().toString())
                .query(Long.class)
                .single();
    }

    private void write(DeadLetterId letter, RecordPosition to) {
        RecordPosition position = letter.position();
        jdbc.sql("""
                insert into redrive (topic, record_partition, record_offset, record_timestamp, times, redriven_at,
                    to_partition, to_offset)
                values (?, ?, ?, ?, 1, ?, ?, ?)
                on conflict (topic, record_partition, record_offset, record_timestamp) do update set
                    times = redrive.times + 1, redriven_at = excluded.redriven_at,
                    to_partition = excluded.to_partition, to_offset = excluded.to_offset""")
                .params(
                        position.topic(),
                        position.partition(),
                        position.offset(),
                        Timestamp.from(letter.time()),
                        Timestamp.from(clock.instant()),
                        to.partition(),
                        to.offset())
                .update();
    }

    private static DeadLetterId id(ResultSet row) throws SQLException {
        return new DeadLetterId(
                new RecordPosition(
                        row.getString("topic"), row.getInt("record_partition"), row.getLong("record_offset")),
                row.getTimestamp("record_timestamp").toInstant());
    }

    private static Redriven redriven(ResultSet row) throws SQLException {
        String original = DeadLetterTopics.original(row.getString("topic")).orElseThrow();
        return new Redriven(
                row.getInt("times"),
                row.getTimestamp("redriven_at").toInstant(),
                new RecordPosition(original, row.getInt("to_partition"), row.getLong("to_offset")));
    }
}
