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
        int blocks = BlockSums.count(state.numberOfQubits());
        Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
        double[] sums = scratch.numbers(0, blocks);
        BlockSums.blocks(workers, state.numberOfQubits(), state::blockProbability, sums);
        double[] cumulative = scratch.numbers(1, blocks + 1);
        cumulative[0] = 0;
        for (int block = 0; block < blocks; block++) {
            cumulative[block + 1] = cumulative[block] + sums[block];
        }
        var random = new SplitMix64(seed);
        var drawn = new TreeMap<Long, Long>();
        for (long done = 0; done < shots; done += CHUNK) {
            int count = (int) Math.min(CHUNK, shots - done);
            double[] points = scratch.numbers(2, count);
            for (int k = 0; k < count; k++) {
                points[k] = random.nextDouble() * cumulative[blocks];
            }
            Arrays.sort(points, 0, count);
            draw(state, blocks, cumulative, points, count, drawn);
        }
        workers.giveBack(scratch);
        return BasisCounts.of(drawn);
    }

    private static void draw(
            FullState state, int blocks, double[] cumulative, double[] points, int count, SortedMap<Long, Long> drawn) {
        int blockQubits = BlockSums.blockQubits(state.numberOfQubits());
        for (int k = 0; k < count; ) {
            int block = blockOf(cumulative, blocks, points[k]);
            int last = ((block + 1) << blockQubits) - 1;
            int b = block << blockQubits;
            double upTo = cumulative[block] + state.probability(b);
            while (k < count && points[k] < cumulative[block + 1]) {
                while (b < last && points[k] >= upTo) {
                    b++;
                    upTo += state.probability(b);
                }
                int first = k;
                do {
                    k++;
                } while (k < count && points[k] < Math.min(upTo, cumulative[block + 1]));
                drawn.merge((long) withProbability(state, b), (long) (k - first), Long::sum);
            }
        }
    }

    /// The block whose half-open interval of the cumulative distribution holds `point`.
    private static int blockOf(double[] cumulative, int blocks, double point) {
        int low = 0;
        int high = blocks;
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
