package io.ketstream.benchmarks.ticks;

import org.jspecify.annotations.Nullable;

/// Everything that was measured in one run of the benchmark.
///
/// @param loadBefore of the whole machine before anything was measured, one minute's average
/// @param ticks written and found again in bars
/// @param seconds from the first one sent to the last bar stored
/// @param duplicates found among them; none was sent
/// @param late found among them; none was sent
/// @param refused found among them; none was sent
/// @param ages absent where they were not asked for
record TicksFigures(
        int processors,
        double loadBefore,
        long ticks,
        double seconds,
        long duplicates,
        long late,
        long refused,
        @Nullable Ages ages) {

    /// Goal of the project, in ticks a second on two processors.
    static final double GOAL = 50_000;

    /// How old the newest bar of the latest snapshot was, in milliseconds, at a steady rate.
    ///
    /// @param snapshots that were published
    /// @param youngest at the arrival of a snapshot's event, median
    /// @param youngestP99 the same, 99 %
    /// @param oldest before the next snapshot's event arrived, median
    /// @param oldestP99 the same, 99 %
    record Ages(int snapshots, double youngest, double youngestP99, double oldest, double oldestP99) {}

    double ticksPerSecond() {
        return ticks / seconds;
    }

    /// Whether nothing is wrong; a goal that is missed is reported, not an error.
    boolean isRight() {
        return duplicates == 0 && late == 0 && refused == 0;
    }
}
