package io.ketstream.optimizer.weight;

import java.util.Arrays;

/// By how much at most some weights are worse than the best, by weak duality.
///
/// For any λ, p of each group, κ ≥ 0 and subgradient s of f + κ·Σ|w| at w, every permitted v has f(v) ≥ f(w) +
/// κ·(Σ|w| − exposure) − s·w + Σᵢ min (sᵢ − p)vᵢ + Σ min (p − λ)·(sum of a group) + λ, each least over its own
/// bounds. That needs nothing of how weights were found; multipliers that fit badly give a large gap.
final class OptimalityGap {

    /// Nearer to a bound or a corner than this is there.
    private static final double NEAR = 1e-9;

    private final MeanVariance problem;
    private final double[] weights;
    private final double[] slopes;
    private final int[] part;

    private OptimalityGap(MeanVariance problem, double[] weights) {
        this.problem = problem;
        this.weights = weights;
        this.slopes = new double[weights.length];
        this.part = new int[weights.length];
        for (int i = 0; i < weights.length; i++) {
            part[i] = problem.groups().size();
            slopes[i] = -problem.expectedReturns().get(i);
            for (int j = 0; j < weights.length; j++) {
                slopes[i] += problem.aversion()
                        * (problem.covariance().get(i, j) + problem.covariance().get(j, i))
                        / 2
                        * weights[j];
            }
            for (int g = 0; g < problem.groups().size(); g++) {
                part[i] = problem.groups().get(g).members().contains(i) ? g : part[i];
            }
        }
    }

    static double of(MeanVariance problem, double[] weights) {
        return new OptimalityGap(problem, weights).gap();
    }

    private double gap() {
        double size = Arrays.stream(weights).map(Math::abs).sum();
        double low = 0;
        double high = size < problem.exposure() - NEAR || lowest() >= 0 ? 0 : 100 * problem.largest();
        // the largest contradiction is convex in κ
        for (int step = 0; step < 300 && high > low; step++) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (contradiction(left) <= contradiction(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return gap(low, size);
    }

    private double lowest() {
        return Arrays.stream(problem.least().toArray()).min().orElseThrow();
    }

    private double gap(double kappa, double size) {
        double lambda = middle(from(kappa), to(kappa));
        double bound = lambda + kappa * (size - problem.exposure());
        double[] price = new double[problem.groups().size() + 1];
        for (int g = 0; g < price.length; g++) {
            double low = losing(g, kappa);
            double high = gaining(g, kappa);
            price[g] = g == price.length - 1 ? lambda : low > high ? middle(low, high) : Math.clamp(lambda, low, high);
            if (g < price.length - 1) {
                WeightGroup group = problem.groups().get(g);
                bound += Math.min((price[g] - lambda) * group.least(), (price[g] - lambda) * group.most());
            }
        }
        for (int i = 0; i < weights.length; i++) {
            double subgradient = Math.clamp(price[part[i]], slope(i, -1, kappa), slope(i, 1, kappa));
            double reduced = subgradient - price[part[i]];
            bound += Math.min(
                            reduced * problem.least().get(i),
                            reduced * problem.most().get(i))
                    - subgradient * weights[i];
        }
        return -bound;
    }

    private double contradiction(double kappa) {
        double most = from(kappa) - to(kappa);
        for (int g = 0; g <= problem.groups().size(); g++) {
            most = Math.max(most, losing(g, kappa) - gaining(g, kappa));
        }
        return most;
    }

    /// The highest slope of what may lose to another group.
    private double from(double kappa) {
        double most = Double.NEGATIVE_INFINITY;
        for (int g = 0; g <= problem.groups().size(); g++) {
            if (g == problem.groups().size() || sum(g) > problem.groups().get(g).least() + NEAR) {
                most = Math.max(most, losing(g, kappa));
            }
        }
        return most;
    }

    private double to(double kappa) {
        double least = Double.POSITIVE_INFINITY;
        for (int g = 0; g <= problem.groups().size(); g++) {
            if (g == problem.groups().size() || sum(g) < problem.groups().get(g).most() - NEAR) {
                least = Math.min(least, gaining(g, kappa));
            }
        }
        return least;
    }

    private double losing(int group, double kappa) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            if (part[i] == group && weights[i] > problem.least().get(i) + NEAR) {
                most = Math.max(most, slope(i, -1, kappa));
            }
        }
        return most;
    }

    private double gaining(int group, double kappa) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            if (part[i] == group && weights[i] < problem.most().get(i) - NEAR) {
                least = Math.min(least, slope(i, 1, kappa));
            }
        }
        return least;
    }

    private double sum(int group) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += part[i] == group ? weights[i] : 0;
        }
        return sum;
    }

    private double slope(int i, int side, double kappa) {
        return slopes[i]
                + problem.cost() * sign(weights[i] - problem.held().get(i), side)
                + kappa * sign(weights[i], side);
    }

    private static double sign(double distance, int side) {
        return Math.abs(distance) <= NEAR ? side : Math.signum(distance);
    }

    private static double middle(double low, double high) {
        if (Double.isInfinite(low)) {
            return Double.isInfinite(high) ? 0 : high;
        }
        return Double.isInfinite(high) ? low : (low + high) / 2;
    }
}
