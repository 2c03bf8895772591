package io.ketstream.results.eventlog.persistence;

import io.ketstream.model.event.RunEvent;
import io.ketstream.results.eventlog.LoggedEvent;
import io.ketstream.results.eventlog.Position;
import io.ketstream.support.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The rows of the log. Written by plain JDBC: a batch is one statement, whatever its size.
@Component
class EventTable {

    private static final int FETCH_SIZE = 500;

    private final JdbcTemplate jdbc;
    private final EventCodec codec;

    EventTable(DataSource dataSource, EventCodec codec) {
        this.codec = codec;
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setFetchSize(FETCH_SIZE);
    }

    /// Inserts what is not there yet.
    ///
    /// @param events with distinct ids
    /// @return the ids of those inserted
    Set<UUID> insert(List<LoggedEvent> events) {
        int size = events.size();
        var ids = new UUID[size];
        var types = new String[size];
        @Nullable UUID[] runs = new UUID[size];
        var topics = new String[size];
        var partitions = new Integer[size];
        var offsets = new Long[size];
        var timestamps = new Timestamp[size];
        var payloads = new String[size];
        for (int i = 0; i < size; i++) {
            LoggedEvent event = events.get(i);
            Position position = event.position();
            ids[i] = event.event().metadata().id();
            types[i] = event.event().getClass().getSimpleName();
            runs[i] = event.event() instanceof RunEvent runEvent
                    ? runEvent.runId().value()
                    : null;
            topics[i] = position.topic();
            partitions[i] = position.partition();
            offsets[i] = position.offset();
            timestamps[i] = Timestamp.from(position.timestamp());
            payloads[i] = event.payload();
        }
        return new HashSet<>(jdbc.query(
                """
                insert into event (event_id, type, run_id, topic, record_partition, record_offset, record_timestamp, payload)
                select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::timestamptz[], ?::text[])
                on conflict (event_id) do nothing
                returning event_id""",
                (row, number) -> row.getObject(1, UUID.class),
                ids,
                types,
                runs,
                topics,
                partitions,
                offsets,
                timestamps,
                payloads));
    }

    /// Hands every event of a run to `action`, topic by topic, each in its order.
    void forEachOf(UUID run, Consumer<LoggedEvent> action) {
        jdbc.query(
                """
                select topic, record_partition, record_offset, record_timestamp, payload from event
                where run_id = ? order by topic, record_partition, record_offset""",
                row -> {
                    action.accept(read(row));
                },
                run);
    }

    /// The first run after `previous` in the order of ids; of all, when that is null.
    Optional<UUID> runAfter(@Nullable UUID previous) {
        String condition = previous == null ? "run_id is not null" : "run_id > ?";
        Object[] arguments = previous == null ? new Object[0] : new Object[] {previous};
        return jdbc
                .query(
                        "select run_id from event where " + condition + " order by run_id limit 1",
                        (row, number) -> row.getObject(1, UUID.class),
                        arguments)
                .stream()
                .findFirst();
    }

    private LoggedEvent read(ResultSet row) throws SQLException {
        String payload = row.getString("payload");
        var position = new Position(
                row.getString("topic"),
                row.getInt("record_partition"),
                row.getLong("record_offset"),
                row.getTimestamp("record_timestamp").toInstant());
        return new LoggedEvent(position, codec.decode(payload.getBytes(StandardCharsets.UTF_8)), payload);
    }
}
