package io.ketstream.simulator;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// As [WideVectors], for single precision.
final class SingleWideVectors {

    private SingleWideVectors() {}

    static DoubleVector load(VectorSpecies<Double> species, float[] amplitudes, int from) {
        return (DoubleVector)
                FloatVector.fromArray(half(species), amplitudes, from).convertShape(VectorOperators.F2D, species, 0);
    }

    /// As many lanes of half the size; of constants, so that the compiler sees one.
    private static VectorSpecies<Float> half(VectorSpecies<Double> species) {
        return switch (species.length()) {
            case 2 -> FloatVector.SPECIES_64;
            case 4 -> FloatVector.SPECIES_128;
            default -> FloatVector.SPECIES_256;
        };
    }
}
