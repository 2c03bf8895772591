package io.ketstream.benchmarks.portfolio;

/// A mean over instances and its standard error.
record Mean(double value, double error) {

    /// Of at least two values.
    static Mean of(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Mean(mean, Math.sqrt(squares / (values.length - 1) / values.length));
    }

    /// How many standard errors it is above 0; infinite where all values are the same.
    double sigmas() {
        return value / error;
    }
}
