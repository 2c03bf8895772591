package io.ketstream.benchmarks.loop;

import io.ketstream.benchmarks.Arguments;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What `./ketstream bench loop` was asked for.
///
/// @param iterations of a measured run, and messages of a baseline's turn
/// @param rounds turns of the system and of each baseline
/// @param warmUp runs before, of as many iterations, not counted
/// @param runs at once in the last part; 0 leaves it out
/// @param crowdIterations of each of them
/// @param peers whether PennyLane and Qiskit are measured too
/// @param json where the figures go as JSON
record LoopOptions(
        int iterations,
        int rounds,
        int warmUp,
        int runs,
        int crowdIterations,
        boolean peers,
        @Nullable Path json) {

    private static final int ENDS = 20;

    LoopOptions {
        Arguments.require(iterations >= 5 * ENDS, "--iterations must be at least " + 5 * ENDS);
        Arguments.require(rounds >= 1, "--rounds must be at least 1");
        Arguments.require(warmUp >= 1, "--warm-up must be at least 1");
        Arguments.require(runs >= 0 && crowdIterations >= 1, "--runs and --crowd-iterations must not be negative");
    }

    /// @throws IllegalArgumentException with a message for the person at the terminal
    static LoopOptions parse(String[] words, Path directory) {
        int iterations = 600;
        int rounds = 7;
        int warmUp = 120;
        int runs = 500;
        int crowdIterations = 100;
        boolean peers = false;
        Path json = null;
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--iterations" -> iterations = Arguments.integer(words, ++place);
                case "--rounds" -> rounds = Arguments.integer(words, ++place);
                case "--warm-up" -> warmUp = Arguments.integer(words, ++place);
                case "--runs" -> runs = Arguments.integer(words, ++place);
                case "--crowd-iterations" -> crowdIterations = Arguments.integer(words, ++place);
                case "--peers" -> peers = true;
                case "--json" -> json = directory.resolve(Arguments.value(words, ++place));
                default -> throw new IllegalArgumentException("bench loop does not know " + words[place]);
            }
        }
        return new LoopOptions(iterations, rounds, warmUp, runs, crowdIterations, peers, json);
    }

    /// Iterations at either end of a run that are not counted: the first questions calibrate, the last confirm.
    static int ends() {
        return ENDS;
    }
}
