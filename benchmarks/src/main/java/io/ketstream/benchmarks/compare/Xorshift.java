package io.ketstream.benchmarks.compare;

/// Marsaglia's xorshift64 with the triple (13, 7, 17), as the C prototype of the dense QAOA evaluation draws from it.
final class Xorshift {
    private static final long SEED = 88172645463325252L;

    private long state = SEED;

    /// In [−1, 1).
    double next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (state >>> 11) * 0x1p-53 * 2 - 1;
    }
}
