package io.ketstream.benchmarks.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that was measured in one run of the benchmark.
///
/// @param peers empty when they were not asked for
/// @param own the same problems in the system, as far as peers were asked for
record LoopFigures(
        Machine machine,
        int questionBytes,
        int answerBytes,
        List<Round> rounds,
        Crowd.@Nullable Outcome crowd,
        List<Peers.Figure> peers,
        List<Peers.Figure> own) {

    /// Goals of the project for the quotient of an iteration and the baseline with the share group.
    static final double GOAL_P50 = 1.6;

    static final double GOAL_P99 = 2.5;

    /// The libraries compute in double precision with other orders of summation: the energies, at most 16 in size,
    /// differ by rounding alone.
    static final double ENERGY_TOLERANCE = 1e-8;

    /// Where it ran.
    ///
    /// @param loadBefore of the whole machine, one minute's average
    record Machine(int processors, String system, String java, double loadBefore, double loadAfter) {}

    LoopFigures {
        rounds = List.copyOf(rounds);
        peers = List.copyOf(peers);
        own = List.copyOf(own);
    }

    /// Largest distance of a library's energy from ours.
    double energyDifference() {
        double largest = 0;
        for (Peers.Figure mine : own) {
            for (Peers.Figure other : peers) {
                if (other.nodes() == mine.nodes()) {
                    largest = Math.max(largest, Math.abs(other.energy() - mine.energy()));
                }
            }
        }
        return largest;
    }

    /// Whether nothing is wrong; a goal that is missed is reported, not an error.
    boolean isRight() {
        return (crowd == null || crowd.succeeded() == crowd.runs()) && energyDifference() <= ENERGY_TOLERANCE;
    }
}
