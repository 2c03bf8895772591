package io.ketstream.optimizer.loop;

import io.ketstream.model.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Deletes the rows of runs that ended long ago, a bounded batch at a time, going round the journal.
///
/// Rows whose circuit never came carry no time; they are deleted when they have been seen for as long.
final class JournalSweep {

    private static final int RUNS = 256;
    private static final int ROWS = 2000;
    private static final int STRAYS = 10_000;
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Journal journal;
    private final Duration retention;
    private final Map<RunId, Instant> strays = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, Instant> eldest) {
            return size() > STRAYS;
        }
    };
    private @Nullable RunId position;
    private Instant next = Instant.MIN;

    JournalSweep(Journal journal, Duration retention) {
        this.journal = journal;
        this.retention = retention;
    }

    void tick(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(INTERVAL);
        List<Journal.Markers> runs = journal.markers(position, RUNS);
        if (runs.isEmpty()) {
            position = null;
            return;
        }
        for (Journal.Markers markers : runs) {
            if (since(markers, now).isBefore(now.minus(retention))) {
                if (!journal.delete(markers.run(), ROWS)) {
                    return; // goes on with this run next time
                }
                strays.remove(markers.run());
            }
            position = markers.run();
        }
    }

    /// From when on the run's rows are not needed.
    private Instant since(Journal.Markers markers, Instant now) {
        Instant endedAt = markers.endedAt();
        if (endedAt != null) {
            return endedAt;
        }
        return markers.begun() ? Instant.MAX : seen(markers.run(), now);
    }

    private Instant seen(RunId run, Instant now) {
        Instant first = strays.putIfAbsent(run, now);
        return first == null ? now : first;
    }
}
