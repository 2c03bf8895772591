package io.ketstream.benchmarks.portfolio;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What `./ketstream bench constraints` has measured.
record ConstraintsFigures(List<OfPair> pairs) {

    /// How much of the optima has to be reached after polish.
    private static final double GOAL = 0.99;

    ConstraintsFigures {
        pairs = List.copyOf(pairs);
    }

    /// Means over the instances of a pair of constraints, and shares of them.
    ///
    /// @param kept instances whose circuit keeps every rule
    /// @param violations samples of those that are not feasible, which there must not be
    /// @param feasible share of the others' samples that are feasible; NaN where there are no others
    /// @param advantage how many times as likely the optimum is as in a uniform feasible sample, of means
    record OfPair(
            ConstraintKind first,
            ConstraintKind second,
            int instances,
            double qubits,
            int kept,
            int violations,
            double feasible,
            double optimal,
            double uniform,
            double advantage,
            double found,
            double polished) {

        static OfPair of(ConstraintKind first, ConstraintKind second, List<ConstrainedTrial> trials) {
            double optimal = mean(trials, ConstrainedTrial::optimal);
            double uniform = mean(trials, ConstrainedTrial::uniform);
            List<ConstrainedTrial> kept =
                    trials.stream().filter(ConstrainedTrial::kept).toList();
            List<ConstrainedTrial> penalised =
                    trials.stream().filter(trial -> !trial.kept()).toList();
            return new OfPair(
                    first,
                    second,
                    trials.size(),
                    mean(trials, ConstrainedTrial::qubits),
                    kept.size(),
                    (int) kept.stream().filter(trial -> trial.feasible() < 1).count(),
                    mean(penalised, ConstrainedTrial::feasible),
                    optimal,
                    uniform,
                    optimal / uniform,
                    mean(trials, trial -> trial.found() ? 1 : 0),
                    mean(trials, trial -> trial.polished() ? 1 : 0));
        }

        /// A row of the report.
        String markdown() {
            if (instances == 0) {
                return "| %s, %s | 0 |%s".formatted(first.title(), second.title(), " – |".repeat(8));
            }
            return "| %s, %s | %d | %.1f | %.0f %% | %s, %s | %.3f | %.4f | %.1f | %.1f %% | %.1f %% |"
                    .formatted(
                            first.title(),
                            second.title(),
                            instances,
                            qubits,
                            100.0 * kept / instances,
                            kept == 0 ? "–" : violations == 0 ? "all" : "NOT ALL",
                            Double.isNaN(feasible) ? "–" : "%.0f %%".formatted(100 * feasible),
                            optimal,
                            uniform,
                            advantage,
                            100 * found,
                            100 * polished);
        }

        private static double mean(List<ConstrainedTrial> trials, ToDoubleFunction<ConstrainedTrial> value) {
            return trials.stream().mapToDouble(value).average().orElse(Double.NaN);
        }
    }

    /// Whether every circuit kept what it promises, and polish reached the optimum often enough.
    boolean isRight() {
        return pairs.stream()
                .filter(pair -> pair.instances() > 0)
                .allMatch(pair -> pair.violations() == 0 && pair.polished() >= GOAL);
    }

    String markdown(ConstraintsOptions options) {
        var text = new StringBuilder("""
                # Constrained portfolios

                %d instances of each pair, of %d to %d assets, measured where the circuit has %d to %d qubits; QAOA, mixer %s, %d layers from a ramp, at most %d exact evaluations by L-BFGS, %d samples; seed %d.

                | constraints | measured | qubits | kept by the circuit | feasible samples: where kept, else | P(optimum) | of uniform feasible sampling | ratio | best sample optimal | after polish |
                |---|---|---|---|---|---|---|---|---|---|
                """.formatted(
                        options.instances(),
                        options.least(),
                        options.assets(),
                        options.fewestQubits(),
                        options.mostQubits(),
                        options.mixer(),
                        options.layers(),
                        options.evaluations(),
                        options.shots(),
                        options.seed()));
        for (OfPair pair : pairs) {
            text.append(pair.markdown()).append('\n');
        }
        return text.toString();
    }
}
