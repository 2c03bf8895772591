package io.ketstream.benchmarks.scale;

import io.ketstream.benchmarks.Arguments;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `./ketstream bench scale` was asked for.
///
/// @param prices of a file, as ingestion-service takes them
/// @param assets how many of the file's first ones, in each part
/// @param generated how many made-up ones, in further parts
/// @param cap most qubits of a circuit
/// @param selected share of the assets
/// @param riskAversion λ of equal weights w = x/K, which f/K = λ·wᵀΣw − μᵀw has when q = λ/K
/// @param evaluations of a circuit, at most
/// @param shots of a circuit; 0: exact, but for the last question
/// @param repeats of every part, after one that warms up
/// @param json where the figures go as JSON
record ScaleOptions(
        Path prices,
        List<Integer> assets,
        List<Integer> generated,
        int cap,
        double selected,
        double riskAversion,
        int layers,
        int evaluations,
        int shots,
        int repeats,
        @Nullable Path json) {

    ScaleOptions {
        assets = List.copyOf(assets);
        generated = List.copyOf(generated);
        Arguments.require(
                assets.stream().allMatch(size -> size > cap)
                        && generated.stream().allMatch(size -> size > cap),
                "--assets and --generated must be more than --cap");
        Arguments.require(selected > 0 && selected < 1, "--selected must be between 0 and 1");
        Arguments.require(repeats >= 1, "--repeats must be at least 1");
        Arguments.require(shots >= 0 && evaluations >= 1 && layers >= 1, "numbers must not be negative");
    }

    /// @throws IllegalArgumentException with a message for the person at the terminal
    static ScaleOptions parse(String[] words, Path directory) {
        Path prices = null;
        List<Integer> assets = List.of(500, 1000, 2639);
        List<Integer> generated = List.of();
        int cap = 16;
        double selected = 0.1;
        double riskAversion = 3;
        int layers = 1;
        int evaluations = 20;
        int shots = 0;
        int repeats = 3;
        Path json = null;
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--prices" -> prices = directory.resolve(Arguments.value(words, ++place));
                case "--assets" -> assets = Arguments.integers(words, ++place);
                case "--generated" -> generated = Arguments.integers(words, ++place);
                case "--cap" -> cap = Arguments.integer(words, ++place);
                case "--selected" -> selected = Arguments.number(words, ++place);
                case "--risk-aversion" -> riskAversion = Arguments.number(words, ++place);
                case "--layers" -> layers = Arguments.integer(words, ++place);
                case "--evaluations" -> evaluations = Arguments.integer(words, ++place);
                case "--shots" -> shots = Arguments.integer(words, ++place);
                case "--repeats" -> repeats = Arguments.integer(words, ++place);
                case "--json" -> json = directory.resolve(Arguments.value(words, ++place));
                default -> throw new IllegalArgumentException("bench scale does not know " + words[place]);
            }
        }
        if (prices == null) {
            throw new IllegalArgumentException("bench scale needs --prices FILE");
        }
        return new ScaleOptions(
                prices, assets, generated, cap, selected, riskAversion, layers, evaluations, shots, repeats, json);
    }

    /// Of a portfolio of so many assets, at least 1.
    int cardinality(int size) {
        return Math.max(1, (int) Math.round(selected * size));
    }
}
