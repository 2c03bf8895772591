package io.ketstream.model.measurement;

import io.ketstream.model.operator.PauliString;

/// A Pauli string without its sign: bits of the qubits with X or Y, and with Z or Y.
record Bits(long flips, long phases) {

    static Bits of(PauliString pauli) {
        return new Bits(pauli.xMask(), pauli.zMask());
    }

    long support() {
        return flips | phases;
    }

    boolean commutesWith(Bits other) {
        return ((Long.bitCount(flips & other.phases) + Long.bitCount(phases & other.flips)) & 1) == 0;
    }

    Bits times(Bits other) {
        return new Bits(flips ^ other.flips, phases ^ other.phases);
    }
}
