package io.ketstream.results.prediction.remote;

import io.ketstream.model.Digest;
import io.ketstream.model.learning.DataTable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tables that were used last, within a bound on the numbers in all of them together.
final class TableCache {

    /// 32 MiB.
    static final long MAX_NUMBERS = 4L * 1024 * 1024;

    private static final float LOAD = 0.75f;

    private final LinkedHashMap<Digest, DataTable> tables = new LinkedHashMap<>(16, LOAD, true);
    private final long most;
    private long numbers;

    TableCache() {
        this(MAX_NUMBERS);
    }

    TableCache(long most) {
        this.most = most;
    }

    synchronized @Nullable DataTable find(Digest digest) {
        return tables.get(digest);
    }

    /// One that is larger than the bound is not kept.
    synchronized void keep(Digest digest, DataTable table) {
        if (size(table) > most) {
            return;
        }
        DataTable former = tables.put(digest, table);
        numbers += size(table) - (former == null ? 0 : size(former));
        Iterator<Map.Entry<Digest, DataTable>> oldest = tables.entrySet().iterator();
        while (numbers > most) {
            numbers -= size(oldest.next().getValue());
            oldest.remove();
        }
    }

    private static long size(DataTable table) {
        return (long) table.rows() * table.columns().size();
    }
}
