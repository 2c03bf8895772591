package io.ketstream.optimizer.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rows in memory, in the order of a real store.
public final class MemoryRows implements RowStore {

    private final TreeMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);

    private int reads;

    /// How often it has been looked into.
    public int reads() {
        return reads;
    }

    public MemoryRows copy() {
        var copy = new MemoryRows();
        copy.rows.putAll(rows);
        return copy;
    }

    public NavigableMap<byte[], byte[]> map() {
        return rows;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        reads++;
        return rows.get(key);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        byte[] before = rows.put(key.clone(), value.clone());
        if (before != null && !Arrays.equals(before, value)) {
            throw new AssertionError("a row was changed: " + Arrays.toString(key));
        }
    }

    @Override
    public void delete(byte[] key) {
        rows.remove(key);
    }

    @Override
    public List<Row> range(byte[] from, byte[] to, int limit) {
        reads++;
        var found = new ArrayList<Row>();
        for (Map.Entry<byte[], byte[]> entry : rows.subMap(from, true, to, true).entrySet()) {
            if (found.size() == limit) {
                break;
            }
            found.add(new Row(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    @Override
    public @Nullable Row last(byte[] from, byte[] to) {
        reads++;
        Map.Entry<byte[], byte[]> last = rows.subMap(from, true, to, true).lastEntry();
        return last == null ? null : new Row(last.getKey(), last.getValue());
    }
}
