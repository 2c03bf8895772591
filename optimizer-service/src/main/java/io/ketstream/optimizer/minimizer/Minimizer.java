package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;

/// A method of minimisation with its options. Immutable; one instance may serve any number of searches.
public interface Minimizer {

    /// Name and version of the algorithm, for example `spsa/1`. It changes whenever the same answers could lead to
    /// other questions, so that a journal is never replayed by a different algorithm.
    String version();

    /// Whether it asks [Objective#evaluateWithGradient].
    boolean usesGradient();

    /// The smallest number of parameters it can work on.
    int minimumDimension();

    /// Minimises from `start` until a limit, convergence or a [StopSignal].
    ///
    /// A start without parameters is evaluated once.
    ///
    /// @throws IllegalArgumentException when `start` has fewer than [#minimumDimension] (and not 0)
    Minimum minimize(Objective objective, RealVector start, Limits limits, long seed, IterationListener listener);
}
