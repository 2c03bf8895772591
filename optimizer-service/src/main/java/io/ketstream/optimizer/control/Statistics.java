package io.ketstream.optimizer.control;

/// Minimum, mean and standard error of a stream of numbers (B. P. Welford, Technometrics 4, 419 (1962)).
final class Statistics {

    private int count;
    private double least = Double.POSITIVE_INFINITY;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        least = Math.min(least, value);
        double difference = value - mean;
        mean += difference / count;
        squares += difference * (value - mean);
    }

    RandomControl control() {
        double error = count < 2 ? 0 : Math.sqrt(squares / (count - 1) / count);
        return new RandomControl(least, mean, error, count);
    }
}
