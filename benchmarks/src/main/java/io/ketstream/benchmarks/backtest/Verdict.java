package io.ketstream.benchmarks.backtest;

import java.util.List;

/// The sentence that says whether circuits made a difference.
final class Verdict {

    private Verdict() {}

    static String of(BacktestReport.Figures figures) {
        List<Stages> all = figures.rebalancings();
        long same = all.stream().filter(stages -> stages.differing() == 0).count();
        long better = all.stream()
                .filter(stages -> stages.differing() > 0 && stages.chosen() < stages.heuristic())
                .count();
        long worse = all.stream()
                .filter(stages -> stages.differing() > 0 && stages.chosen() > stages.heuristic())
                .count();
        double difference = all.stream()
                .mapToDouble(stages -> stages.gap(stages.chosen()) - stages.gap(stages.heuristic()))
                .average()
                .orElse(0);
        return ("Of %d rebalancings QAOA selected what the classical swap heuristic selects in %d, something better in %d,"
                        + " something worse in %d. On average its objective was %.3f %% of the bound %s.")
                .formatted(
                        all.size(),
                        same,
                        better,
                        worse,
                        100 * Math.abs(difference),
                        difference > 0 ? "higher, which is worse" : "lower, which is better");
    }
}
