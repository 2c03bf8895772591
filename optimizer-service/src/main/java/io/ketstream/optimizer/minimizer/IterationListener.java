package io.ketstream.optimizer.minimizer;

/// Told of every finished iteration, between two questions; what it throws is treated as if the objective threw it.
@FunctionalInterface
public interface IterationListener {

    void onIteration(Iteration iteration);
}
