package io.ketstream.benchmarks.portfolio;

import io.ketstream.benchmarks.Arguments;
import io.ketstream.model.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `./ketstream bench portfolio` was asked for.
///
/// @param prices closes as CSV, wide or long, packed if the name ends in `.gz`
/// @param caps most assets of a cluster, each measured
/// @param instances random subsets of the assets
/// @param assets of an instance
/// @param selected how many of them are selected, as a share
/// @param leastSelected where that is the most, how many at least, as a share; null: as many
/// @param riskAversion λ of equal weights w = x/K, which f/K = λ·wᵀΣw − μᵀw has when q = λ/K; for returns of a year
/// @param layers of the circuits
/// @param evaluations by which the circuits' parameters are improved, at most; 0 leaves them on the ramp
/// @param shotsShare shots of a circuit, as a share of its cluster's selections
/// @param sweeps over the clusters, at most
/// @param subsetSeed of the choice of instances
/// @param sampleSeed of everything that is sampled
/// @param json where the figures go as JSON
record PortfolioOptions(
        Path prices,
        List<Integer> caps,
        int instances,
        int assets,
        double selected,
        @Nullable Double leastSelected,
        double riskAversion,
        int layers,
        int evaluations,
        double shotsShare,
        int sweeps,
        long subsetSeed,
        long sampleSeed,
        @Nullable Path json) {

    PortfolioOptions {
        caps = List.copyOf(caps);
        Arguments.require(
                !caps.isEmpty() && caps.stream().allMatch(cap -> cap >= 2 && cap <= Problem.MAX_VARIABLES),
                "--caps must be between 2 and " + Problem.MAX_VARIABLES);
        Arguments.require(instances >= 2, "--instances must be at least 2");
        Arguments.require(assets >= 10, "--assets must be at least 10");
        Arguments.require(selected > 0 && selected < 1, "--selected must be between 0 and 1");
        Arguments.require(
                leastSelected == null || (leastSelected > 0 && leastSelected <= selected),
                "--least-selected must be above 0 and at most --selected");
        Arguments.require(riskAversion >= 0, "--risk-aversion must not be negative");
        Arguments.require(layers >= 1, "--layers must be at least 1");
        Arguments.require(evaluations >= 0, "--evaluations must not be negative");
        Arguments.require(shotsShare > 0 && shotsShare <= 1, "--shots-share must be above 0 and at most 1");
        Arguments.require(sweeps >= 0, "--sweeps must not be negative");
    }

    /// @throws IllegalArgumentException with a message for the person at the terminal
    static PortfolioOptions parse(String[] words, Path directory) {
        Path prices = null;
        List<Integer> caps = List.of(12, 16, 20);
        int instances = 10;
        int assets = 300;
        double selected = 0.1;
        Double leastSelected = null;
        double riskAversion = 3;
        int layers = 12;
        int evaluations = 120;
        double shotsShare = 0.25;
        int sweeps = 5;
        long subsetSeed = 1;
        long sampleSeed = 2;
        Path json = null;
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--prices" -> prices = directory.resolve(Arguments.value(words, ++place));
                case "--caps" -> caps = Arguments.integers(words, ++place);
                case "--instances" -> instances = Arguments.integer(words, ++place);
                case "--assets" -> assets = Arguments.integer(words, ++place);
                case "--selected" -> selected = Arguments.number(words, ++place);
                case "--least-selected" -> leastSelected = Arguments.number(words, ++place);
                case "--risk-aversion" -> riskAversion = Arguments.number(words, ++place);
                case "--layers" -> layers = Arguments.integer(words, ++place);
                case "--evaluations" -> evaluations = Arguments.integer(words, ++place);
                case "--shots-share" -> shotsShare = Arguments.number(words, ++place);
                case "--sweeps" -> sweeps = Arguments.integer(words, ++place);
                case "--seeds" -> {
                    List<Integer> seeds = Arguments.integers(words, ++place);
                    Arguments.require(seeds.size() == 2, "--seeds needs two numbers");
                    subsetSeed = seeds.getFirst();
                    sampleSeed = seeds.getLast();
                }
                case "--json" -> json = directory.resolve(Arguments.value(words, ++place));
                default -> throw new IllegalArgumentException("bench portfolio does not know " + words[place]);
            }
        }
        if (prices == null) {
            throw new IllegalArgumentException("bench portfolio needs --prices FILE");
        }
        return new PortfolioOptions(
                prices,
                caps,
                instances,
                assets,
                selected,
                leastSelected,
                riskAversion,
                layers,
                evaluations,
                shotsShare,
                sweeps,
                subsetSeed,
                sampleSeed,
                json);
    }

    /// K.
    int cardinality() {
        return count(selected);
    }

    /// k.
    int minCardinality() {
        return leastSelected == null ? cardinality() : count(leastSelected);
    }

    private int count(double share) {
        return Math.max(1, (int) Math.round(share * assets));
    }

    /// q.
    double aversionPerAsset() {
        return riskAversion / cardinality();
    }
}
