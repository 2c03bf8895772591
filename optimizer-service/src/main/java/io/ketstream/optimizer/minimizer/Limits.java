package io.ketstream.optimizer.minimizer;

import io.ketstream.model.Rules;
import org.jspecify.annotations.Nullable;

/// When a search has to end. Limits are never exceeded: a batch that does not fit is cut to what is left.
///
/// @param maxIterations steps of the method; COBYLA and BOBYQA count every evaluation as one
/// @param maxEvaluations points evaluated, with or without gradient
/// @param shots what evaluations cost in shots, or null where they are exact
/// @param tolerance the search has converged when the method's own measure (gradient norm, trust radius, simplex
///     size) is below this, or when its values changed by no more over its last ten iterations; 0: never
/// @param plateau stop after so many iterations without an improvement of the best value by more than the larger of
///     tolerance and the estimate's standard error; 0 switches it off
public record Limits(
        int maxIterations, long maxEvaluations, @Nullable ShotBudget shots, double tolerance, int plateau) {

    public static final Limits DEFAULT = new Limits(1000, 100_000, null, 1e-6, 0);

    /// @param max shots the whole search may take
    /// @param perEvaluation shots of one evaluation
    /// @param perGradient shots of one evaluation with its gradient (all shifted circuits together)
    public record ShotBudget(long max, long perEvaluation, long perGradient) {
        public ShotBudget {
            Rules.within("maxShots", max, 1, Long.MAX_VALUE);
            Rules.within("shots", perEvaluation, 1, Long.MAX_VALUE);
            Rules.within("shots", perGradient, 1, Long.MAX_VALUE);
        }
    }

    public Limits {
        Rules.within("maxIterations", maxIterations, 1, Integer.MAX_VALUE);
        Rules.within("maxEvaluations", maxEvaluations, 1, Long.MAX_VALUE);
        Rules.within("tolerance", tolerance, 0, Double.MAX_VALUE);
        Rules.within("plateau", plateau, 0, Integer.MAX_VALUE);
    }

    public Limits withMaxIterations(int value) {
        return new Limits(value, maxEvaluations, shots, tolerance, plateau);
    }

    public Limits withMaxEvaluations(long value) {
        return new Limits(maxIterations, value, shots, tolerance, plateau);
    }

    public Limits withShots(ShotBudget value) {
        return new Limits(maxIterations, maxEvaluations, value, tolerance, plateau);
    }

    public Limits withTolerance(double value) {
        return new Limits(maxIterations, maxEvaluations, shots, value, plateau);
    }

    public Limits withPlateau(int value) {
        return new Limits(maxIterations, maxEvaluations, shots, tolerance, value);
    }
}
