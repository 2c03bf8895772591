package io.ketstream.simulator;

/// Sums over any number of elements with a fixed shape: blocks of 2^12, then pairwise, so that the bits do not
/// depend on threads.
final class SubspaceSums {

    private static final int BLOCK = 1 << BlockSums.BLOCK_QUBITS;

    @FunctionalInterface
    interface RangeSum {
        double sum(int from, int to);
    }

    private SubspaceSums() {}

    static double total(Workers workers, int amplitudes, int elements, RangeSum range) {
        int blocks = Math.max(1, (elements + BLOCK - 1) / BLOCK);
        var sums = new double[blocks];
        workers.split(amplitudes, blocks, (from, to) -> {
            for (int block = from; block < to; block++) {
                sums[block] = range.sum(block * BLOCK, (int) Math.min(elements, (block + 1L) * BLOCK));
            }
        });
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
}
