package io.ketstream.benchmarks.backtest;

/// What is held beside each other, each on books of its own.
enum StrategyKind {
    QAOA("QAOA, weighted"),
    QAOA_EQUAL("QAOA, equal weights"),
    HEURISTIC("swap heuristic, weighted"),
    MEAN_VARIANCE("mean-variance of all"),
    MINIMUM_VARIANCE("minimum variance of all"),
    BUY_AND_HOLD("buy and hold, equal weights");

    private final String title;

    StrategyKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
