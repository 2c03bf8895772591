package io.ketstream.optimizer.loop;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.TableClaim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tables that a run learns from, as they come.
final class TrainingTables {

    private final TrainingReady ready;
    private final Map<Digest, DataTable> fetched = new HashMap<>();

    TrainingTables(TrainingReady ready) {
        this.ready = ready;
    }

    /// Where they are.
    List<Link> links() {
        return Stream.of(ready.table(), ready.test())
                .filter(Objects::nonNull)
                .map(TableClaim::table)
                .distinct()
                .toList();
    }

    /// @return whether all are there
    boolean add(Digest digest, DataTable table) {
        fetched.put(digest, table);
        return links().stream().allMatch(link -> fetched.containsKey(link.sha256()));
    }

    /// What is learnt from, once all are there.
    DataTable learnt() {
        return Objects.requireNonNull(fetched.get(ready.table().table().sha256()));
    }

    /// What the model is tested on, where that is another table.
    @Nullable
    DataTable test() {
        TableClaim test = ready.test();
        return test == null
                ? null
                : Objects.requireNonNull(fetched.get(test.table().sha256()));
    }

    void forget() {
        fetched.clear();
    }
}
