package io.ketstream.benchmarks.portfolio;

import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;

/// Who solves the clusters.
enum ClusterMethod {
    CIRCUIT("QAOA"),
    RANDOM("random, equal shots"),
    EXACT("exact");

    private final String title;

    ClusterMethod(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    OneCluster solver(PortfolioOptions options) {
        return switch (this) {
            case CIRCUIT ->
                new CircuitCluster(
                        new Ansatz.Qaoa(options.layers(), Mixer.XY_COMPLETE),
                        options.evaluations(),
                        options.shotsShare());
            case RANDOM -> new RandomCluster(options.shotsShare());
            case EXACT -> new ExactCluster();
        };
    }
}
