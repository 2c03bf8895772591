package io.ketstream.model.learning;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;

/// Where a figure lies with a probability of `level`.
///
/// @param level such as 0.95
public record Interval(double low, double high, double level) {

    private static final double Z_95 = 1.959963984540054;

    public Interval {
        if (!(low <= high)) {
            throw new InvalidValueException("high", "must be at least low, " + low + ", not " + high);
        }
        Rules.within("level", level, 0, 1);
    }

    /// Of a share (E. B. Wilson, Journal of the American Statistical Association 22, 209 (1927)).
    ///
    /// @param right how many of the `rows`
    /// @param z the normal distribution's quantile at (1 + level)/2
    public static Interval wilson(int right, int rows, double z, double level) {
        Rules.within("right", right, 0, Rules.within("rows", rows, 1, Integer.MAX_VALUE));
        double square = z * z;
        double share = (double) right / rows;
        double factor = 1 / (1 + 1.0 / rows * square);
        double centre = share + 1 / (2.0 * rows) * square;
        double half = z * Math.sqrt(1.0 / rows * share * (1 - share) + 1 / (4.0 * rows * rows) * square);
        return new Interval(Math.max(factor * (centre - half), 0), Math.min(factor * (centre + half), 1), level);
    }

    /// [#wilson(int, int, double, double)] of 95 %.
    public static Interval wilson(int right, int rows) {
        return wilson(right, rows, Z_95, 0.95);
    }
}
