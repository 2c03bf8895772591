package io.ketstream.optimizer.weight;

import io.ketstream.model.RealMatrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Minimises ½·q·wᵀΣw + Σ φᵢ(wᵢ) with Σw = 1 and bounds of weights and of disjoint groups, where φᵢ(w) = −μᵢw +
/// cost·|w − heldᵢ| + κ·|w|.
///
/// What one weight gains another loses: the pair that lowers the objective fastest is shifted to the lowest
/// point there, at most to the next corner of their φ or to the bound of their groups, until no pair lowers it (J.
/// Platt's sequential minimal optimisation with the pair of S. Keerthi et al., Neural Comput. 13, 637 (2001)). The
/// objective is convex and its corners belong to single weights, and whatever may be done with weights of disjoint
/// groups is made of pairs that may be shifted: first within each group, then from groups that lose to those that
/// gain. So where no pair of weights lowers it nothing does. O(assets) a shift.
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

    /// The group of each weight; the last one, without bounds, has those of no group.
    private final int[] groupOf;

    /// What each group has.
    private final double[] sums;

    /// Of each group the weight that gains with the least slope, and the one that loses with the greatest.
    private final int[] gaining;

    private final int[] losing;
    private final double[] least;
    private final double[] most;

    PairwiseDescent(MeanVariance problem, double kappa) {
        this.problem = problem;
        this.covariance = problem.covariance();
        this.kappa = kappa;
        this.assets = problem.least().size();
        this.slopes = new double[assets];
        this.groupOf = new int[assets];
        Arrays.fill(groupOf, problem.groups().size());
        for (int g = 0; g < problem.groups().size(); g++) {
            for (int member : problem.groups().get(g).members()) {
                groupOf[member] = g;
            }
        }
        this.sums = new double[problem.groups().size() + 1];
        this.gaining = new int[sums.length];
        this.losing = new int[sums.length];
        this.least = new double[sums.length];
        this.most = new double[sums.length];
        this.weights = start();
    }

    /// Where assets are next to copies of each other, the best point after [#MOST_SHIFTS]: within the bounds, and the
    /// same each time.
    double[] minimum() {
        double tolerance = TOLERANCE * (problem.largest() + kappa);
        for (int shift = 0; shift < MOST_SHIFTS; shift++) {
            if (shift % REFRESH == 0) {
                refresh();
            }
            Pair best = steepest();
            if (best == null || best.descent() <= tolerance) {
                break;
            }
            shift(best);
        }
        for (int i = 0; i < assets; i++) {
            weights[i] = withoutRounding(i);
        }
        return weights;
    }

    /// @param descent by how much the objective falls for what little is shifted
    private record Pair(int gaining, int losing, double descent) {}

    /// The best pair of those within a group and those of groups that have room.
    private @Nullable Pair steepest() {
        Arrays.fill(gaining, -1);
        Arrays.fill(losing, -1);
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < assets; i++) {
            int g = groupOf[i];
            if (weights[i] < problem.most().get(i) && slopes[i] + corner(i, 1) < least[g]) {
                least[g] = slopes[i] + corner(i, 1);
                gaining[g] = i;
            }
            if (weights[i] > problem.least().get(i) && slopes[i] + corner(i, -1) > most[g]) {
                most[g] = slopes[i] + corner(i, -1);
                losing[g] = i;
            }
        }
        Pair best = null;
        int to = -1;
        int from = -1;
        for (int g = 0; g < sums.length; g++) {
            best = better(best, gaining[g], losing[g], most[g] - least[g]);
            if (roomAbove(g) > 0 && (to < 0 || least[g] < least[to])) {
                to = g;
            }
            if (roomBelow(g) > 0 && (from < 0 || most[g] > most[from])) {
                from = g;
            }
        }
        return to < 0 || from < 0 ? best : better(best, gaining[to], losing[from], most[from] - least[to]);
    }

    private static @Nullable Pair better(@Nullable Pair best, int gains, int loses, double descent) {
        if (gains < 0 || loses < 0 || gains == loses || (best != null && descent <= best.descent())) {
            return best;
        }
        return new Pair(gains, loses, descent);
    }

    private double roomAbove(int group) {
        return group == problem.groups().size()
                ? Double.POSITIVE_INFINITY
                : room(problem.groups().get(group).most() - sums[group]);
    }

    private double roomBelow(int group) {
        return group == problem.groups().size()
                ? Double.POSITIVE_INFINITY
                : room(sums[group] - problem.groups().get(group).least());
    }

    private static double room(double room) {
        return room <= ROUNDING ? 0 : room;
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

    private void shift(Pair pair) {
        int gains = pair.gaining();
        int loses = pair.losing();
        double curvature = problem.aversion()
                * (covariance.get(gains, gains)
                        + covariance.get(loses, loses)
                        - covariance.get(gains, loses)
                        - covariance.get(loses, gains));
        double up = next(gains, 1);
        double down = next(loses, -1);
        double room = Math.min(up - weights[gains], weights[loses] - down);
        boolean isBetween = groupOf[gains] != groupOf[loses];
        if (isBetween) {
            room = Math.min(room, Math.min(roomAbove(groupOf[gains]), roomBelow(groupOf[loses])));
        }
        double step = curvature > 0 ? Math.min(room, pair.descent() / curvature) : room;
        // a corner or a bound is met exactly, so that it is known as such
        weights[gains] = step == up - weights[gains] ? up : weights[gains] + step;
        weights[loses] = step == weights[loses] - down ? down : weights[loses] - step;
        if (isBetween) {
            sums[groupOf[gains]] += step;
            sums[groupOf[loses]] -= step;
        }
        for (int k = 0; k < assets; k++) {
            slopes[k] += problem.aversion() * step * (symmetric(k, gains) - symmetric(k, loses));
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
        Arrays.fill(sums, 0);
        for (int i = 0; i < assets; i++) {
            sums[groupOf[i]] += weights[i];
        }
    }

    /// The least weights, and what is missing to 1 in proportion to the room above them: of groups that have bounds,
    /// then of the weights in each.
    private double[] start() {
        double[] lowest = new double[sums.length];
        double[] room = new double[sums.length];
        for (int i = 0; i < assets; i++) {
            lowest[groupOf[i]] += problem.least().get(i);
            room[groupOf[i]] += problem.most().get(i) - problem.least().get(i);
        }
        int others = problem.groups().size();
        double sum = lowest[others];
        double roomOfAll = room[others];
        for (int g = 0; g < others; g++) {
            sum += bottom(g, lowest[g]);
            roomOfAll += top(g, lowest[g], room[g]) - bottom(g, lowest[g]);
        }
        double share = roomOfAll == 0 ? 0 : Math.clamp((1 - sum) / roomOfAll, 0, 1);
        double[] shares = new double[sums.length];
        shares[others] = share;
        for (int g = 0; g < others; g++) {
            double bottom = bottom(g, lowest[g]);
            double wanted = bottom + share * (top(g, lowest[g], room[g]) - bottom) - lowest[g];
            shares[g] = room[g] == 0 ? 0 : Math.clamp(wanted / room[g], 0, 1);
        }
        double[] first = new double[assets];
        for (int i = 0; i < assets; i++) {
            first[i] = problem.least().get(i)
                    + shares[groupOf[i]]
                            * (problem.most().get(i) - problem.least().get(i));
        }
        return first;
    }

    private double bottom(int group, double lowest) {
        return Math.max(problem.groups().get(group).least(), lowest);
    }

    private double top(int group, double lowest, double room) {
        return Math.min(problem.groups().get(group).most(), lowest + room);
    }
}
