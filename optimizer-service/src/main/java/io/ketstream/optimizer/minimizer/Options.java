package io.ketstream.optimizer.minimizer;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.Map;
import java.util.TreeMap;

/// Reads a method's own options: each by name with its default and range, then refuses what nobody asked for.
final class Options {

    private final Map<String, Double> unread;

    Options(Map<String, Double> values) {
        this.unread = new TreeMap<>(values);
    }

    /// A number with `greaterThan < value <= atMost`, or `otherwise` (which may lie outside, to mean "automatic").
    double get(String name, double otherwise, double greaterThan, double atMost) {
        Double value = unread.remove(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value > greaterThan && value <= atMost)) {
            throw new InvalidValueException(
                    name, "must be greater than " + greaterThan + " and at most " + atMost + ", not " + value);
        }
        return value;
    }

    /// A number with `least <= value <= atMost`, or `otherwise`.
    double getFrom(String name, double otherwise, double least, double atMost) {
        Double value = unread.remove(name);
        return value == null ? otherwise : Rules.within(name, value, least, atMost);
    }

    int getInt(String name, int otherwise, int least, int atMost) {
        double value = getFrom(name, otherwise, least, atMost);
        if (value != Math.rint(value)) {
            throw new InvalidValueException(name, "must be a whole number, not " + value);
        }
        return (int) value;
    }

    void refuseOthers() {
        if (!unread.isEmpty()) {
            throw new InvalidValueException(unread.keySet().iterator().next(), "is not an option of this optimizer");
        }
    }
}
