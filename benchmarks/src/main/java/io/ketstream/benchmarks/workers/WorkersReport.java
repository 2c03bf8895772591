package io.ketstream.benchmarks.workers;

import java.util.Map;
import java.util.stream.Collectors;

/// The figures for a reader, as Markdown.
final class WorkersReport {
    private static final double MEBIBYTE = 1 << 20;

    /// Seconds.
    private static final double WORTH_NAMING = 0.5;

    private WorkersReport() {}

    static String of(WorkersOptions options, WorkersFigures figures) {
        var text = new StringBuilder("""
                # One execution worker and two

                From submission to the told end, T; %d processors, load average %.1f before. Each worker computes on one thread%s; Kafka, PostgreSQL, \
                the other services and the measurement are on any processor, and compete with both. Medians of %d trips with one worker (half of them before \
                the other was there, half after it), %d with two.

                | work | T₁, s | T₂, s | efficiency T₁/2T₂ | until the last answer | division of computing | with one | with two |
                |---|---|---|---|---|---|---|---|
                """.formatted(
                        figures.processors(),
                        figures.loadBefore(),
                        options.processors().isEmpty() ? "" : " and is kept on a processor of its own",
                        2 * options.repeats(),
                        options.repeats()));
        for (WorkersFigures.Part part : figures.parts()) {
            text.append("| %s | %.1f | %.1f | **%.2f** (goal %.1f: %s) | %.1f, %.1f: %.2f | %.2f | %s | %s |%n"
                    .formatted(
                            part.work(),
                            part.seconds(false),
                            part.seconds(true),
                            part.efficiency(),
                            WorkersFigures.GOAL_EFFICIENCY,
                            part.efficiency() >= WorkersFigures.GOAL_EFFICIENCY ? "met" : "missed",
                            part.answered(false),
                            part.answered(true),
                            part.answeredEfficiency(),
                            part.division(),
                            work(part.one().getLast()),
                            work(part.two().getLast())));
        }
        text.append("""

                Division of computing: half of both workers' computing seconds by those of the one with more, which no other load of the machine changes. \
                With one, with two: of the last trip, each worker's questions, computing seconds and processor seconds.
                """);
        for (WorkersFigures.Part part : figures.parts()) {
            text.append("Processor seconds of everything else, %s: with one %s; with two %s.%n"
                    .formatted(
                            part.title(),
                            others(part.one().getLast()),
                            others(part.two().getLast())));
        }
        text.append("Largest resident memory of a worker's process, MiB: %s.%n"
                .formatted(figures.residentBytes().stream()
                        .map(bytes -> "%.0f".formatted(bytes / MEBIBYTE))
                        .collect(Collectors.joining(", "))));
        return text.toString();
    }

    /// The sum, and those that have a part of it worth the name.
    private static String others(WorkersFigures.Trip trip) {
        return "%.1f (%s)"
                .formatted(
                        trip.others().values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum(),
                        trip.others().entrySet().stream()
                                .filter(other -> other.getValue() >= WORTH_NAMING)
                                .sorted(Map.Entry.<String, Double>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                                .map(other -> "%s %.1f".formatted(other.getKey(), other.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    private static String work(WorkersFigures.Trip trip) {
        return trip.workers().stream()
                .map(work -> "%d in %.1f, %.1f".formatted(work.questions(), work.computing(), work.processor()))
                .collect(Collectors.joining("; "));
    }
}
