package io.ketstream.benchmarks.loop;

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
        require(iterations >= 5 * ENDS, "--iterations must be at least " + 5 * ENDS);
        require(rounds >= 1, "--rounds must be at least 1");
        require(warmUp >= 1, "--warm-up must be at least 1");
        require(runs >= 0 && crowdIterations >= 1, "--runs and --crowd-iterations must not be negative");
    }

    /// @throws IllegalArgumentException with a message for the person at the terminal
    static LoopOptions parse(String[] words, Path directory) {
        int iterations = 600;
        int rounds = 7;
        int warmUp = 60;
        int runs = 500;
        int crowdIterations = 100;
        boolean peers = false;
        Path json = null;
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--iterations" -> iterations = number(words, ++place);
                case "--rounds" -> rounds = number(words, ++place);
                case "--warm-up" -> warmUp = number(words, ++place);
                case "--runs" -> runs = number(words, ++place);
                case "--crowd-iterations" -> crowdIterations = number(words, ++place);
                case "--peers" -> peers = true;
                case "--json" -> json = directory.resolve(value(words, ++place));
                default -> throw new IllegalArgumentException("bench loop does not know " + words[place]);
            }
        }
        return new LoopOptions(iterations, rounds, warmUp, runs, crowdIterations, peers, json);
    }

    /// Iterations at either end of a run that are not counted: the first questions calibrate, the last confirm.
    static int ends() {
        return ENDS;
    }

    private static int number(String[] words, int place) {
        try {
            return Integer.parseInt(value(words, place));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(words[place - 1] + " needs a number, not " + words[place], notANumber);
        }
    }

    private static String value(String[] words, int place) {
        require(place < words.length, words[place - 1] + " needs a value");
        return words[place];
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
