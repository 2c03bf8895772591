package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.OptimizerType;

/// A method of minimisation with its options. Immutable; one instance may serve any number of searches.
public final class Minimizer {

    private final OptimizerType type;
    private final String version;
    private final Method method;

    Minimizer(OptimizerType type, String version, Method method) {
        this.type = type;
        this.version = version;
        this.method = method;
    }

    /// Name and version of the algorithm, for example `spsa/1`.
    public String version() {
        return version;
    }

    /// Minimises from `start` until a limit, convergence or a [StopSignal].
    ///
    /// A start without parameters is evaluated once.
    ///
    /// @throws IllegalArgumentException when `start` has fewer parameters than the method can work on (and not 0)
    public Minimum minimize(
            Objective objective, RealVector start, Limits limits, long seed, IterationListener listener) {
        if (start.size() > 0 && start.size() < type.leastParameters()) {
            throw new IllegalArgumentException(
                    version + " needs at least " + type.leastParameters() + " parameters, not " + start.size());
        }
        return Search.run(objective, start, limits, listener, search -> method.descend(search, seed));
    }
}
