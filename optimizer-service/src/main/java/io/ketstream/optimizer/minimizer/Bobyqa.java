package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.StopReason;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.jspecify.annotations.Nullable;

/// Powell's BOBYQA (quadratic models in a trust region, report NA2009/06) by Commons Math, without bounds and with
/// 2n + 1 interpolation points; every evaluation is an iteration. Needs two parameters.
///
/// Converged when the trust radius falls below the tolerance; a plateau when the library finds that rounding or noise
/// has spoilt its model.
record Bobyqa(double initialTrustRadius) implements Minimizer {

    private static final double SMALLEST_RADIUS = 1e-10;

    static Bobyqa of(Options options) {
        return new Bobyqa(options.get("initialTrustRadius", 0.5, 0, 1e6));
    }

    @Override
    public String version() {
        return "bobyqa/1";
    }

    @Override
    public boolean usesGradient() {
        return false;
    }

    @Override
    public int minimumDimension() {
        return 2;
    }

    @Override
    public Minimum minimize(
            Objective objective, RealVector start, Limits limits, long seed, IterationListener listener) {
        return Search.run(this, objective, start, limits, listener, this::descend);
    }

    private StopReason descend(Search search) {
        int size = search.start().size();
        double lastRadius = Math.min(
                Math.max(search.limits().tolerance(), SMALLEST_RADIUS * initialTrustRadius), initialTrustRadius);
        var function = new SteppedFunction(search);
        try {
            new BOBYQAOptimizer(2 * size + 1, initialTrustRadius, lastRadius)
                    .optimize(
                            MaxEval.unlimited(),
                            new ObjectiveFunction(function),
                            GoalType.MINIMIZE,
                            new InitialGuess(search.start().toArray()),
                            SimpleBounds.unbounded(size));
        } catch (MathIllegalStateException failure) {
            if (function.thrown != null) {
                throw failure;
            }
            return StopReason.PLATEAU;
        }
        return StopReason.CONVERGED;
    }

    /// Remembers what the objective threw, so that only the library's own failures count as its failures.
    private static final class SteppedFunction implements MultivariateFunction {

        private final Search search;
        private @Nullable RuntimeException thrown;

        SteppedFunction(Search search) {
            this.search = search;
        }

        @Override
        public double value(double[] x) {
            try {
                return search.step(RealVector.of(x));
            } catch (RuntimeException exception) {
                thrown = exception;
                throw exception;
            }
        }
    }
}
