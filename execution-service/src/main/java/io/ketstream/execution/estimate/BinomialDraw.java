package io.ketstream.execution.estimate;

import io.ketstream.simulator.Seeds;
import org.apache.commons.math3.distribution.BinomialDistribution;

/// How many of a number of shots succeed, by inversion of the binomial distribution: exact whatever the number.
final class BinomialDraw {

    private static final double UNIT = 0x1.0p-53;

    private BinomialDraw() {}

    /// A number from 0 to `shots`, of the distribution B(`shots`, `probability`); a pure function of its arguments.
    ///
    /// @param probability of one success; what rounding has carried past 0 or 1 is taken back
    /// @param seed a number of [Seeds#derive], all of whose bits are mixed
    static int of(int shots, double probability, long seed) {
        double inside = Math.clamp(probability, 0, 1);
        double uniform = ((seed >>> 11) + 0.5) * UNIT;
        return new BinomialDistribution(null, shots, inside).inverseCumulativeProbability(uniform);
    }
}
