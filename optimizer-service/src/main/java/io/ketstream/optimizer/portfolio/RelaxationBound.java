package io.ketstream.optimizer.portfolio;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;

/// A lower bound of f over all selections: that of the convex relaxation 0 ≤ x ≤ 1, k ≤ Σx ≤ K.
///
/// A convex f lies nowhere below its tangents: f(y) ≥ f(x) + ∇f(x)ᵀ(y − x), whose least over the relaxation takes one
/// sort. So every step gives a bound, whether or not the relaxation is solved, and the best of them is returned. The
/// steps are those of A. Beck and M. Teboulle's accelerated projected gradient (SIAM J. Imaging Sci. 2, 183 (2009)),
/// their length found by trying, begun anew where they turn uphill (B. O'Donoghue, E. Candès, Found. Comput. Math. 15,
/// 715 (2015)). One costs O(n · assets with xᵢ > 0).
///
/// @param value the bound, up to rounding (relative to the terms of f about n·2⁻⁵²)
/// @param relaxed f at the best point of the relaxation that was met: `value` cannot be raised above it by going on
/// @param steps taken
public record RelaxationBound(double value, double relaxed, int steps) {

    /// @param gap goes on until `relaxed` − `value` is at most this share of |`relaxed`|
    /// @param mostSteps or until so many steps are taken
    public static RelaxationBound of(SelectionProblem problem, double gap, int mostSteps) {
        Rules.within("gap", gap, 0, 1);
        Rules.within("mostSteps", mostSteps, 0, Integer.MAX_VALUE);
        var descent = new Descent(problem);
        while (descent.steps < mostSteps && descent.lowest - descent.bound > gap * Math.abs(descent.lowest)) {
            descent.step();
        }
        return new RelaxationBound(descent.bound, descent.lowest, descent.steps);
    }

    private static final class Descent {

        private final SelectionProblem problem;
        private final double aversion;
        private final int size;
        private double[] point;
        private double[] risk;
        private double[] ahead;
        private double[] riskAhead;
        private double momentum = 1;
        private double curvature;
        private double bound = Double.NEGATIVE_INFINITY;
        private double lowest = Double.POSITIVE_INFINITY;
        private int steps;

        Descent(SelectionProblem problem) {
            this.problem = problem;
            this.aversion = problem.riskAversion();
            this.size = problem.size();
            this.point = new double[size];
            double largest = 0;
            for (int i = 0; i < size; i++) {
                point[i] = (double) problem.cardinality() / size;
                largest = Math.max(largest, problem.covariance().get(i, i));
            }
            // the largest eigenvalue is at least the largest variance; without risk any length will do
            this.curvature = aversion * largest > 0 ? 2 * aversion * largest : 1;
            this.risk = risk(point);
            this.ahead = point;
            this.riskAhead = risk;
            look();
        }

        void step() {
            steps++;
            double[] next;
            double[] nextRisk;
            while (true) {
                next = new double[size];
                for (int i = 0; i < size; i++) {
                    next[i] = ahead[i] - gradient(riskAhead, i) / curvature;
                }
                CappedSimplex.project(next, problem.minCardinality(), problem.cardinality());
                nextRisk = risk(next);
                double squares = 0;
                double risks = 0;
                for (int i = 0; i < size; i++) {
                    double moved = next[i] - ahead[i];
                    squares += moved * moved;
                    risks += moved * (nextRisk[i] - riskAhead[i]);
                }
                if (2 * aversion * risks <= curvature * squares * (1 + 1e-9)) {
                    break;
                }
                curvature = Math.max(2 * curvature, 2 * aversion * risks / squares);
            }
            follow(next, nextRisk);
            look();
        }

        private void follow(double[] next, double[] nextRisk) {
            double uphill = 0;
            for (int i = 0; i < size; i++) {
                uphill += (ahead[i] - next[i]) * (next[i] - point[i]);
            }
            if (uphill > 0) {
                momentum = 1;
            }
            double nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            double weight = (momentum - 1) / nextMomentum;
            momentum = nextMomentum;
            ahead = new double[size];
            riskAhead = new double[size];
            for (int i = 0; i < size; i++) {
                ahead[i] = next[i] + weight * (next[i] - point[i]);
                riskAhead[i] = nextRisk[i] + weight * (nextRisk[i] - risk[i]);
            }
            point = next;
            risk = nextRisk;
        }

        /// What the point shows: f there, and the least of its tangent.
        private void look() {
            double[] gradient = new double[size];
            double value = 0;
            double slope = 0;
            for (int i = 0; i < size; i++) {
                gradient[i] = gradient(risk, i);
                value += point[i]
                        * (aversion * risk[i] - problem.expectedReturns().get(i));
                slope += gradient[i] * point[i];
            }
            lowest = Math.min(lowest, value);
            double least = CappedSimplex.least(gradient, problem.minCardinality(), problem.cardinality());
            bound = Math.max(bound, value + least - slope);
        }

        private double gradient(double[] risks, int i) {
            return 2 * aversion * risks[i] - problem.expectedReturns().get(i);
        }

        private double[] risk(double[] x) {
            double[] sum = new double[size];
            for (int i = 0; i < size; i++) {
                if (x[i] != 0) {
                    RealVector row = problem.covariance().row(i);
                    for (int j = 0; j < size; j++) {
                        sum[j] += x[i] * row.get(j);
                    }
                }
            }
            return sum;
        }
    }
}
