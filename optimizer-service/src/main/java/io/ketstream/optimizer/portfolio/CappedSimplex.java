package io.ketstream.optimizer.portfolio;

import java.util.Arrays;

/// The points with 0 ≤ xᵢ ≤ 1 and Σx = K.
final class CappedSimplex {

    private CappedSimplex() {}

    /// point ← the nearest point of the set: xᵢ = min(1, max(0, yᵢ − τ)) with the τ of the right sum, by bisection to
    /// the last bit.
    static void project(double[] point, int count) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double coordinate : point) {
            low = Math.min(low, coordinate - 1);
            high = Math.max(high, coordinate);
        }
        double middle = low + (high - low) / 2;
        while (low < middle && middle < high) {
            if (sum(point, middle) > count) {
                low = middle;
            } else {
                high = middle;
            }
            middle = low + (high - low) / 2;
        }
        for (int i = 0; i < point.length; i++) {
            point[i] = Math.clamp(point[i] - middle, 0, 1);
        }
    }

    private static double sum(double[] point, double shift) {
        double sum = 0;
        for (double coordinate : point) {
            sum += Math.clamp(coordinate - shift, 0, 1);
        }
        return sum;
    }

    /// The least of Σ cᵢxᵢ over the set: the sum of the `count` smallest costs.
    static double least(double[] costs, int count) {
        double[] sorted = costs.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += sorted[i];
        }
        return sum;
    }
}
