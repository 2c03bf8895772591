package io.ketstream.model;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The elementary checks that records of a specification are made of; each throws [InvalidValueException].
public final class Rules {

    private Rules() {}

    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidValueException(field, "is required");
        }
        return value;
    }

    /// Null for an empty list: where a list may be absent, many clients write `[]` for it.
    public static <T> @Nullable List<T> given(@Nullable List<T> values) {
        return values == null || values.isEmpty() ? null : values;
    }

    public static @Nullable RealVector given(@Nullable RealVector values) {
        return values == null || values.size() == 0 ? null : values;
    }

    public static @Nullable RealMatrix given(@Nullable RealMatrix values) {
        return values == null || values.rows() == 0 ? null : values;
    }

    public static int within(String field, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new InvalidValueException(field, "must be between " + lowest + " and " + highest + ", not " + value);
        }
        return value;
    }

    public static long within(String field, long value, long lowest, long highest) {
        if (value < lowest || value > highest) {
            throw new InvalidValueException(field, "must be between " + lowest + " and " + highest + ", not " + value);
        }
        return value;
    }

    /// `lowest <= value <= highest`, and finite.
    public static double within(String field, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new InvalidValueException(field, "must be between " + lowest + " and " + highest + ", not " + value);
        }
        return value;
    }

    /// `0 < value <= highest`.
    public static double positive(String field, double value, double highest) {
        if (!(value > 0 && value <= highest)) {
            throw new InvalidValueException(field, "must be greater than 0 and at most " + highest + ", not " + value);
        }
        return value;
    }

    /// Finite and at most 1e100 in size, so that sums and products of values stay finite.
    public static double moderate(String field, double value) {
        return within(field, value, -1e100, 1e100);
    }

    public static void moderate(String field, RealVector values) {
        for (int i = 0; i < values.size(); i++) {
            moderate(field + "[" + i + "]", values.get(i));
        }
    }

    public static void size(String field, int actual, int expected) {
        if (actual != expected) {
            throw new InvalidValueException(field, "must have " + expected + " entries, not " + actual);
        }
    }

    public static void notEmpty(String field, Collection<?> values) {
        if (values.isEmpty()) {
            throw new InvalidValueException(field, "must not be empty");
        }
    }
}
