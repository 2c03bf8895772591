package io.ketstream.optimizer.weight;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.util.List;

/// Minimise ½·aversion·wᵀΣw − μᵀw + cost·Σ|wᵢ − heldᵢ| with Σw = 1, bounds of every weight and of
/// groups, and Σ|w| ≤ exposure (Markowitz, J. Finance 7, 77 (1952)). There must be such weights.
///
/// @param groups disjoint
/// @param held shares of the capital now
/// @param exposure at least 1, which says nothing where no weight may be below 0
record MeanVariance(
        RealVector expectedReturns,
        RealMatrix covariance,
        double aversion,
        RealVector least,
        RealVector most,
        List<WeightGroup> groups,
        double cost,
        RealVector held,
        double exposure) {

    MeanVariance {
        groups = List.copyOf(groups);
    }

    /// Halvings of the multiplier's interval: as many as a double has digits.
    private static final int HALVINGS = 60;

    /// Weights add up to 1 with as much of an error.
    private static final double ROUNDING = 1e-9;

    /// With κ·Σ|w| added, the solution's Σ|w| falls as κ grows; at the least κ where it is permitted, the solution is
    /// that of the whole. Where Σ|w| jumps there, both sides are solutions, and so is what lies between.
    double[] solve() {
        double[] above = with(0);
        if (isPermitted(above)) {
            return above;
        }
        double low = 0;
        double high = largest();
        double[] below = with(high);
        while (!isPermitted(below)) {
            low = high;
            above = below;
            high *= 2;
            below = with(high);
        }
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            double[] between = with(middle);
            if (isPermitted(between)) {
                high = middle;
                below = between;
            } else {
                low = middle;
                above = between;
            }
        }
        // within rounding of the limit there is nothing between the two
        double share = Math.clamp((exposure - size(below)) / (size(above) - size(below)), 0, 1);
        double[] mixed = new double[below.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = below[i] + share * (above[i] - below[i]);
        }
        return mixed;
    }

    private double[] with(double kappa) {
        return new PairwiseDescent(this, kappa).minimum();
    }

    private boolean isPermitted(double[] weights) {
        return size(weights) <= exposure + ROUNDING;
    }

    private static double size(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += Math.abs(weight);
        }
        return sum;
    }

    /// Of the order of the objective's slopes.
    double largest() {
        double largest = cost;
        for (int i = 0; i < expectedReturns.size(); i++) {
            largest = Math.max(largest, Math.abs(expectedReturns.get(i)));
            largest = Math.max(largest, aversion * covariance.get(i, i));
        }
        return largest == 0 ? 1 : largest;
    }
}
