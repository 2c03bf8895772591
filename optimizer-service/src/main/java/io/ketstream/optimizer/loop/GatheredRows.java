package io.ketstream.optimizer.loop;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds back the rows that an input leads to until [#flush()], so that they and what is published on the way go to the
/// broker together, once all of it is known.
final class GatheredRows implements RowStore {

    private final RowStore store;
    private final Map<ByteBuffer, Row> gathered = new LinkedHashMap<>();

    GatheredRows(RowStore store) {
        this.store = store;
    }

    /// Stores what has been gathered, in order.
    void flush() {
        gathered.values().forEach(row -> store.put(row.key(), row.value()));
        gathered.clear();
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        Row row = gathered.get(ByteBuffer.wrap(key));
        return row == null ? store.get(key) : row.value();
    }

    @Override
    public void put(byte[] key, byte[] value) {
        gathered.put(ByteBuffer.wrap(key), new Row(key, value));
    }

    @Override
    public void delete(byte[] key) {
        flush();
        store.delete(key);
    }

    @Override
    public List<Row> range(byte[] from, byte[] to, int limit) {
        flush();
        return store.range(from, to, limit);
    }

    @Override
    public @Nullable Row last(byte[] from, byte[] to) {
        flush();
        return store.last(from, to);
    }
}
