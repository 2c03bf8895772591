package io.ketstream.simulator;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The width of registers that the vectorised loops are made for, as a species of amplitudes.
final class VectorWidth {

    /// The width in bits that tests ask for; absent, the machine's.
    static final String PROPERTY = "ketstream.simulator.vector-bits";

    private VectorWidth() {}

    static VectorSpecies<Double> species() {
        return switch (Integer.getInteger(PROPERTY, 0)) {
            case 0 -> preferred();
            case 128 -> DoubleVector.SPECIES_128;
            case 256 -> DoubleVector.SPECIES_256;
            case 512 -> DoubleVector.SPECIES_512;
            default -> throw new IllegalArgumentException("no vectors of so many bits: " + PROPERTY);
        };
    }

    /// At most 512 bits, so that a register never spans more than the partial sums, and at least 128.
    private static VectorSpecies<Double> preferred() {
        VectorSpecies<Double> preferred = DoubleVector.SPECIES_PREFERRED;
        if (preferred.vectorBitSize() > 512) {
            return DoubleVector.SPECIES_512;
        }
        return preferred.vectorBitSize() < 128 ? DoubleVector.SPECIES_128 : preferred;
    }
}
