package io.ketstream.optimizer.minimizer;

import de.xypron.jcobyla.Calcfc;
import de.xypron.jcobyla.Cobyla;
import de.xypron.jcobyla.CobylaExitStatus;
import io.ketstream.model.RealVector;
import io.ketstream.model.run.StopReason;

/// Powell's COBYLA (linear models in a trust region, 1994) by the jcobyla library, without constraints; every
/// evaluation is an iteration.
///
/// Converged when the trust radius falls below the tolerance; a plateau when rounding spoilt the library's simplex.
record CobylaMinimizer(double initialTrustRadius) implements Minimizer {

    private static final double SMALLEST_RADIUS = 1e-10;

    static CobylaMinimizer of(Options options) {
        return new CobylaMinimizer(options.get("initialTrustRadius", 0.5, 0, 1e6));
    }

    @Override
    public String version() {
        return "cobyla/1";
    }

    @Override
    public boolean usesGradient() {
        return false;
    }

    @Override
    public int minimumDimension() {
        return 1;
    }

    @Override
    public Minimum minimize(
            Objective objective, RealVector start, Limits limits, long seed, IterationListener listener) {
        return Search.run(this, objective, start, limits, listener, this::descend);
    }

    private StopReason descend(Search search) {
        double lastRadius = Math.min(
                Math.max(search.limits().tolerance(), SMALLEST_RADIUS * initialTrustRadius), initialTrustRadius);
        Calcfc function = (variables, constraints, x, values) -> search.step(RealVector.of(x));
        double[] x = search.start().toArray();
        CobylaExitStatus status = Cobyla.findMinimum(
                function, x.length, 0, x, initialTrustRadius, lastRadius, Cobyla.IPRINT_NONE, Integer.MAX_VALUE);
        return switch (status) {
            case NORMAL -> StopReason.CONVERGED;
            case MAX_ITERATIONS_REACHED -> StopReason.MAX_EVALUATIONS;
            case DIVERGING_ROUNDING_ERRORS -> StopReason.PLATEAU;
        };
    }
}
