package io.ketstream.optimizer.weight;

import io.ketstream.model.RealMatrix;

/// Minimises ½·q·wᵀΣw + Σ φᵢ(wᵢ) with Σw = 1 and bounds, where φᵢ(w) = −μᵢw + cost·|w − heldᵢ| + κ·|w|.
///
/// What one weight gains another loses: the pair that lowers the objective fastest is shifted to the lowest
/// point there, at most to the next corner of their φ, until no pair lowers it (J. Platt's sequential minimal
/// optimisation with the pair of S. Keerthi et al., Neural Comput. 13, 637 (2001)). The objective is convex
/// and its corners belong to single weights, so that where no pair of weights lowers it nothing does.
/// O(assets) a shift.
final class PairwiseDescent {

    /// Of the slopes' own size; far above their rounding.
    private static final double TOLERANCE = 1e-11;

    /// What adding up shares of 1 leaves.
    private static final double ROUNDING = 1e-15;

    private static final int REFRESH = 1000;
    private static final int MOST_SHIFTS = 200_000;

    private final MeanVariance problem;
    private final RealMatrix covariance;
    private final double kappa;
    private final int assets;
    private final double[] weights;
    private final double[] slopes;

    PairwiseDescent(MeanVariance problem, double kappa) {
        this.problem = problem;
        this.covariance = problem.covariance();
        this.kappa = kappa;
        this.assets = problem.least().size();
        this.weights = start();
        this.slopes = new double[assets];
    }

    /// Where assets are next to copies of each other, the best point after [#MOST_SHIFTS]: within the bounds, and the
    /// same each time.
    double[] minimum() {
        double tolerance = TOLERANCE * (problem.largest() + kappa);
        for (int shift = 0; shift < MOST_SHIFTS; shift++) {
            if (shift % REFRESH == 0) {
                refresh();
            }
            int gaining = -1;
            int losing = -1;
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < assets; i++) {
                if (weights[i] < problem.most().get(i) && slopes[i] + corner(i, 1) < least) {
                    least = slopes[i] + corner(i, 1);
                    gaining = i;
                }
                if (weights[i] > problem.least().get(i) && slopes[i] + corner(i, -1) > most) {
                    most = slopes[i] + corner(i, -1);
                    losing = i;
                }
            }
            if (gaining < 0 || losing < 0 || gaining == losing || most - least <= tolerance) {
                break;
            }
            shift(gaining, losing, most - least);
        }
        for (int i = 0; i < assets; i++) {
            weights[i] = withoutRounding(i);
        }
        return weights;
    }

    /// A weight that is as good as at a bound, at what is held or at 0, there.
    private double withoutRounding(int i) {
        for (double corner : new double[] {
            0, problem.held().get(i), problem.least().get(i), problem.most().get(i)
        }) {
            if (Math.abs(weights[i] - corner) <= ROUNDING) {
                return corner;
            }
        }
        return weights[i];
    }

    private void shift(int gaining, int losing, double descent) {
        double curvature = problem.aversion()
                * (covariance.get(gaining, gaining)
                        + covariance.get(losing, losing)
                        - covariance.get(gaining, losing)
                        - covariance.get(losing, gaining));
        double up = next(gaining, 1);
        double down = next(losing, -1);
        double room = Math.min(up - weights[gaining], weights[losing] - down);
        double step = curvature > 0 ? Math.min(room, descent / curvature) : room;
        // a corner or a bound is met exactly, so that it is known as such
        weights[gaining] = step == up - weights[gaining] ? up : weights[gaining] + step;
        weights[losing] = step == weights[losing] - down ? down : weights[losing] - step;
        for (int k = 0; k < assets; k++) {
            slopes[k] += problem.aversion() * step * (symmetric(k, gaining) - symmetric(k, losing));
        }
    }

    private double symmetric(int i, int j) {
        return (covariance.get(i, j) + covariance.get(j, i)) / 2;
    }

    /// What |w − held| and |w| add to the slope towards `side`.
    private double corner(int i, int side) {
        return problem.cost() * sign(weights[i] - problem.held().get(i), side) + kappa * sign(weights[i], side);
    }

    private static double sign(double distance, int side) {
        return distance == 0 ? side : Math.signum(distance);
    }

    /// The next corner or bound from a weight towards `side`.
    private double next(int i, int side) {
        double next = side > 0 ? problem.most().get(i) : problem.least().get(i);
        for (double corner : new double[] {problem.held().get(i), 0}) {
            if (side * (corner - weights[i]) > 0 && side * (next - corner) > 0) {
                next = corner;
            }
        }
        return next;
    }

    private void refresh() {
        for (int i = 0; i < assets; i++) {
            double slope = 0;
            for (int j = 0; j < assets; j++) {
                slope += symmetric(i, j) * weights[j];
            }
            slopes[i] = problem.aversion() * slope - problem.expectedReturns().get(i);
        }
    }

    /// The least weights, and what is missing to 1 in proportion to the room above them.
    private double[] start() {
        double sum = 0;
        double room = 0;
        for (int i = 0; i < assets; i++) {
            sum += problem.least().get(i);
            room += problem.most().get(i) - problem.least().get(i);
        }
        double[] first = new double[assets];
        double share = room == 0 ? 0 : Math.clamp((1 - sum) / room, 0, 1);
        for (int i = 0; i < assets; i++) {
            first[i] = problem.least().get(i)
                    + share * (problem.most().get(i) - problem.least().get(i));
        }
        return first;
    }
}
