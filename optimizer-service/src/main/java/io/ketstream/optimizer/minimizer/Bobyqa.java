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
record Bobyqa(TrustRadius radius) implements Method {

    static Bobyqa of(Options options) {
        return new Bobyqa(TrustRadius.of(options));
    }

    @Override
    public StopReason descend(Search search, long seed) {
        int size = search.start().size();
        double lastRadius = radius.last(search.limits());
        var function = new SteppedFunction(search);
        try {
            new BOBYQAOptimizer(2 * size + 1, radius.initial(), lastRadius)
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
