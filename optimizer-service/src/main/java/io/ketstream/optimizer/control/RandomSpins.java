package io.ketstream.optimizer.control;

import org.apache.commons.math3.random.MersenneTwister;

/// Uniform random feasible assignments.
final class RandomSpins {

    private RandomSpins() {}

    static RandomControl sample(SpinModel model, Feasible feasible, int samples, long seed) {
        var random = new MersenneTwister(seed);
        var statistics = new Statistics();
        for (int s = 0; s < samples; s++) {
            statistics.add(model.energy(feasible.draw(random)));
        }
        return statistics.control();
    }
}
