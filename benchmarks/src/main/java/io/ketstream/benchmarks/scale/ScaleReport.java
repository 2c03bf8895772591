package io.ketstream.benchmarks.scale;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The figures for a reader, as Markdown.
final class ScaleReport {

    private static final int GOAL_ASSETS = 2639;
    private static final double MEBIBYTE = 1 << 20;

    private ScaleReport() {}

    static String of(ScaleOptions options, ScaleFigures figures) {
        var text = new StringBuilder("""
                # Portfolios of thousands of assets

                From the submission of a run over stored prices to its portfolio in the topic; %d processors, which Kafka, PostgreSQL, \
                all services and the measurement share; load average %.1f before. QAOA with %d layers, xy-complete, at most %d qubits and \
                %d evaluations a circuit; %.0f %% of the assets selected. Medians of %d runs after one that warms up.

                | assets | clusters | runs of clusters | evaluations | seconds | first run, s | taken apart after, s | largest heap, MiB |
                |---|---|---|---|---|---|---|---|
                """.formatted(
                        figures.processors(),
                        figures.loadBefore(),
                        options.layers(),
                        options.cap(),
                        options.evaluations(),
                        100 * options.selected(),
                        options.repeats()));
        for (ScaleFigures.Part part : figures.parts()) {
            ScaleFigures.Trip last = part.trips().getLast();
            text.append("| %d%s | %d | %d | %d | **%.1f** | %.1f | %.1f | %.0f (%s) |%n"
                    .formatted(
                            part.assets(),
                            part.generated() ? " generated" : "",
                            last.clusters(),
                            last.children(),
                            last.evaluations(),
                            part.medianSeconds(),
                            part.trips().getFirst().seconds(),
                            last.decomposed(),
                            part.largestHeap() / MEBIBYTE,
                            heaps(part)));
        }
        for (ScaleFigures.Part part : figures.parts()) {
            if (part.assets() >= GOAL_ASSETS) {
                text.append("%n%d assets: %.1f s (goal %.0f: %s), largest heap %.0f MiB (goal %.0f: %s).%n"
                        .formatted(
                                part.assets(),
                                part.medianSeconds(),
                                ScaleFigures.GOAL_SECONDS,
                                isMet(part.medianSeconds(), ScaleFigures.GOAL_SECONDS),
                                part.largestHeap() / MEBIBYTE,
                                ScaleFigures.GOAL_HEAP / MEBIBYTE,
                                isMet(part.largestHeap(), ScaleFigures.GOAL_HEAP)));
            }
        }
        text.append("""

                Stages of the last run of each, seconds; the gap to the bound after it:

                | assets | submission answered | taken apart | stages | rest: controls, weights, publishing |
                |---|---|---|---|---|
                """);
        for (ScaleFigures.Part part : figures.parts()) {
            ScaleFigures.Trip last = part.trips().getLast();
            double staged = last.stages().stream()
                    .mapToDouble(ScaleFigures.Stage::seconds)
                    .sum();
            text.append("| %d | %.2f | %.2f | %s | %.2f |%n"
                    .formatted(
                            part.assets(),
                            last.answered(),
                            last.decomposed() - last.answered(),
                            stages(last.stages()),
                            last.seconds() - last.decomposed() - staged));
        }
        return text.toString();
    }

    private static String stages(List<ScaleFigures.Stage> stages) {
        return stages.stream()
                .map(stage -> "%s %.2f (%.3f %%)".formatted(stage.step(), stage.seconds(), stage.gap()))
                .collect(Collectors.joining(", "));
    }

    private static String heaps(ScaleFigures.Part part) {
        return part.heaps().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(heap -> "%s %.0f".formatted(heap.getKey().replace("-service", ""), heap.getValue() / MEBIBYTE))
                .collect(Collectors.joining(", "));
    }

    private static String isMet(double value, double goal) {
        return value <= goal ? "met" : "missed";
    }
}
