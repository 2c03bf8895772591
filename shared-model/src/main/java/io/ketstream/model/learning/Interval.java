package io.ketstream.model.learning;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;

/// Where a figure lies with a probability of `level`.
///
/// @param level such as 0.95
public record Interval(double low, double high, double level) {

    public Interval {
        if (!(low <= high)) {
            throw new InvalidValueException("high", "must be at least low, " + low + ", not " + high);
        }
        Rules.within("level", level, 0, 1);
    }
}
