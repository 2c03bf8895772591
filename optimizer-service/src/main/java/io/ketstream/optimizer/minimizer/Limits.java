package io.ketstream.optimizer.minimizer;

import org.jspecify.annotations.Nullable;

/// When a search has to end. Limits are never exceeded: a batch that does not fit is cut to what is left.
///
/// @param maxIterations steps of the method; COBYLA and BOBYQA count every evaluation as one
/// @param maxEvaluations points evaluated, with or without gradient
/// @param shots what evaluations cost in shots, or null where they are exact
/// @param tolerance the method's own threshold (a gradient norm, a trust region radius, a spread of values: see the
///     method); 0 switches it off where the method allows that
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
            require(max >= 1, "maxShots", "at least 1", max);
            require(perEvaluation >= 1, "shots", "at least 1", perEvaluation);
            require(perGradient >= 1, "shots", "at least 1", perGradient);
        }
    }

    public Limits {
        require(maxIterations >= 1, "maxIterations", "at least 1", maxIterations);
        require(maxEvaluations >= 1, "maxEvaluations", "at least 1", maxEvaluations);
        require(tolerance >= 0 && Double.isFinite(tolerance), "tolerance", "finite and not negative", tolerance);
        require(plateau >= 0, "plateau", "not negative", plateau);
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

    private static void require(boolean holds, String field, String range, Number value) {
        if (!holds) {
            throw new InvalidOptionException(field, "must be " + range + ", not " + value);
        }
    }
}
