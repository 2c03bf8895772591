package io.ketstream.optimizer.portfolio;

import java.util.Arrays;

/// The points with 0 ≤ xᵢ ≤ 1 and k ≤ Σx ≤ K.
final class CappedSimplex {

    private CappedSimplex() {}

    /// point ← the nearest point of the set: xᵢ = min(1, max(0, yᵢ)) where that has a permitted sum, else the nearest
    /// of those with the permitted sum that is nearest to it.
    static void project(double[] point, int fewest, int most) {
        double clipped = sum(point, 0);
        if (fewest == most || clipped < fewest) {
            project(point, fewest);
        } else if (clipped > most) {
            project(point, most);
        } else {
            shift(point, 0);
        }
    }

    /// xᵢ = min(1, max(0, yᵢ − τ)) with the τ of the right sum, by bisection to the last bit.
    private static void project(double[] point, int count) {
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
        shift(point, middle);
    }

    private static void shift(double[] point, double shift) {
        for (int i = 0; i < point.length; i++) {
            point[i] = Math.clamp(point[i] - shift, 0, 1);
        }
    }

    private static double sum(double[] point, double shift) {
        double sum = 0;
        for (double coordinate : point) {
            sum += Math.clamp(coordinate - shift, 0, 1);
        }
        return sum;
    }

    /// The least of Σ cᵢxᵢ over the set: the sum of the k smallest costs, and of those of the next that are below 0, up
    /// to K in all.
    static double least(double[] costs, int fewest, int most) {
        double[] sorted = costs.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = 0; i < most && (i < fewest || sorted[i] < 0); i++) {
            sum += sorted[i];
        }
        return sum;
    }
}
