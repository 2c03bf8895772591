package io.ketstream.benchmarks.ticks;

/// The figures for a reader, as Markdown.
final class TicksReport {

    private TicksReport() {}

    static String of(TicksOptions options, TicksFigures figures) {
        var text = new StringBuilder("""
                # Ticks into bars and snapshots

                %d processors, which Kafka, PostgreSQL, ingestion-service and the producer share; load average %.1f before. \
                Bars of %s, lateness %s, \
                idle %s, a snapshot of all %d symbols at most every %s.

                | | |
                |---|---|
                | ticks in bars | %d, %d a bar |
                | from the first tick sent to the last bar stored | %.1f s |
                | **ticks a second** | **%.0f** (goal %.0f: %s) |
                | duplicates, late, refused; none was sent | %d, %d, %d |
                """.formatted(
                        figures.processors(),
                        figures.loadBefore(),
                        TicksBenchmark.BAR,
                        TicksBenchmark.LATENESS,
                        TicksBenchmark.IDLE,
                        options.symbols(),
                        TicksBenchmark.INTERVAL,
                        figures.ticks(),
                        options.ticksABar(),
                        figures.seconds(),
                        figures.ticksPerSecond(),
                        TicksFigures.GOAL,
                        figures.ticksPerSecond() >= TicksFigures.GOAL ? "met" : "missed",
                        figures.duplicates(),
                        figures.late(),
                        figures.refused()));
        TicksFigures.Ages ages = figures.ages();
        if (ages != null) {
            text.append("""

                    At %d ticks a second, %d snapshots; the age of the newest bar's end, ms:

                    | | p50 | p99 |
                    |---|---|---|
                    | when the snapshot's event arrives | %.0f | %.0f |
                    | just before the next one's arrives | %.0f | %.0f |
                    """.formatted(
                            options.rate(),
                            ages.snapshots(),
                            ages.youngest(),
                            ages.youngestP99(),
                            ages.oldest(),
                            ages.oldestP99()));
        }
        return text.toString();
    }
}
