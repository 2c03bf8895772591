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
record CobylaMethod(TrustRadius radius) implements Method {

    static CobylaMethod of(Options options) {
        return new CobylaMethod(TrustRadius.of(options));
    }

    @Override
    public StopReason descend(Search search, long seed) {
        double lastRadius = radius.last(search.limits());
        Calcfc function = (variables, constraints, x, values) -> search.step(RealVector.of(x));
        double[] x = search.start().toArray();
        CobylaExitStatus status = Cobyla.findMinimum(
                function, x.length, 0, x, radius.initial(), lastRadius, Cobyla.IPRINT_NONE, Integer.MAX_VALUE);
        return switch (status) {
            case NORMAL -> StopReason.CONVERGED;
            case MAX_ITERATIONS_REACHED -> StopReason.MAX_EVALUATIONS;
            case DIVERGING_ROUNDING_ERRORS -> StopReason.PLATEAU;
        };
    }
}
