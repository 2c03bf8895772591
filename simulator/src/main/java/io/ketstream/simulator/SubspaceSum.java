package io.ketstream.simulator;

/// A sum over any number of elements with a fixed shape: blocks of 2^12, then pairwise, so that the bits do not
/// depend on threads. Used again and again by one evaluation at a time.
abstract class SubspaceSum implements Workers.RangeTask {

    private static final int BLOCK = 1 << BlockSums.BLOCK_QUBITS;

    private int elements;
    private double[] sums = {};

    /// Of the elements `from` (inclusive) to `to` (exclusive).
    abstract double sum(int from, int to);

    /// Of all of `elements`, on several threads when the state has `amplitudes` enough.
    final double total(Workers workers, int amplitudes, int elements) {
        int blocks = Math.max(1, (elements + BLOCK - 1) / BLOCK);
        if (sums.length < blocks) {
            sums = new double[blocks];
        }
        this.elements = elements;
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
        for (int block = from; block < to; block++) {
            sums[block] = sum(block * BLOCK, (int) Math.min(elements, (block + 1L) * BLOCK));
        }
    }
}
