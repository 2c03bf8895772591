package io.ketstream.ingestion.outbox.persistence;

import io.ketstream.ingestion.outbox.Outbox;
import io.ketstream.ingestion.outbox.OutboxMessage;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class PostgresOutbox implements Outbox {

    /// Of this topic one instance sends at a time, so that it has a strategy's events in the order of their commits.
    private static final String IN_ORDER = Topics.STRATEGY_COMMANDS;

    private final JdbcClient jdbc;
    private final EventCodec codec;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    PostgresOutbox(JdbcClient jdbc, EventCodec codec, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.clock = clock;
        this.transaction = transaction;
    }

    private record Row(long id, OutboxMessage message) {}

    @Override
    public void add(OutboxMessage message) {
        jdbc.sql("insert into ingestion.outbox (topic, event, created_at) values (?, ?, ?)")
                .params(
                        message.topic(),
                        new String(codec.encode(message.event()), StandardCharsets.UTF_8),
                        Timestamp.from(clock.instant()))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                listeners.forEach(Runnable::run);
            }
        });
    }

    @Override
    public int sendOldest(int limit, Consumer<List<OutboxMessage>> send) {
        Integer sent = transaction.execute(status -> {
            boolean inOrder = jdbc.sql("select pg_try_advisory_xact_lock(hashtext(?))")
                    .param(IN_ORDER)
                    .query(Boolean.class)
                    .single();
            List<Row> rows = jdbc.sql("select id, topic, event from ingestion.outbox where ? or topic <> ? order by id "
                            + "limit ? for update skip locked")
                    .params(inOrder, IN_ORDER, limit)
                    .query((row, number) -> new Row(
                            row.getLong("id"),
                            new OutboxMessage(
                                    row.getString("topic"),
                                    codec.decode(row.getString("event").getBytes(StandardCharsets.UTF_8)))))
                    .list();
            if (!rows.isEmpty()) {
                send.accept(rows.stream().map(Row::message).toList());
                jdbc.sql("delete from ingestion.outbox where id in (:ids)")
                        .param("ids", rows.stream().map(Row::id).toList())
                        .update();
            }
            return rows.size();
        });
        return sent == null ? 0 : sent;
    }

    @Override
    public void onAdded(Runnable listener) {
        listeners.add(listener);
    }
}
