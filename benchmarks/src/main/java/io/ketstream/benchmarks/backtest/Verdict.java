package io.ketstream.benchmarks.backtest;

import java.util.List;

/// The sentence that says whether circuits made a difference.
final class Verdict {

    private Verdict() {}

    /// @param isSameTrades whether QAOA's strategy and the heuristic's booked the same
    static String of(List<Stages> all, boolean isSameTrades) {
        long same = all.stream().filter(stages -> stages.differing() == 0).count();
        long better = all.stream()
                .filter(stages -> stages.differing() > 0 && stages.chosen() < stages.heuristic())
                .count();
        long worse = all.stream()
                .filter(stages -> stages.differing() > 0 && stages.chosen() > stages.heuristic())
                .count();
        String verdict =
                ("Of %d rebalancings QAOA selected what the classical swap heuristic selects in %d, something better in %d,"
                                + " something worse in %d.")
                        .formatted(all.size(), same, better, worse);
        String portfolios =
                isSameTrades ? " Their portfolios are the same, trade for trade." : " Their portfolios differ.";
        if (same == all.size()) {
            return verdict + portfolios;
        }
        double difference = all.stream()
                .mapToDouble(stages -> stages.yearly(stages.heuristic() - stages.chosen()))
                .average()
                .orElseThrow();
        return verdict
                + " By the objective of the selection that was, on average, %.4f percentage points of risk-adjusted return a year %s."
                        .formatted(100 * Math.abs(difference), difference < 0 ? "lost" : "gained")
                + portfolios;
    }
}
