package io.ketstream.benchmarks.backtest;

import io.ketstream.benchmarks.Arguments;
import io.ketstream.model.problem.Problem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What `./ketstream backtest` was asked for.
///
/// @param prices closes as CSV, wide or long, packed if the name ends in `.gz`
/// @param window days of history that a rebalancing looks at
/// @param every days from one rebalancing to the next
/// @param selected how many assets are selected, or below 1 which share of those there are
/// @param leastSelected where that is the most, how many at least, or below 1 which share; null: as many
/// @param leastPrice below which an asset is not bought
/// @param cap most assets of a cluster
/// @param riskAversion λ of λ·wᵀΣw − μᵀw, for returns of a year
/// @param cost of a trade, as a share of the money that changes hands
/// @param capital at the beginning
/// @param layers of the circuits
/// @param evaluations by which a circuit's parameters are improved, at most; 0 leaves them where they begin
/// @param seed of everything that is sampled
/// @param out folder of the report
record BacktestOptions(
        Path prices,
        int window,
        int every,
        double selected,
        @Nullable Double leastSelected,
        double leastPrice,
        int cap,
        double riskAversion,
        double cost,
        long capital,
        int layers,
        int evaluations,
        long seed,
        Path out) {

    BacktestOptions {
        Arguments.require(window >= 20, "--window must be at least 20");
        Arguments.require(every >= 1, "--every must be at least 1");
        Arguments.require(isShareOrCount(selected), "--selected must be a share between 0 and 1, or a whole number");
        Arguments.require(
                leastSelected == null || isShareOrCount(leastSelected),
                "--least-selected must be a share between 0 and 1, or a whole number");
        Arguments.require(leastPrice >= 0, "--least-price must not be negative");
        Arguments.require(
                cap >= 2 && cap <= Problem.MAX_VARIABLES, "--cap must be between 2 and " + Problem.MAX_VARIABLES);
        Arguments.require(riskAversion >= 0 && riskAversion <= 1e6, "--risk-aversion must be between 0 and 1e6");
        Arguments.require(cost >= 0 && cost <= 0.1, "--cost must be between 0 and 0.1");
        Arguments.require(capital >= 1 && capital <= 1_000_000_000_000L, "--capital must be between 1 and 1e12");
        Arguments.require(layers >= 1, "--layers must be at least 1");
        Arguments.require(evaluations >= 0, "--evaluations must not be negative");
    }

    /// @throws IllegalArgumentException with a message for the person at the terminal
    static BacktestOptions parse(String[] words, Path directory) {
        Path prices = null;
        int window = 126;
        int every = 21;
        double selected = 0.1;
        Double leastSelected = null;
        double leastPrice = 1;
        int cap = 12;
        double riskAversion = 30;
        double cost = 0.001;
        int capital = 1_000_000;
        int layers = 12;
        int evaluations = 80;
        long seed = 1;
        Path out = directory.resolve("backtest-report");
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--prices" -> prices = directory.resolve(Arguments.value(words, ++place));
                case "--window" -> window = Arguments.integer(words, ++place);
                case "--every" -> every = Arguments.integer(words, ++place);
                case "--selected" -> selected = Arguments.number(words, ++place);
                case "--least-selected" -> leastSelected = Arguments.number(words, ++place);
                case "--least-price" -> leastPrice = Arguments.number(words, ++place);
                case "--cap" -> cap = Arguments.integer(words, ++place);
                case "--risk-aversion" -> riskAversion = Arguments.number(words, ++place);
                case "--cost" -> cost = Arguments.number(words, ++place);
                case "--capital" -> capital = Arguments.integer(words, ++place);
                case "--layers" -> layers = Arguments.integer(words, ++place);
                case "--evaluations" -> evaluations = Arguments.integer(words, ++place);
                case "--seed" -> seed = Arguments.integer(words, ++place);
                case "--out" -> out = directory.resolve(Arguments.value(words, ++place));
                default -> throw new IllegalArgumentException("backtest does not know " + words[place]);
            }
        }
        if (prices == null) {
            throw new IllegalArgumentException("backtest needs --prices FILE");
        }
        return new BacktestOptions(
                prices,
                window,
                every,
                selected,
                leastSelected,
                leastPrice,
                cap,
                riskAversion,
                cost,
                capital,
                layers,
                evaluations,
                seed,
                out);
    }

    /// K of so many assets.
    ///
    /// @throws IllegalArgumentException when it leaves nothing to choose
    int cardinality(int assets) {
        int count = count(selected, assets);
        Arguments.require(
                count < assets, "--selected must be fewer than the " + assets + " assets there are, not " + count);
        return count;
    }

    /// k of so many assets.
    ///
    /// @throws IllegalArgumentException when it is more than K
    int minCardinality(int assets) {
        int most = cardinality(assets);
        int count = leastSelected == null ? most : count(leastSelected, assets);
        Arguments.require(
                count <= most, "--least-selected must be at most --selected, " + most + " assets, not " + count);
        return count;
    }

    private static int count(double selected, int assets) {
        return selected < 1 ? Math.max(1, (int) Math.round(selected * assets)) : (int) selected;
    }

    private static boolean isShareOrCount(double selected) {
        return selected > 0 && (selected < 1 || selected == Math.rint(selected));
    }
}
