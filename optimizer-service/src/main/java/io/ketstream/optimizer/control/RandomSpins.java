package io.ketstream.optimizer.control;

import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.commons.math3.random.MersenneTwister;

/// Uniform random feasible assignments.
final class RandomSpins {

    private RandomSpins() {}

    static byte[] draw(MersenneTwister random, int size, OptionalInt cardinality) {
        byte[] spins = new byte[size];
        if (cardinality.isEmpty()) {
            for (int i = 0; i < size; i++) {
                spins[i] = (byte) (random.nextBoolean() ? 1 : -1);
            }
            return spins;
        }
        Arrays.fill(spins, (byte) 1);
        // Selection sampling (Knuth, TAOCP 2, section 3.4.2, algorithm S): every subset equally likely.
        int missing = cardinality.getAsInt();
        for (int i = 0; i < size && missing > 0; i++) {
            if (random.nextInt(size - i) < missing) {
                spins[i] = -1;
                missing--;
            }
        }
        return spins;
    }

    static RandomControl sample(SpinModel model, OptionalInt cardinality, int samples, long seed) {
        var random = new MersenneTwister(seed);
        var statistics = new Statistics();
        for (int s = 0; s < samples; s++) {
            statistics.add(model.energy(draw(random, model.size(), cardinality)));
        }
        return statistics.control();
    }
}
