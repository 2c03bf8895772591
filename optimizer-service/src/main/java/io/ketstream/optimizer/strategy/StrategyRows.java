package io.ketstream.optimizer.strategy;

import io.ketstream.model.event.Event;
import io.ketstream.model.event.StrategyInput;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.event.StrategyQuotesArrived;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.optimizer.loop.RowStore;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What strategies keep: for each record of their topic the state after it and what was sent then, and the markets that
/// are still needed. Rows do not change, so whoever writes them writes the same.
public final class StrategyRows {

    /// What was sent is sent again when its record comes again: those that are taken between two commits. Whoever feeds
    /// records has them committed often enough.
    private static final int SENT_KEPT = 1024;

    private static final long SENT_BYTES_KEPT = 16 << 20;

    /// Records of a changelog are smaller than a mebibyte, and an event is at most a quarter of it.
    private static final int PART_BYTES = 512 << 10;

    private static final int DELETED_AT_A_TIME = 4;
    private static final byte STATE = 1;
    private static final byte SENT = 2;
    private static final byte MARKET = 3;
    private static final int NUMBER_AT = 17;

    /// @param offset of the record that it is the state after
    record Kept(long offset, StrategyState state) {}

    private final RowStore rows;
    private final StrategyFormat format;

    public StrategyRows(RowStore rows, StrategyFormat format) {
        this.rows = rows;
        this.format = format;
    }

    @Nullable
    Kept last(StrategyId strategy) {
        RowStore.Row row = rows.last(key(STATE, strategy, 0), key(STATE, strategy, Long.MAX_VALUE));
        return row == null ? null : new Kept(number(row), format.readState(row.value()));
    }

    /// Every strategy that there is.
    List<StrategyId> strategies() {
        var found = new ArrayList<StrategyId>();
        byte[] from = new byte[] {STATE};
        while (true) {
            List<RowStore.Row> next = rows.range(from, new byte[] {SENT}, 1);
            if (next.isEmpty()) {
                return found;
            }
            var id = ByteBuffer.wrap(next.getFirst().key());
            var strategy = new StrategyId(new UUID(id.getLong(1), id.getLong(9)));
            found.add(strategy);
            from = key(STATE, strategy, Long.MAX_VALUE);
        }
    }

    /// @param market or the prices of one
    void keepMarket(StrategyId strategy, long offset, StrategyInput market) {
        rows.put(key(MARKET, strategy, offset), format.write(market));
    }

    void forgetMarket(StrategyId strategy, long offset) {
        rows.delete(key(MARKET, strategy, offset));
    }

    StrategyMarketArrived market(StrategyId strategy, long offset) {
        byte[] row = rows.get(key(MARKET, strategy, offset));
        if (row == null || !(format.read(row) instanceof StrategyMarketArrived market)) {
            throw new IllegalStateException("market " + offset + " of strategy " + strategy + " is not kept");
        }
        return market;
    }

    /// Null where they are not kept.
    @Nullable
    StrategyQuotesArrived quotes(StrategyId strategy, long offset) {
        byte[] row = rows.get(key(MARKET, strategy, offset));
        return row != null && format.read(row) instanceof StrategyQuotesArrived quotes ? quotes : null;
    }

    /// What was sent after this record, none where that is long ago.
    List<Event> sent(StrategyId strategy, long offset) {
        var events = new ArrayList<Event>();
        for (RowStore.Row row : sentRows(strategy, offset)) {
            var bytes = ByteBuffer.wrap(row.value());
            while (bytes.hasRemaining()) {
                byte[] event = new byte[bytes.getInt()];
                bytes.get(event);
                events.add(format.read(event));
            }
        }
        return events;
    }

    private List<RowStore.Row> sentRows(StrategyId strategy, long offset) {
        return rows.range(
                part(SENT, strategy, offset, 0), part(SENT, strategy, offset, Integer.MAX_VALUE), Integer.MAX_VALUE);
    }

    /// Writes what is kept of a record once more: it may have reached the store and not what a lost store is filled
    /// from.
    void keepAgain(StrategyId strategy, long offset, Kept last) {
        sentRows(strategy, offset).forEach(row -> rows.put(row.key(), row.value()));
        byte[] market = rows.get(key(MARKET, strategy, offset));
        if (market != null) {
            rows.put(key(MARKET, strategy, offset), market);
        }
        byte[] key = key(STATE, strategy, last.offset());
        byte[] state = rows.get(key);
        if (state != null) {
            rows.put(key, state);
        }
    }

