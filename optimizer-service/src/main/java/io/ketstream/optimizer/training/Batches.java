package io.ketstream.optimizer.training;

import java.util.Arrays;
import org.apache.commons.math3.random.MersenneTwister;

/// Rows in batches: each once an epoch, in an order that is drawn anew for each (R. Durstenfeld, Communications of the
/// ACM 7, 420 (1964)); or with replacement, where every row of every batch is drawn from all.
final class Batches {

    private final int[] order;
    private final int size;
    private final boolean replacement;
    private final MersenneTwister random;
    private int next;

    Batches(int rows, int size, boolean replacement, long seed) {
        this.order = new int[rows];
        Arrays.setAll(order, i -> i);
        this.size = replacement ? size : Math.min(size, rows);
        this.replacement = replacement;
        this.random = new MersenneTwister(seed);
    }

    /// As many as have at least so many rows in all as there are.
    int perEpoch() {
        return Math.ceilDiv(order.length, size);
    }

    /// The rows of the next one. Without replacement the last of an epoch may be smaller.
    int[] next() {
        if (replacement) {
            return drawn();
        }
        if (next == 0 && size < order.length) {
            shuffle();
        }
        int[] batch = Arrays.copyOfRange(order, next, Math.min(next + size, order.length));
        next = next + size >= order.length ? 0 : next + size;
        return batch;
    }

    private int[] drawn() {
        var batch = new int[size];
        Arrays.setAll(batch, _ -> random.nextInt(order.length));
        return batch;
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
