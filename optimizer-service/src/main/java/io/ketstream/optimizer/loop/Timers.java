package io.ketstream.optimizer.loop;

import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// When to look after which run; a run has at most one time, an earlier one replaces it.
final class Timers {

    private record Timer(Instant due, OpenRun run) {}

    private final PriorityQueue<Timer> queue =
            new PriorityQueue<>((a, b) -> a.due().compareTo(b.due()));

    void schedule(OpenRun run, Instant due) {
        if (run.due == null || due.isBefore(run.due)) {
            run.due = due;
            queue.add(new Timer(due, run));
        }
    }

    /// The next run whose time has come.
    @Nullable
    OpenRun next(Instant now) {
        while (true) {
            Timer first = queue.peek();
            if (first == null || first.due().isAfter(now)) {
                return null;
            }
            queue.remove();
            if (first.due().equals(first.run().due)) {
                first.run().due = null;
                return first.run();
            }
        }
    }
}
