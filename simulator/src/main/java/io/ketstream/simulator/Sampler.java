package io.ketstream.simulator;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Draws basis states by inverting the cumulative distribution: a binary search over the sums of blocks, then
/// one sweep through each block that was hit. O(2^n + shots·log) time, never 2^n·shots.
final class Sampler {

    private static final int CHUNK = 1 << 16;

    private Sampler() {}

    static BasisCounts sample(FullState state, long shots, long seed, Workers workers) {
        if (shots < 0) {
            throw new IllegalArgumentException("shots are not negative: " + shots);
        }
        int blockQubits = BlockSums.blockQubits(state.numberOfQubits());
        double[] sums = BlockSums.blocks(workers, state.numberOfQubits(), state::blockProbability);
        var cumulative = new double[sums.length + 1];
        for (int block = 0; block < sums.length; block++) {
            cumulative[block + 1] = cumulative[block] + sums[block];
        }
        var random = new SplitMix64(seed);
        var drawn = new TreeMap<Long, Long>();
        for (long done = 0; done < shots; done += CHUNK) {
            var points = new double[(int) Math.min(CHUNK, shots - done)];
            for (int k = 0; k < points.length; k++) {
                points[k] = random.nextDouble() * cumulative[sums.length];
            }
            Arrays.sort(points);
            draw(state, blockQubits, cumulative, points, drawn);
        }
        return BasisCounts.of(drawn);
    }

    private static void draw(
            FullState state, int blockQubits, double[] cumulative, double[] points, SortedMap<Long, Long> drawn) {
        for (int k = 0; k < points.length; ) {
            int block = blockOf(cumulative, points[k]);
            int last = ((block + 1) << blockQubits) - 1;
            int b = block << blockQubits;
            double upTo = cumulative[block] + state.probability(b);
            while (k < points.length && points[k] < cumulative[block + 1]) {
                while (b < last && points[k] >= upTo) {
                    b++;
                    upTo += state.probability(b);
                }
                drawn.merge((long) withProbability(state, b), 1L, Long::sum);
                k++;
            }
        }
    }

    /// The block whose half-open interval of the cumulative distribution holds `point`.
    private static int blockOf(double[] cumulative, double point) {
        int low = 0;
        int high = cumulative.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] <= point) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Rounding may carry a point past the last possible state of its block; the nearest one below is meant.
    private static int withProbability(FullState state, int b) {
        int possible = b;
        while (state.probability(possible) == 0) {
            possible--;
        }
        return possible;
    }
}
