package io.ketstream.optimizer.minimizer;

import org.jspecify.annotations.Nullable;

/// Finds a step along a descent direction that fulfils the strong Wolfe conditions
/// (Nocedal, Wright, algorithms 3.5 and 3.6; trial steps by cubic interpolation, eq. 3.59).
final class WolfeLineSearch {

    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final double LONGEST = 1e6;
    private static final int TRIALS = 25;

    private record Trial(double step, double value, double slope, LinePoint point) {}

    private final Search search;
    private final LinePoint from;
    private final double[] direction;
    private final double slope;
    private int trials;

    private WolfeLineSearch(Search search, LinePoint from, double[] direction, double slope) {
        this.search = search;
        this.from = from;
        this.direction = direction;
        this.slope = slope;
    }

    /// The point found, or null when the direction does not descend or no trial gave a sufficient decrease.
    static @Nullable LinePoint search(Search search, LinePoint from, double[] direction, double firstStep) {
        double slope = Vectors.dot(from.gradient(), direction);
        if (!(slope < 0)) {
            return null;
        }
        return new WolfeLineSearch(search, from, direction, slope).bracket(firstStep);
    }

    private @Nullable LinePoint bracket(double firstStep) {
        var previous = new Trial(0, from.value(), slope, from);
        double step = firstStep;
        while (trials < TRIALS && step < LONGEST) {
            Trial trial = at(step);
            if (!decreases(trial) || (previous.step() > 0 && trial.value() >= previous.value())) {
                return zoom(previous, trial);
            }
            if (flat(trial)) {
                return trial.point();
            }
            if (trial.slope() >= 0) {
                return zoom(trial, previous);
            }
            previous = trial;
            step *= 2;
        }
        return previous.step() > 0 ? previous.point() : null;
    }

    private @Nullable LinePoint zoom(Trial low, Trial high) {
        while (trials < TRIALS) {
            double width = Math.abs(high.step() - low.step());
            if (width <= 1e-12 * Math.max(1, low.step())) {
                break;
            }
            Trial trial = at(interpolated(low, high));
            if (!decreases(trial) || trial.value() >= low.value()) {
                high = trial;
            } else if (flat(trial)) {
                return trial.point();
            } else {
                if (trial.slope() * (high.step() - low.step()) >= 0) {
                    high = low;
                }
                low = trial;
            }
        }
        return low.step() > 0 ? low.point() : null;
    }

    private Trial at(double step) {
        trials++;
        LinePoint point = LinePoint.at(search, Vectors.plus(from.x(), step, direction));
        return new Trial(step, point.value(), Vectors.dot(point.gradient(), direction), point);
    }

    private boolean decreases(Trial trial) {
        return trial.value() <= from.value() + DECREASE * trial.step() * slope;
    }

    private boolean flat(Trial trial) {
        return Math.abs(trial.slope()) <= -CURVATURE * slope;
    }

    /// The minimiser of the cubic through both ends, kept off them by a tenth of the interval.
    private static double interpolated(Trial a, Trial b) {
        double width = b.step() - a.step();
        double d1 = a.slope() + b.slope() - 3 * (b.value() - a.value()) / width;
        double square = d1 * d1 - a.slope() * b.slope();
        double middle = a.step() + width / 2;
        if (!(square >= 0)) {
            return middle;
        }
        double d2 = Math.copySign(Math.sqrt(square), width);
        double step = b.step() - width * (b.slope() + d2 - d1) / (b.slope() - a.slope() + 2 * d2);
        double nearest = Math.min(a.step(), b.step()) + 0.1 * Math.abs(width);
        double farthest = Math.max(a.step(), b.step()) - 0.1 * Math.abs(width);
        return Double.isFinite(step) ? Math.clamp(step, nearest, farthest) : middle;
    }
}
