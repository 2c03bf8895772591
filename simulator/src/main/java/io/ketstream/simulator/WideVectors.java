package io.ketstream.simulator;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Amplitudes as doubles, for sums; [SingleWideVectors] has those of single precision.
final class WideVectors {

    private WideVectors() {}

    /// As many amplitudes as `species` has lanes.
    static DoubleVector load(VectorSpecies<Double> species, double[] amplitudes, int from) {
        return DoubleVector.fromArray(species, amplitudes, from);
    }
}