    /// Keeps all of it, then deletes what is not needed any more. The state comes last: where it is, the rest is.
    ///
    /// @param before the state before
    /// @return the state as it is kept
    StrategyState keep(StrategyId strategy, long offset, StrategyState before, StrategyState state, List<Event> sent) {
        long bytes = keepSent(strategy, offset, sent);
        var records = new ArrayList<>(before.sent());
        records.add(new StrategyState.Sent(offset, bytes));
        List<StrategyState.Sent> kept = newest(records);
        StrategyState after = state.withSent(kept);
        rows.put(key(STATE, strategy, offset), format.write(after));
        deleteSome(STATE, strategy, 0, offset);
        records.subList(0, records.size() - kept.size()).forEach(old -> deleteSent(strategy, old.offset()));
        Set<Long> needed = after.markets();
        for (long market : before.markets()) {
            if (!needed.contains(market)) {
                rows.delete(key(MARKET, strategy, market));
            }
        }
        if (!needed.contains(offset)) {
            rows.delete(key(MARKET, strategy, offset));
        }
        return after;
    }

    private static List<StrategyState.Sent> newest(List<StrategyState.Sent> records) {
        int from = records.size();
        long bytes = 0;
        while (from > 0 && records.size() - from < SENT_KEPT) {
            bytes += records.get(from - 1).bytes();
            if (bytes > SENT_BYTES_KEPT && from < records.size()) {
                break;
            }
            from--;
        }
        return List.copyOf(records.subList(from, records.size()));
    }

    /// Deletes everything that was sent.
    void forgetSent(StrategyId strategy) {
        delete(SENT, strategy, 0, Long.MAX_VALUE);
    }

    /// Deletes what is older than the last state and not needed by it. That is there again where a thread that was
    /// frozen wrote it after the next one had deleted it, and a store was filled from what both wrote.
    void forgetNotNeeded(StrategyId strategy, Kept last) {
        delete(STATE, strategy, 0, last.offset());
        delete(SENT, strategy, 0, last.state().sent().getFirst().offset());
        long from = 0;
        for (long needed : new TreeSet<>(last.state().markets())) {
            delete(MARKET, strategy, from, needed);
            from = needed + 1;
        }
        delete(MARKET, strategy, from, last.offset());
    }

    /// Deletes the rows of records with `from <= offset < before`.
    private void delete(byte kind, StrategyId strategy, long from, long before) {
        while (deleteSome(kind, strategy, from, before)) {
            // until nothing is left
        }
    }

    /// @return whether there may be more
    private boolean deleteSome(byte kind, StrategyId strategy, long from, long before) {
        if (from >= before) {
            return false;
        }
        byte[] last = part(kind, strategy, before - 1, Integer.MAX_VALUE);
        List<RowStore.Row> found = rows.range(key(kind, strategy, from), last, DELETED_AT_A_TIME);
        found.forEach(row -> rows.delete(row.key()));
        return found.size() == DELETED_AT_A_TIME;
    }

    private void deleteSent(StrategyId strategy, long offset) {
        sentRows(strategy, offset).forEach(row -> rows.delete(row.key()));
    }

    private long keepSent(StrategyId strategy, long offset, List<Event> sent) {
        var row = new ByteArrayOutputStream();
        int part = 0;
        long bytes = 0;
        for (Event event : sent) {
            byte[] written = format.write(event);
            if (row.size() > 0 && row.size() + written.length > PART_BYTES) {
                rows.put(part(SENT, strategy, offset, part++), row.toByteArray());
                row.reset();
            }
            row.writeBytes(ByteBuffer.allocate(4).putInt(written.length).array());
            row.writeBytes(written);
            bytes += written.length;
        }
        rows.put(part(SENT, strategy, offset, part), row.toByteArray());
        return bytes;
    }

    private static byte[] part(byte kind, StrategyId strategy, long offset, int part) {
        byte[] record = key(kind, strategy, offset);
        return ByteBuffer.allocate(record.length + 4).put(record).putInt(part).array();
    }

    private static byte[] key(byte kind, StrategyId strategy, long number) {
        UUID id = strategy.value();
        return ByteBuffer.allocate(NUMBER_AT + 8)
                .put(kind)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(number)
                .array();
    }

    private static long number(RowStore.Row row) {
        return ByteBuffer.wrap(row.key()).getLong(NUMBER_AT);
    }
}
