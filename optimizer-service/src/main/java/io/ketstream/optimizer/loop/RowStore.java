package io.ketstream.optimizer.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows by key, in unsigned order of their keys, logged so that they survive the machine.
public interface RowStore {

    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Row(byte[] key, byte[] value) {}

    byte @Nullable [] get(byte[] key);

    void put(byte[] key, byte[] value);

    void delete(byte[] key);

    /// At most `limit` rows with `from <= key <= to`.
    List<Row> range(byte[] from, byte[] to, int limit);

    /// The row with the highest key in `from <= key <= to`.
    @Nullable
    Row last(byte[] from, byte[] to);
}
