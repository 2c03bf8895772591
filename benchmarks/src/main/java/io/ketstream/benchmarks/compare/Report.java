package io.ketstream.benchmarks.compare;

import io.ketstream.benchmarks.compare.Agreement.Disagreement;
import io.ketstream.benchmarks.compare.Contender.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Everything that one call found.
///
/// @param remarks what a reader of the figures should know
/// @param omitted workloads that were left out, with the reasons
/// @param versions of the peers
record Report(
        Machine machine,
        Outcome outcome,
        List<Verdict> verdicts,
        List<Disagreement> disagreements,
        List<String> remarks,
        List<String> omitted,
        List<String> versions) {

    /// A workload with a number of threads: a line of the table and of the picture.
    record Row(Workload workload, int threads, List<Figure> figures) {

        Optional<Figure> of(Contender contender) {
            return figures.stream()
                    .filter(figure -> figure.contender() == contender)
                    .findFirst();
        }

        /// How many times as long a contender takes as ours in double precision.
        OptionalDouble ratio(Figure figure) {
            Optional<Figure> own = of(Contender.KETSTREAM);
            return own.isPresent()
                    ? OptionalDouble.of(figure.median() / own.get().median())
                    : OptionalDouble.empty();
        }

        Optional<Figure> fastestPeer() {
            return figures.stream()
                    .filter(figure -> figure.contender().kind() == Kind.PEER)
                    .min(Comparator.comparingDouble(Figure::median));
        }
    }

    /// By workload, then by threads.
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<Workload> workloads =
                outcome.figures().stream().map(Figure::workload).distinct().toList();
        List<Integer> threads = outcome.figures().stream()
                .map(Figure::threads)
                .distinct()
                .sorted()
                .toList();
        for (Workload workload : workloads) {
            for (int count : threads) {
                List<Figure> figures = outcome.figures().stream()
                        .filter(figure -> figure.workload() == workload && figure.threads() == count)
                        .toList();
                if (!figures.isEmpty()) {
                    rows.add(new Row(workload, count, figures));
                }
            }
        }
        return rows;
    }

    /// Those that measured anything, in the order of the table's columns.
    List<Contender> contenders() {
        return outcome.figures().stream()
                .map(Figure::contender)
                .distinct()
                .sorted()
                .toList();
    }
}
