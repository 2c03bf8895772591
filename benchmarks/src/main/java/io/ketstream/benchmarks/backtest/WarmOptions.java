package io.ketstream.benchmarks.backtest;

import io.ketstream.benchmarks.Arguments;
import io.ketstream.model.problem.Problem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What `./ketstream bench warm` was asked for.
///
/// @param prices closes as CSV, wide or long, packed if the name ends in `.gz`
/// @param assets drawn from the file's at random
/// @param days that are compared, one after the other, the last ones of the file
/// @param window days of history that each looks at
/// @param selected how many assets
/// @param cap most assets of a cluster
/// @param riskAversion λ of λ·wᵀΣw − μᵀw, for returns of a year
/// @param evaluations of a circuit, at most
/// @param tolerance of the gradient, as a share of a cluster's largest number, that ends a circuit's search
/// @param margin share of what a day's cold circuits gain beside selections at random that may be missing where
///     their energy counts as reached
/// @param json where the figures go as JSON
record WarmOptions(
        Path prices,
        int assets,
        int days,
        int window,
        int selected,
        int cap,
        double riskAversion,
        int layers,
        int evaluations,
        double tolerance,
        double margin,
        long seed,
        @Nullable Path json) {

    WarmOptions {
        Arguments.require(assets >= 2, "--assets must be at least 2");
        Arguments.require(days >= 2, "--days must be at least 2");
        Arguments.require(window >= 20, "--window must be at least 20");
        Arguments.require(selected >= 1 && selected < assets, "--selected must be at least 1 and below --assets");
        Arguments.require(
                cap >= 2 && cap <= Problem.MAX_VARIABLES, "--cap must be between 2 and " + Problem.MAX_VARIABLES);
        Arguments.require(riskAversion >= 0 && riskAversion <= 1e6, "--risk-aversion must be between 0 and 1e6");
        Arguments.require(layers >= 1, "--layers must be at least 1");
        Arguments.require(evaluations >= 2, "--evaluations must be at least 2");
        Arguments.require(tolerance >= 0 && tolerance < 1, "--tolerance must be a share below 1");
        Arguments.require(margin >= 0 && margin < 1, "--margin must be a share below 1");
    }

    /// @throws IllegalArgumentException with a message for the person at the terminal
    static WarmOptions parse(String[] words, Path directory) {
        Path prices = null;
        int assets = 60;
        int days = 100;
        int window = 126;
        int selected = 12;
        int cap = 12;
        double riskAversion = 30;
        int layers = 12;
        int evaluations = 300;
        double tolerance = 1e-3;
        double margin = 0.01;
        long seed = 1;
        Path json = null;
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--prices" -> prices = directory.resolve(Arguments.value(words, ++place));
                case "--assets" -> assets = Arguments.integer(words, ++place);
                case "--days" -> days = Arguments.integer(words, ++place);
                case "--window" -> window = Arguments.integer(words, ++place);
                case "--selected" -> selected = Arguments.integer(words, ++place);
                case "--cap" -> cap = Arguments.integer(words, ++place);
                case "--risk-aversion" -> riskAversion = Arguments.number(words, ++place);
                case "--layers" -> layers = Arguments.integer(words, ++place);
                case "--evaluations" -> evaluations = Arguments.integer(words, ++place);
                case "--tolerance" -> tolerance = Arguments.number(words, ++place);
                case "--margin" -> margin = Arguments.number(words, ++place);
                case "--seed" -> seed = Arguments.integer(words, ++place);
                case "--json" -> json = directory.resolve(Arguments.value(words, ++place));
                default -> throw new IllegalArgumentException("bench warm does not know " + words[place]);
            }
        }
        if (prices == null) {
            throw new IllegalArgumentException("bench warm needs --prices FILE");
        }
        return new WarmOptions(
                prices,
                assets,
                days,
                window,
                selected,
                cap,
                riskAversion,
                layers,
                evaluations,
                tolerance,
                margin,
                seed,
                json);
    }
}
