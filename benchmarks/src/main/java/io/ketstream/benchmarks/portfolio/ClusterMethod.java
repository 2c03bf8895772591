package io.ketstream.benchmarks.portfolio;

import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
import io.ketstream.optimizer.portfolio.ClusterSolver;

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

    ClusterSolver solver(PortfolioOptions options, long seed) {
        return switch (this) {
            case CIRCUIT -> new CircuitClusters(new Ansatz.Qaoa(options.layers(), Mixer.XY_COMPLETE), options, seed);
            case RANDOM -> OneCluster.seeded(new RandomCluster(options.shotsShare()), seed);
            case EXACT -> OneCluster.seeded(new ExactCluster(), seed);
        };
    }
}
