package io.ketstream.benchmarks.portfolio;

import java.util.stream.Collectors;

/// The figures for a reader, as Markdown.
final class PortfolioReport {

    private PortfolioReport() {}

    static String of(PortfolioFigures figures) {
        PortfolioOptions options = figures.options();
        var text = new StringBuilder("""
                # Decomposition of portfolios

                %s: %d symbols after cleaning, %d log returns from %s to %s, annualised. %d instances, each %d random assets \
                of which %s are selected, q = %s/%d; seeds %d (subsets) and %d (samples). QAOA: xy-complete, %d layers, parameters transferred between clusters and improved by L-BFGS with at most %d exact evaluations each; shots, as many for random: %s of a cluster's selections, the best sample taken. \
                At most %d sweeps. %d processors.

                Gaps in %%, mean ± standard error over the instances: above the bound, in brackets above the best that anything found (f = %s).

                | clusters of at most | solved by | output | after sweeps | after polish | seconds: solve, sweeps, polish |
                |---|---|---|---|---|---|
                """.formatted(
                        options.prices().getFileName(),
                        figures.symbols(),
                        figures.observations(),
                        figures.from(),
                        figures.asOf(),
                        options.instances(),
                        options.assets(),
                        selected(options),
                        options.riskAversion(),
                        options.cardinality(),
                        options.subsetSeed(),
                        options.sampleSeed(),
                        options.layers(),
                        options.evaluations(),
                        options.shotsShare(),
                        options.sweeps(),
                        figures.processors(),
                        plain(figures.best(), "%.4f")));
        for (PortfolioFigures.OfCap cap : figures.caps()) {
            for (PortfolioFigures.OfMethod method : cap.methods()) {
                text.append("| %d | %s | %s | %s | %s | %.2f, %.2f, %.2f |\n"
                        .formatted(
                                cap.cap(),
                                method.method().title(),
                                gaps(method.output()),
                                gaps(method.swept()),
                                gaps(method.polished()),
                                method.solveSeconds(),
                                method.sweepSeconds(),
                                method.polishSeconds()));
            }
        }
        text.append("| all assets | swap heuristic | | | %s | %.2f |\n"
                .formatted(gaps(figures.heuristic()), figures.heuristicSeconds()));
        text.append("""

                | clusters of at most | clusters | the largest | modularity | decomposition, s | QAOA's output below random's, %% of the bound | above exact's |
                |---|---|---|---|---|---|---|
                """.formatted());
        for (PortfolioFigures.OfCap cap : figures.caps()) {
            text.append("| %d | %.1f | %.1f | %.3f | %.2f | %s: %.1f σ | %s |\n"
                    .formatted(
                            cap.cap(),
                            cap.clusters().value(),
                            cap.largest().value(),
                            cap.modularity().value(),
                            cap.seconds(),
                            percent(cap.circuitBelowRandom()),
                            cap.circuitBelowRandom().sigmas(),
                            percent(cap.circuitAboveExact())));
        }
        if (options.minCardinality() < options.cardinality()) {
            text.append("\n");
            for (PortfolioFigures.OfCap cap : figures.caps()) {
                text.append("Clusters of at most %d share out %s assets; selected after polish: %s.\n"
                        .formatted(
                                cap.cap(),
                                plain(cap.shared(), "%.1f"),
                                cap.methods().stream()
                                        .map(method -> method.method().title() + " " + plain(method.selected(), "%.1f"))
                                        .collect(Collectors.joining(", "))));
            }
        }
        text.append("\nThe bound took %.2f s an instance.\n".formatted(figures.boundSeconds()));
        return text.toString();
    }

    private static String selected(PortfolioOptions options) {
        return options.minCardinality() == options.cardinality()
                ? String.valueOf(options.cardinality())
                : options.minCardinality() + " to " + options.cardinality();
    }

    private static String gaps(PortfolioFigures.Gaps gaps) {
        return percent(gaps.toBound()) + " (" + percent(gaps.toBest()) + ")";
    }

    private static String percent(Mean mean) {
        return plain(new Mean(100 * mean.value(), 100 * mean.error()), "%.3f");
    }

    private static String plain(Mean mean, String format) {
        return format.formatted(mean.value()) + " ± " + format.formatted(mean.error());
    }
}
