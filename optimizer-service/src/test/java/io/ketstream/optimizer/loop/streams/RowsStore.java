package io.ketstream.optimizer.loop.streams;

import io.ketstream.optimizer.loop.MemoryRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// A state store over rows in the test's hands, as if restored from its changelog.
final class RowsStore implements KeyValueStore<Bytes, byte[]> {

    private final MemoryRows rows;
    private boolean open;

    private RowsStore(MemoryRows rows) {
        this.rows = rows;
    }

    static KeyValueBytesStoreSupplier supplier(MemoryRows rows) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return LoopProcessor.JOURNAL;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new RowsStore(rows);
            }

            @Override
            public String metricsScope() {
                return "rows";
            }
        };
    }

    @Override
    public String name() {
        return LoopProcessor.JOURNAL;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        if (value == null) {
            rows.delete(key.get());
        } else {
            rows.put(key.get(), value);
        }
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] before = get(key);
        rows.delete(key.get());
        return before;
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return rows.get(key.get());
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return iterator(rows.map().subMap(from.get(), true, to.get(), true));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
        return iterator(rows.map().subMap(from.get(), true, to.get(), true).descendingMap());
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return iterator(rows.map());
    }

    @Override
    public long approximateNumEntries() {
        return rows.map().size();
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public Position getPosition() {
        return Position.emptyPosition();
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private static KeyValueIterator<Bytes, byte[]> iterator(Map<byte[], byte[]> entries) {
        Iterator<Map.Entry<byte[], byte[]>> remaining = new ArrayList<>(entries.entrySet()).iterator();
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return remaining.hasNext();
            }

            @Override
            public KeyValue<Bytes, byte[]> next() {
                Map.Entry<byte[], byte[]> next = remaining.next();
                return new KeyValue<>(Bytes.wrap(next.getKey()), next.getValue());
            }

            @Override
            public Bytes peekNextKey() {
                throw new UnsupportedOperationException("never asked for");
            }

            @Override
            public void close() {
                // nothing to let go of
            }
        };
    }
}
