package io.ketstream.results.prediction.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Digest;
import io.ketstream.model.learning.DataTable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableCacheTest {

    private static final Digest FIRST = Digest.of("first");
    private static final Digest SECOND = Digest.of("second");
    private static final Digest THIRD = Digest.of("third");

    @Test
    void theTablesUsedLastAreKeptWithinTheBound() {
        var cache = new TableCache(7);
        cache.keep(FIRST, table(3));
        cache.keep(SECOND, table(3));
        assertThat(cache.find(FIRST)).isNotNull();
        cache.keep(THIRD, table(4));
        assertThat(cache.find(SECOND)).isNull();
        assertThat(cache.find(FIRST)).isNotNull();
        assertThat(cache.find(THIRD)).isNotNull();
    }

    @Test
    void aTableBeyondTheBoundIsNotKeptAndDrivesOutNone() {
        var cache = new TableCache(7);
        cache.keep(FIRST, table(3));
        cache.keep(SECOND, table(8));
        assertThat(cache.find(SECOND)).isNull();
        assertThat(cache.find(FIRST)).isNotNull();
    }

    @Test
    void aTableThatIsKeptAgainCountsOnce() {
        var cache = new TableCache(7);
        for (int i = 0; i < 5; i++) {
            cache.keep(FIRST, table(3));
        }
        cache.keep(SECOND, table(4));
        assertThat(cache.find(FIRST)).isNotNull();
    }

    /// Of one column.
    private static DataTable table(int rows) {
        return DataTable.read(("\"width\"\r\n" + "1.0\r\n".repeat(rows)).getBytes(StandardCharsets.UTF_8));
    }
}
