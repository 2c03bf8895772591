package io.ketstream.ingestion.dataset;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Decimal numbers as text.
final class Decimal {

    /// In size; sums and squares of such numbers stay finite.
    static final double LARGEST = 1e100;

    private static final Pattern FORM = Pattern.compile("[+-]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");
    private static final Pattern NOT_FINITE = Pattern.compile("(?i)[+-]?(?:nan|inf|infinity)");

    private Decimal() {}

    /// Empty for what is no decimal number. There is one zero.
    static OptionalDouble parse(String text) {
        return FORM.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text) + 0.0)
                : OptionalDouble.empty();
    }

    /// Whether programs write this for a number that is none.
    static boolean isNotFinite(String text) {
        return NOT_FINITE.matcher(text).matches();
    }
}
