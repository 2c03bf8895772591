package io.ketstream.optimizer.loop;

import java.time.Duration;

/// How a loop paces itself.
///
/// @param stepPatience how long the caller's thread waits for an algorithm's next step
/// @param resendAfter age of an unanswered question at which it is sent again; doubles each time up to `resendAtMost`
/// @param evaluationPatience age of an unanswered question at which the run fails
/// @param childPatience time without a sign of any child, beside what its user gives it, after which those that have
/// not
///     ended are given up
/// @param readBackAfter age of an outcome or a deadline that has not been read back at which it is sent again
/// @param journalRetention age of an ended run at which its rows are deleted; longer than any input topic retains
/// @param algorithmMemoryBytes estimated memory of live algorithms in this process above which idle ones are evicted
/// @param concurrentReplays replays under way at a time in this process
/// @param concurrentControls controls handed out at a time by one loop
public record LoopSettings(
        Duration stepPatience,
        Duration resendAfter,
        Duration resendAtMost,
        Duration evaluationPatience,
        Duration childPatience,
        Duration readBackAfter,
        Duration journalRetention,
        long algorithmMemoryBytes,
        int concurrentReplays,
        int concurrentControls) {

    public static final LoopSettings DEFAULT = new LoopSettings(
            Duration.ofMillis(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            Duration.ofHours(1),
            Duration.ofSeconds(10),
            Duration.ofDays(21),
            128L << 20,
            2,
            4);

    /// How long after a question was sent for the `sends`-th time it is sent again.
    Duration resendDelay(int sends) {
        Duration delay = resendAfter.multipliedBy(1L << Math.min(20, Math.max(0, sends - 1)));
        return delay.compareTo(resendAtMost) < 0 ? delay : resendAtMost;
    }
}
