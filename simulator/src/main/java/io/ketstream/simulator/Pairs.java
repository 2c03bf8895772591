package io.ketstream.simulator;

/// The pairs of basis states (i, j) that a gate mixes: all states whose bits in `involved` equal `first` are an
/// i, and its j has `second` there instead. A controlled gate has its control bits set in both.
record Pairs(int involved, int first, int second) {

    /// The pairs that differ in `target`, where all bits of `controls` are 1.
    static Pairs flipping(int target, int controls) {
        return new Pairs((1 << target) | controls, controls, (1 << target) | controls);
    }

    int count(Statevector state) {
        return state.size() >>> Integer.bitCount(involved);
    }

    /// log2 of [#count].
    int countQubits(Statevector state) {
        return state.numberOfQubits() - Integer.bitCount(involved);
    }

    /// Pairs next to each other in number are next to each other in memory for so many (a power of two).
    int run() {
        return Integer.lowestOneBit(involved);
    }

    /// The index whose bits outside `involved` are those of pair number `pair`, and 0 inside.
    int base(int pair) {
        int index = pair;
        for (int rest = involved; rest != 0; rest &= rest - 1) {
            int below = Integer.lowestOneBit(rest) - 1;
            index = ((index & ~below) << 1) | (index & below);
        }
        return index;
    }

    void apply(PairKernel kernel, Statevector state, int from, int to) {
        int run = run();
        for (int pair = from; pair < to; ) {
            int base = base(pair);
            int count = Math.min(to - pair, run - (pair & (run - 1)));
            kernel.apply(state.re, state.im, base | first, base | second, count);
            pair += count;
        }
    }
}
