package io.ketstream.circuit.formulation;

import java.util.Arrays;

/// The weight λ of λ(Σx − K)² that lifts every assignment with Σx ≠ K above every one with Σx = K.
///
/// With f the objective, λ must exceed (max_{Σx=K} f − min_{Σx=w} f) / (w − K)² for every w ≠ K. Both extremes
/// are bounded by sorting: an assignment of weight w is a sum over its w ones of lᵢ + ½ Σ_{j≠i one} qᵢⱼ, so it
/// is at least the sum of the w lowest of aᵢ(w) = lᵢ + ½ (sum of the w − 1 lowest qᵢⱼ, j ≠ i), and at most the
/// same with highest for lowest. So λ is rigorous for any coefficients and stays near the spread of the
/// objective, where the sum of all coefficients would drown it.
final class CardinalityPenalty {

    /// Above the bound by this share, so that rounding cannot bring an infeasible assignment level with a
    /// feasible one.
    private static final double MARGIN = 0.01;

    private CardinalityPenalty() {}

    static double weight(BinaryQuadratic objective, int cardinality) {
        double highestFeasible = -extreme(objective, cardinality, -1);
        double bound = 0;
        for (int ones = 0; ones <= objective.variables(); ones++) {
            if (ones != cardinality) {
                double distance = ones - cardinality;
                bound = Math.max(bound, (highestFeasible - extreme(objective, ones, 1)) / (distance * distance));
            }
        }
        double unit = largestCoefficient(objective);
        double weight = (1 + MARGIN) * bound + MARGIN * unit;
        return weight > 0 ? weight : 1;
    }

    /// A lower bound of sign·f without its offset over the assignments with `ones` ones.
    private static double extreme(BinaryQuadratic objective, int ones, int sign) {
        int variables = objective.variables();
        double[] shares = new double[variables];
        double[] row = new double[variables - 1];
        for (int i = 0; i < variables; i++) {
            int filled = 0;
            for (int j = 0; j < variables; j++) {
                if (j != i) {
                    row[filled++] = sign * objective.quadratic(i, j);
                }
            }
            shares[i] = sign * objective.linear(i) + sumOfLowest(row, ones - 1) / 2;
        }
        return sumOfLowest(shares, ones);
    }

    private static double sumOfLowest(double[] values, int count) {
        Arrays.sort(values);
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += values[k];
        }
        return sum;
    }

    private static double largestCoefficient(BinaryQuadratic objective) {
        double largest = 0;
        for (int i = 0; i < objective.variables(); i++) {
            largest = Math.max(largest, Math.abs(objective.linear(i)));
            for (int j = i + 1; j < objective.variables(); j++) {
                largest = Math.max(largest, Math.abs(objective.quadratic(i, j)));
            }
        }
        return largest;
    }
}
