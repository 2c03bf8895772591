package io.ketstream.optimizer.strategy;

import io.ketstream.model.event.Event;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.optimizer.loop.RowStore;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What strategies keep: for each record of their topic the state after it and what was sent then, and the markets that
/// are still needed. Rows do not change, so whoever writes them writes the same.
public final class StrategyRows {

    /// What was sent is sent again when its record comes again: within a second of a restart, in which fewer records of
    /// one strategy are taken.
    private static final int SENT_KEPT = 512;

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

    void keepMarket(StrategyId strategy, long offset, StrategyMarketArrived market) {
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

    /// What was sent after this record, none where that is long ago.
    List<Event> sent(StrategyId strategy, long offset) {
        byte[] row = rows.get(key(SENT, strategy, offset));
        var events = new ArrayList<Event>();
        if (row != null) {
            var bytes = ByteBuffer.wrap(row);
            while (bytes.hasRemaining()) {
                byte[] event = new byte[bytes.getInt()];
                bytes.get(event);
                events.add(format.read(event));
            }
        }
        return events;
    }

    /// Keeps all of it, then deletes what is not needed any more. The state comes last: where it is, the rest is.
    ///
    /// @param before the state before
    /// @return the state as it is kept
    StrategyState keep(StrategyId strategy, long offset, StrategyState before, StrategyState state, List<Event> sent) {
        rows.put(key(SENT, strategy, offset), sentRow(sent));
        var offsets = new ArrayList<>(before.sent());
        offsets.add(offset);
        List<Long> kept = offsets.subList(Math.max(0, offsets.size() - SENT_KEPT), offsets.size());
        StrategyState after = state.withSent(kept);
        rows.put(key(STATE, strategy, offset), format.write(after));
        for (RowStore.Row older :
                rows.range(key(STATE, strategy, 0), key(STATE, strategy, offset - 1), DELETED_AT_A_TIME)) {
            rows.delete(older.key());
        }
        offsets.subList(0, offsets.size() - kept.size()).forEach(old -> rows.delete(key(SENT, strategy, old)));
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

    private byte[] sentRow(List<Event> sent) {
        var row = new ByteArrayOutputStream();
        for (Event event : sent) {
            byte[] bytes = format.write(event);
            row.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            row.writeBytes(bytes);
        }
        return row.toByteArray();
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
