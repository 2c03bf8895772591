package io.ketstream.benchmarks;

import java.util.Arrays;
import java.util.List;

/// Reads the values of a command's options. Messages name the option.
public final class Arguments {

    private Arguments() {}

    /// The word at `place`, which belongs to the option before it.
    ///
    /// @throws IllegalArgumentException when there is none
    public static String value(String[] words, int place) {
        require(place < words.length, words[place - 1] + " needs a value");
        return words[place];
    }

    /// @throws IllegalArgumentException when it is no whole number
    public static int integer(String[] words, int place) {
        try {
            return Integer.parseInt(value(words, place));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(words[place - 1] + " needs a number, not " + words[place], notANumber);
        }
    }

    /// Whole numbers with commas between.
    ///
    /// @throws IllegalArgumentException when they are not
    public static List<Integer> integers(String[] words, int place) {
        try {
            return Arrays.stream(value(words, place).split(","))
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException notNumbers) {
            throw new IllegalArgumentException(
                    words[place - 1] + " needs numbers with commas between, not " + words[place], notNumbers);
        }
    }

    /// @throws IllegalArgumentException when it is no number
    public static double number(String[] words, int place) {
        try {
            return Double.parseDouble(value(words, place));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(words[place - 1] + " needs a number, not " + words[place], notANumber);
        }
    }

    /// @throws IllegalArgumentException with `message` unless the condition holds
    public static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
