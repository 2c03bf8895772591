package io.ketstream.benchmarks.backtest;

import java.util.List;

/// All circuits of a portfolio once, all under way at once.
record CircuitRound(List<EvaluationTrace> traces) {

    CircuitRound {
        traces = List.copyOf(traces);
    }

    /// Of all circuits together.
    int evaluations() {
        return traces.stream().mapToInt(EvaluationTrace::evaluations).sum();
    }

    /// What they gain beside selections at random.
    double gain() {
        return traces.stream()
                .mapToDouble(trace -> trace.uniform() - trace.end())
                .sum();
    }

    double end() {
        return traces.stream().mapToDouble(EvaluationTrace::end).sum();
    }

    /// The energy of all together once each has made so many evaluations.
    private double energy(int each) {
        return traces.stream().mapToDouble(trace -> trace.lowest(each)).sum();
    }

    /// How many evaluations all of them have made when their energy is first at most `energy`; 0: it never is.
    int until(double energy) {
        int longest =
                traces.stream().mapToInt(EvaluationTrace::evaluations).max().orElseThrow();
        for (int each = 1; each <= longest; each++) {
            if (energy(each) <= energy) {
                int most = each;
                return traces.stream()
                        .mapToInt(trace -> Math.min(most, trace.evaluations()))
                        .sum();
            }
        }
        return 0;
    }
}
