package io.ketstream.simulator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A sum over any number of elements with a fixed shape: blocks of 2^12, then pairwise, so that the bits do not
/// depend on threads. Used again and again by one evaluation at a time.
abstract class SubspaceSum implements Workers.RangeTask {

    private static final int BLOCK = 1 << BlockSums.BLOCK_QUBITS;

    private int elements;
    private double[] sums = {};
    private @Nullable Workers lender;

    /// Of the elements `from` (inclusive) to `to` (exclusive).
    ///
    /// @param work [SubspaceKernels#SUM_LANES] numbers, used up
    abstract double sum(int from, int to, double[] work);

    /// Of all of `elements`, on several threads when the state has `amplitudes` enough.
    final double total(Workers workers, int amplitudes, int elements) {
        int blocks = Math.max(1, (elements + BLOCK - 1) / BLOCK);
        if (sums.length < blocks) {
            sums = new double[blocks];
        }
        this.elements = elements;
        this.lender = workers;
        workers.split(amplitudes, blocks, this);
        for (int length = blocks; length > 1; length = (length + 1) / 2) {
            for (int i = 0; i < length / 2; i++) {
                sums[i] = sums[2 * i] + sums[2 * i + 1];
            }
            if ((length & 1) == 1) {
                sums[length / 2] = sums[length - 1];
            }
        }
        return sums[0];
    }

    @Override
    public final void run(int from, int to) {
        Workers workers = Objects.requireNonNull(lender, "a sum that has not begun");
        Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
        for (int block = from; block < to; block++) {
            sums[block] = sum(block * BLOCK, (int) Math.min(elements, (block + 1L) * BLOCK), scratch.work());
        }
        workers.giveBack(scratch);
    }
}
