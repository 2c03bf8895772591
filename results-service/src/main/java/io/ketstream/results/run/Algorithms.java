package io.ketstream.results.run;

import io.ketstream.model.event.RunEnded;

/// Which version of its algorithm a run took.
final class Algorithms {

    private Algorithms() {}

    /// Whether both say so and it is not the same one: then they may come to something else, and
    /// nothing is wrong.
    static boolean differ(RunEnded first, RunEnded second) {
        return first.optimizerVersion() != null
                && second.optimizerVersion() != null
                && !first.optimizerVersion().equals(second.optimizerVersion());
    }
}
