package io.ketstream.execution.queue;

import io.ketstream.model.RunId;
import java.util.LinkedHashMap;
import java.util.Map;

/// Runs that were cancelled or have ended, so that their questions need no answer; the most recent ones.
/// Thread-safe.
public final class EndedRuns {

    private final Map<RunId, Boolean> runs;

    public EndedRuns(int capacity) {
        this.runs = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<RunId, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    public synchronized void add(RunId run) {
        runs.put(run, true);
    }

    public synchronized boolean contains(RunId run) {
        return runs.containsKey(run);
    }
}
