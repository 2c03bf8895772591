package io.ketstream.simulator;

/// Derives independent seeds from one stored seed.
public final class Seeds {

    private Seeds() {}

    /// The seed of part `index` (a parameter vector of a batch, a shot) of an experiment with `seed`: two
    /// rounds of SplitMix64's mixing, so that neighbouring seeds and neighbouring indexes give unrelated
    /// streams.
    public static long derive(long seed, long index) {
        return SplitMix64.mix(SplitMix64.mix(seed + 0x9e3779b97f4a7c15L) + 0xd1b54a32d192ed03L * (index + 1));
    }
}
