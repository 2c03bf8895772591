package io.ketstream.model.learning;

/// The numbers of a column, missing ones left out.
///
/// @param deviation the standard deviation, divided by n
public record NumberSummary(double min, double max, double mean, double deviation) {

    boolean isConstant() {
        return min == max;
    }
}
