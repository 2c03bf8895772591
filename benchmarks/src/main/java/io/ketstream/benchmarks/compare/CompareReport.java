package io.ketstream.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/// The outcome as Markdown.
final class CompareReport {
    private final Outcome outcome;
    private final List<String> lines = new ArrayList<>();

    private CompareReport(Outcome outcome) {
        this.outcome = outcome;
    }

    static String of(Outcome outcome) {
        var report = new CompareReport(outcome);
        report.figures();
        return String.join("\n", report.lines) + "\n";
    }

    private void figures() {
        line("| workload | threads | contender | median, s | fastest, s | times |");
        line("|---|---|---|---|---|---|");
        for (Figure figure : outcome.figures()) {
            line("| %s | %d | %s | %.6f | %.6f | %d |"
                    .formatted(
                            figure.workload().id(),
                            figure.threads(),
                            figure.contender().title(),
                            figure.median(),
                            figure.fastest(),
                            figure.repetitions()));
        }
    }

    private void line(String line) {
        lines.add(line);
    }
}
