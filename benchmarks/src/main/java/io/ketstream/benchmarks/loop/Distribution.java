package io.ketstream.benchmarks.loop;

import java.util.Arrays;
import java.util.Collection;

/// Durations in one unit, which their owner says, sorted.
public final class Distribution {
    private final double[] sorted;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
    }

    /// @throws IllegalArgumentException when there is nothing to describe
    public static Distribution of(double... durations) {
        if (durations.length == 0) {
            throw new IllegalArgumentException("a distribution needs at least one value");
        }
        double[] sorted = durations.clone();
        Arrays.sort(sorted);
        return new Distribution(sorted);
    }

    /// All values of the given distributions together.
    static Distribution union(Collection<Distribution> parts) {
        int size = 0;
        for (Distribution part : parts) {
            size += part.sorted.length;
        }
        double[] all = new double[size];
        int end = 0;
        for (Distribution part : parts) {
            System.arraycopy(part.sorted, 0, all, end, part.sorted.length);
            end += part.sorted.length;
        }
        return of(all);
    }

    public int size() {
        return sorted.length;
    }

    public double p50() {
        return quantile(0.5);
    }

    public double p90() {
        return quantile(0.9);
    }

    public double p99() {
        return quantile(0.99);
    }

    public double mean() {
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        return sum / sorted.length;
    }

    /// Linear between the order statistics: value number (n − 1)·q, counted from 0 (type 7 of Hyndman & Fan, The
    /// American Statistician 50, 361 (1996)).
    public double quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("a quantile lies between 0 and 1, not at " + q);
        }
        double place = (sorted.length - 1) * q;
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
