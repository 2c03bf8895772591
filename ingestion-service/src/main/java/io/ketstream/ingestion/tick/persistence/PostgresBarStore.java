package io.ketstream.ingestion.tick.persistence;

import io.ketstream.ingestion.tick.Bar;
import io.ketstream.ingestion.tick.BarBatch;
import io.ketstream.ingestion.tick.BarBatch.LateBar;
import io.ketstream.ingestion.tick.BarBatch.Position;
import io.ketstream.ingestion.tick.BarStore;
import io.ketstream.ingestion.tick.PartitionTakenException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class PostgresBarStore implements BarStore {

    private static final int ROWS_A_STATEMENT = 500;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PostgresBarStore(JdbcTemplate jdbc, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public Optional<Position> position(int partition) {
        return jdbc
                .query(
                        "select restart_offset, next_offset from ingestion.tick_partition where partition = ?",
                        (row, number) -> new Position(row.getLong("restart_offset"), row.getLong("next_offset")),
                        partition)
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Instant> closedUntil(int partition, String symbol) {
        return jdbc
                .query(
                        "select start, seconds from ingestion.market_bar where symbol = ? and partition = ? "
                                + "order by start desc limit 1",
                        (row, number) -> row.getTimestamp("start").toInstant().plusSeconds(row.getLong("seconds")),
                        symbol,
                        partition)
                .stream()
                .findFirst();
    }

    @Override
    public void store(BarBatch batch) {
        transaction.executeWithoutResult(status -> {
            move(batch);
            insert(batch.partition(), batch.bars());
            count(batch.partition(), batch.late());
            markUniverses(batch);
        });
    }

    /// The row of the partition is what two instances that both take it for theirs meet at.
    private void move(BarBatch batch) {
        jdbc.update(
                "insert into ingestion.tick_partition (partition, restart_offset, next_offset) values (?, ?, ?) "
                        + "on conflict (partition) do nothing",
                batch.partition(),
                Position.BEGINNING.restart(),
                Position.BEGINNING.next());
        int moved = jdbc.update(
                "update ingestion.tick_partition set restart_offset = ?, next_offset = ? "
                        + "where partition = ? and restart_offset = ? and next_offset = ?",
                batch.after().restart(),
                batch.after().next(),
                batch.partition(),
                batch.before().restart(),
                batch.before().next());
        if (moved == 0) {
            throw new PartitionTakenException(batch.partition());
        }
    }

    /// A bar can only meet another where bars have become longer, which then goes on where the other ends.
    private void insert(int partition, List<Bar> bars) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(
                "insert into ingestion.market_bar (symbol, start, partition, seconds, first_at, last_at, open, high, low, "
                        + "close, volume, ticks, duplicates, stored_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                        + "on conflict (symbol, start, partition) do update set seconds = excluded.seconds, "
                        + "last_at = excluded.last_at, high = greatest(market_bar.high, excluded.high), "
                        + "low = least(market_bar.low, excluded.low), close = excluded.close, "
                        + "volume = market_bar.volume + excluded.volume, ticks = market_bar.ticks + excluded.ticks, "
                        + "duplicates = market_bar.duplicates + excluded.duplicates, stored_at = excluded.stored_at",
                bars,
                ROWS_A_STATEMENT,
                (row, bar) -> {
                    row.setString(1, bar.symbol());
                    row.setTimestamp(2, Timestamp.from(bar.start()));
                    row.setInt(3, partition);
                    row.setInt(4, Math.toIntExact(bar.length().toSeconds()));
                    row.setTimestamp(5, Timestamp.from(bar.firstAt()));
                    row.setTimestamp(6, Timestamp.from(bar.lastAt()));
                    row.setDouble(7, bar.open());
                    row.setDouble(8, bar.high());
                    row.setDouble(9, bar.low());
                    row.setDouble(10, bar.close());
                    row.setDouble(11, bar.volume());
                    row.setLong(12, bar.ticks());
                    row.setLong(13, bar.duplicates());
                    row.setTimestamp(14, now);
                });
    }

    private void count(int partition, Map<LateBar, Long> late) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(
                "insert into ingestion.late_tick (symbol, start, partition, ticks, stored_at) values (?, ?, ?, ?, ?) "
                        + "on conflict (symbol, start, partition) do update "
                        + "set ticks = late_tick.ticks + excluded.ticks, stored_at = excluded.stored_at",
                late.entrySet(),
                ROWS_A_STATEMENT,
                (row, entry) -> {
                    row.setString(1, entry.getKey().symbol());
                    row.setTimestamp(2, Timestamp.from(entry.getKey().start()));
                    row.setInt(3, partition);
                    row.setLong(4, entry.getValue());
                    row.setTimestamp(5, now);
                });
    }

    /// Universes that have one of the bars are in need of a snapshot.
    private void markUniverses(BarBatch batch) {
        String[] symbols = batch.bars().stream().map(Bar::symbol).distinct().toArray(String[]::new);
        if (symbols.length > 0) {
            // in one order, so that two instances do not wait for each other
            jdbc.update(
                    "update ingestion.tick_universe set changes = changes + 1 where universe in "
                            + "(select universe from ingestion.tick_universe where symbols && ?::varchar[] "
                            + "order by universe for update)",
                    (Object) symbols);
        }
    }
}
