package io.ketstream.simulator;

/// The pairs of basis states (i, j) that a gate mixes: all states whose bits in `involved` equal `first` are an
/// i, and its j has `second` there instead. A controlled gate has its control bits set in both.
record Pairs(int involved, int first, int second) {

    /// The pairs that differ in `target`, where all bits of `controls` are 1.
    static Pairs flipping(int target, int controls) {
        return new Pairs((1 << target) | controls, controls, (1 << target) | controls);
    }

    int count(int amplitudes) {
        return amplitudes >>> Integer.bitCount(involved);
    }

    /// Whether it mixes one qubit, whatever the others are.
    boolean isOneQubit() {
        return first == 0 && Integer.bitCount(involved) == 1;
    }

    /// The bits in which the two of a pair differ; the other involved ones are controls.
    int flipped() {
        return first ^ second;
    }

    /// What is left of it on the bits of `mobile` alone, closed up; the others are fixed.
    Pairs within(int mobile) {
        return new Pairs(
                Integer.compress(involved, mobile), Integer.compress(first, mobile), Integer.compress(second, mobile));
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
}
