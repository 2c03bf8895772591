package io.ketstream.benchmarks.loop;

import java.util.List;

/// One turn of each, one after the other, so that the machine's moods meet all three.
///
/// @param system the run's iterations
/// @param queued and `computed`: what the execution service says of the same run
/// @param brokerMean microseconds an iteration by the broker's timestamps
record Round(
        Trace system,
        Distribution queued,
        Distribution computed,
        double brokerMean,
        PingPong.Measured shared,
        PingPong.Measured plain) {

    /// Iterations over which means are taken, where a single one is below a clock's resolution.
    static final int STRETCH = 50;

    static Distribution systemOf(List<Round> rounds) {
        return Distribution.union(
                rounds.stream().map(round -> round.system.iteration()).toList());
    }

    static Distribution sharedOf(List<Round> rounds) {
        return Distribution.union(
                rounds.stream().map(round -> round.shared.trace().iteration()).toList());
    }

    static Distribution plainOf(List<Round> rounds) {
        return Distribution.union(
                rounds.stream().map(round -> round.plain.trace().iteration()).toList());
    }
}
