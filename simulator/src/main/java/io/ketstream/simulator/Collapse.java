package io.ketstream.simulator;

import java.util.BitSet;

/// A measurement or a reset of `qubit`: both decide its value; one writes it to `bit`, the other flips a 1 back.
record Collapse(int qubit, int bit) {

    private static final int NO_BIT = -1;

    static Collapse of(Operation.Measure measure) {
        return new Collapse(measure.qubit(), measure.bit());
    }

    static Collapse of(Operation.Reset reset) {
        return new Collapse(reset.qubit(), NO_BIT);
    }

    /// Takes `outcome`, which has `probability`.
    void decide(Statevector state, int outcome, double probability, BitSet bits) {
        state.collapse(qubit, outcome, probability);
        if (bit != NO_BIT) {
            bits.set(bit, outcome == 1);
        } else if (outcome == 1) {
            Pairs pairs = Pairs.flipping(qubit, 0);
            new PairKernel.Exchange().apply(pairs, state.re, state.im, 0, 0, pairs.count(state.size()));
        }
    }
}
