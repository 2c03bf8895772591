package io.ketstream.optimizer.loop.streams;

import io.ketstream.optimizer.loop.RowStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Rows in a state store, logged to its changelog.
public final class StoredRows implements RowStore {

    private final KeyValueStore<Bytes, byte[]> store;

    public StoredRows(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.get(Bytes.wrap(key));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        store.put(Bytes.wrap(key), value);
    }

    @Override
    public void delete(byte[] key) {
        store.delete(Bytes.wrap(key));
    }

    @Override
    public List<Row> range(byte[] from, byte[] to, int limit) {
        var rows = new ArrayList<Row>();
        if (limit <= 0) {
            return rows;
        }
        try (KeyValueIterator<Bytes, byte[]> iterator = store.range(Bytes.wrap(from), Bytes.wrap(to))) {
            while (rows.size() < limit && iterator.hasNext()) {
                KeyValue<Bytes, byte[]> next = iterator.next();
                rows.add(new Row(next.key.get(), next.value));
            }
        }
        return rows;
    }

    @Override
    public @Nullable Row last(byte[] from, byte[] to) {
        try (KeyValueIterator<Bytes, byte[]> iterator = store.reverseRange(Bytes.wrap(from), Bytes.wrap(to))) {
            if (!iterator.hasNext()) {
                return null;
            }
            KeyValue<Bytes, byte[]> last = iterator.next();
            return new Row(last.key.get(), last.value);
        }
    }
}
