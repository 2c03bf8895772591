package io.ketstream.optimizer.learning.kernel;

import java.util.stream.DoubleStream;

/// When LIBSVM's solver is done: at the tolerance of the greatest violation of the optimality
/// conditions that it is given, or after its own 10⁷ iterations.
///
/// It computes with a matrix in single precision, 6e-8 of its entries off. Where that has a low
/// rank, as by landmarks or of few qubits, and the targets have little to do with it, the finest
/// tolerance is below what this leaves, and no number of iterations comes to it.
public enum StoppingRule {

    /// At the finest tolerance, and never before LIBSVM's own number of iterations.
    FINEST,

    /// At the finest tolerance that a budget of iterations comes to: 100·l for l dual variables,
    /// and 500,000 at least. Without it, it begins anew with the next coarser one; the coarsest has
    /// LIBSVM's own number. Iterations are counted, not time, so the same input stops at the same.
    BUDGETED;

    private static final int LEAST_BUDGET = 500_000;
    private static final int BUDGET_OF_VARIABLE = 100;

    /// In units of the dual variables' scale; the finest is the caller's.
    private static final double[] COARSER = {1e-6, 1e-5};

    /// LIBSVM's own tolerance. In units of the scale it would be more than a margin of C = 1000.
    private static final double COARSEST = 1e-3;

    /// What new runs stop by.
    public static StoppingRule current() {
        return BUDGETED;
    }

    /// From the finest to the coarsest, without those that are the same: 1e-3, or 1e-6 of the scale
    /// where that is more, is as far as it goes.
    ///
    /// @param finest in units of the scale
    /// @param scale at least 1: what dual variables may be, or add up to
    double[] tolerances(double finest, double scale) {
        if (this == FINEST) {
            return new double[] {finest * scale};
        }
        double coarsest = Math.max(COARSEST, COARSER[0] * scale);
        return DoubleStream.concat(
                        DoubleStream.of(finest * scale),
                        DoubleStream.concat(
                                DoubleStream.of(COARSER).map(tolerance -> Math.min(tolerance * scale, coarsest)),
                                DoubleStream.of(coarsest)))
                .distinct()
                .toArray();
    }

    /// Of a tolerance that has a coarser one after it.
    ///
    /// @param variables of the dual problem
    static long budget(int variables) {
        return Math.max(LEAST_BUDGET, (long) BUDGET_OF_VARIABLE * variables);
    }
}
