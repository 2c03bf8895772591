package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.StopReason;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.ConvergenceChecker;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.PowellOptimizer;

/// Powell's direction set method by Commons Math: line searches one after the other, so one evaluation a question.
///
/// One iteration goes once through all directions; converged when it lowered the value by no more than the tolerance.
/// The library brackets with steps of 1; the parameters are scaled so that this is `initialStep`.
record Powell(double initialStep) implements Method {

    /// The library's own thresholds, so small that the tolerance of the limits decides.
    private static final double TINY = 1e-14;

    static Powell of(Options options) {
        return new Powell(options.get("initialStep", 0.5, 0, 1e6));
    }

    @Override
    public StopReason descend(Search search, long seed) {
        double tolerance = search.limits().tolerance();
        ConvergenceChecker<PointValuePair> checker = (iteration, previous, current) -> {
            search.iterateOrStop(
                    unscaled(current.getPointRef()),
                    current.getValue(),
                    search.best().standardError());
            return previous.getValue() - current.getValue() <= tolerance;
        };
        double line = Math.clamp(Math.sqrt(tolerance), 1e-8, 1e-2);
        MultivariateFunction function = u -> search.evaluate(unscaled(u)).value();
        new PowellOptimizer(TINY, TINY, line, line, checker)
                .optimize(
                        MaxEval.unlimited(),
                        new ObjectiveFunction(function),
                        GoalType.MINIMIZE,
                        new InitialGuess(scaled(search.start())));
        return StopReason.CONVERGED;
    }

    private double[] scaled(RealVector x) {
        return Vectors.plus(new double[x.size()], 1 / initialStep, x.toArray());
    }

    private RealVector unscaled(double[] u) {
        return RealVector.of(Vectors.plus(new double[u.length], initialStep, u));
    }
}
