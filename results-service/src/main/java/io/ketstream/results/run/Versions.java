package io.ketstream.results.run;

import io.ketstream.model.event.RunEnded;
import org.jspecify.annotations.Nullable;

/// By which versions of what computes it a run came to its end.
final class Versions {

    private Versions() {}

    /// Whether both say so and have another algorithm, or another engine: then they may come to something else, and
    /// nothing is wrong.
    static boolean differ(RunEnded first, RunEnded second) {
        return differ(first.optimizerVersion(), second.optimizerVersion()) || differ(first.engine(), second.engine());
    }

    private static boolean differ(@Nullable Object first, @Nullable Object second) {
        return first != null && second != null && !first.equals(second);
    }
}
