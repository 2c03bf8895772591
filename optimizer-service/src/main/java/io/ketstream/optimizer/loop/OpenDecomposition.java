package io.ketstream.optimizer.loop;

import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;

/// A run that was taken apart.
final class OpenDecomposition extends OpenParent<ParentConclusion> {

    final RunDecomposed decomposed;

    /// That it was begun with, as soon as it has been.
    DecompositionVersion version = DecompositionVersion.current();

    OpenDecomposition(RunDecomposed decomposed) {
        super(decomposed.runId(), bytes(decomposed));
        this.decomposed = decomposed;
    }

    /// The covariance of the market, and beside it what is read of it, or, after that, the parts that are copied.
    private static long bytes(RunDecomposed decomposed) {
        PortfolioProblem problem = decomposed.problem();
        PortfolioConstraints constraints = problem.constraintsOrNone();
        long market = matrix(decomposed.market().symbols().size());
        long chosen = problem.symbols() == null ? 0 : matrix(problem.symbols().size());
        boolean isFixed =
                !constraints.mandatory().isEmpty() || !constraints.forbidden().isEmpty();
        long free = !isFixed ? 0 : chosen > 0 ? chosen : market;
        return market + Math.max(market, chosen + free);
    }

    private static long matrix(long size) {
        return Double.BYTES * size * size;
    }
}
