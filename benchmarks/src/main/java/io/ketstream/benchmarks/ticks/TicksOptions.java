package io.ketstream.benchmarks.ticks;

import io.ketstream.benchmarks.Arguments;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What `./ketstream bench ticks` was asked for.
///
/// @param ticks written as fast as they are taken
/// @param symbols that they are of, in turn
/// @param ticksABar of a symbol
/// @param rate ticks a second in the second part
/// @param seconds that this part takes; 0 leaves it out
/// @param json where the figures go as JSON
record TicksOptions(
        int ticks,
        int symbols,
        int ticksABar,
        int rate,
        int seconds,
        @Nullable Path json) {

    private static final int MOST_SYMBOLS = 1000;

    TicksOptions {
        Arguments.require(symbols >= 2 && symbols <= MOST_SYMBOLS, "--symbols must be between 2 and " + MOST_SYMBOLS);
        Arguments.require(ticksABar >= 1, "--ticks-a-bar must be at least 1");
        Arguments.require(ticks >= symbols * ticksABar, "--ticks must be enough for a bar of each symbol");
        Arguments.require(rate >= 1 && seconds >= 0, "--rate and --seconds must not be negative");
    }

    /// @throws IllegalArgumentException with a message for the person at the terminal
    static TicksOptions parse(String[] words, Path directory) {
        int ticks = 3_000_000;
        int symbols = 100;
        int ticksABar = 600;
        int rate = 10_000;
        int seconds = 60;
        Path json = null;
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--ticks" -> ticks = Arguments.integer(words, ++place);
                case "--symbols" -> symbols = Arguments.integer(words, ++place);
                case "--ticks-a-bar" -> ticksABar = Arguments.integer(words, ++place);
                case "--rate" -> rate = Arguments.integer(words, ++place);
                case "--seconds" -> seconds = Arguments.integer(words, ++place);
                case "--json" -> json = directory.resolve(Arguments.value(words, ++place));
                default -> throw new IllegalArgumentException("bench ticks does not know " + words[place]);
            }
        }
        return new TicksOptions(ticks, symbols, ticksABar, rate, seconds, json);
    }

    /// Bars of each symbol in the first part.
    int bars() {
        return ticks / symbols / ticksABar;
    }
}
