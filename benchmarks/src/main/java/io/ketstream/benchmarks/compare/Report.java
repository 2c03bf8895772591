package io.ketstream.benchmarks.compare;

import io.ketstream.benchmarks.compare.Agreement.Disagreement;
import io.ketstream.benchmarks.compare.Contender.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

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

    /// By workload in the order in which they were measured, then by threads.
    List<Row> rows() {
        Map<String, Map<Integer, List<Figure>>> figures = new LinkedHashMap<>();
        for (Figure figure : outcome.figures()) {
            figures.computeIfAbsent(figure.workload().id(), _ -> new TreeMap<>())
                    .computeIfAbsent(figure.threads(), _ -> new ArrayList<>())
                    .add(figure);
        }
        List<Row> rows = new ArrayList<>();
        figures.forEach((_, byThreads) -> byThreads.forEach(
                (threads, together) -> rows.add(new Row(together.getFirst().workload(), threads, together))));
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
