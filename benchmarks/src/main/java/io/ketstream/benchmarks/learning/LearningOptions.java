package io.ketstream.benchmarks.learning;

import io.ketstream.benchmarks.Arguments;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What `./ketstream bench learning` was asked for.
///
/// @param data directory with `published_results.json` and the data sets, as XanaduAI/qml-benchmarks has them
/// @param model only rows of models whose name contains this
/// @param seeds runs of each row of a variational model
/// @param json where the figures go as JSON
record LearningOptions(
        Path data, String model, int seeds, @Nullable Path json) {

    private static final int SEEDS = 5;
    private static final int MOST_SEEDS = 100;

    /// @throws IllegalArgumentException with a message for the person at the terminal
    static LearningOptions parse(String[] words, Path directory) {
        Path data = null;
        String model = "";
        int seeds = SEEDS;
        Path json = null;
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--data" -> data = directory.resolve(Arguments.value(words, ++place));
                case "--model" -> model = Arguments.value(words, ++place);
                case "--seeds" -> seeds = Arguments.integer(words, ++place);
                case "--json" -> json = directory.resolve(Arguments.value(words, ++place));
                default -> throw new IllegalArgumentException("bench learning does not know " + words[place]);
            }
        }
        if (data == null) {
            throw new IllegalArgumentException("bench learning needs --data DIRECTORY");
        }
        Arguments.require(seeds >= 2 && seeds <= MOST_SEEDS, "--seeds needs a number from 2 to " + MOST_SEEDS);
        return new LearningOptions(data, model, seeds, json);
    }
}
