package io.ketstream.circuit.formulation;

import io.ketstream.model.problem.SelectionRules;
import java.util.Arrays;

/// The weight λ of a selection's penalties that lifts every infeasible assignment above every feasible one.
///
/// With f the objective and v the least value of the penalties at an infeasible assignment of w ones, λ must
/// exceed (max_{feasible} f − min_{Σx=w} f) / v for every such w. For a cardinality K and (Σx − K)² that is
/// (max_{Σx=K} f − min_{Σx=w} f) / (w − K)² for every w ≠ K. The extremes
/// are bounded by sorting: an assignment of weight w is a sum over its w ones of lᵢ + ½ Σ_{j≠i one} qᵢⱼ, so it
/// is at least the sum of the w lowest of aᵢ(w) = lᵢ + ½ (sum of the w − 1 lowest qᵢⱼ, j ≠ i), and at most the
/// same with highest for lowest. So λ is rigorous for any coefficients and stays near the spread of the
/// objective, where the sum of all coefficients would drown it.
final class PenaltyWeight {

    /// Above the bound by this share, so that rounding cannot bring an infeasible assignment level with a
    /// feasible one.
    private static final double MARGIN = 0.01;

    private PenaltyWeight() {}

    /// @param objective of the assets that have a qubit
    /// @param rules of the same assets
    static double of(BinaryQuadratic objective, SelectionRules rules, SelectionLayout layout) {
        double highestFeasible = Double.NEGATIVE_INFINITY;
        for (int ones = rules.minimum(); ones <= rules.maximum(); ones++) {
            highestFeasible = Math.max(highestFeasible, -extreme(objective, ones, -1));
        }
        double bound = 0;
        for (int ones = 0; ones <= objective.variables(); ones++) {
            double violation = leastViolation(rules, layout, ones);
            if (violation > 0) {
                bound = Math.max(bound, (highestFeasible - extreme(objective, ones, 1)) / violation);
            }
        }
        double unit = largestCoefficient(objective);
        double weight = (1 + MARGIN) * bound + MARGIN * unit;
        return weight > 0 ? weight : 1;
    }

    /// The least value of the penalties at an infeasible assignment of `ones` ones; 0 where the circuit
    /// reaches none.
    private static double leastViolation(SelectionRules rules, SelectionLayout layout, int ones) {
        int distance = Math.max(rules.minimum() - ones, ones - rules.maximum());
        CountPenalty total = layout.total();
        if (distance > 0 && total != null) {
            return total.violation(distance);
        }
        boolean isReached = distance <= 0 || layout.kept().isEmpty();
        return isReached && !layout.groups().isEmpty() ? 1 : 0;
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
