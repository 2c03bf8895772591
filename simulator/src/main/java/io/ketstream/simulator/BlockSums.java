package io.ketstream.simulator;

/// Sums over amplitudes with a fixed shape: blocks of 2^12, each summed in four interleaved lanes by its
/// caller, then the blocks pairwise. The error grows with the logarithm of the number of blocks, and the bits
/// do not depend on threads.
final class BlockSums {

    static final int BLOCK_QUBITS = 12;

    /// The sum over the elements of block `block`.
    @FunctionalInterface
    interface BlockSum {
        double sum(int block);
    }

    private BlockSums() {}

    /// log2 of the block size used for `elementQubits` qubits' worth of elements.
    static int blockQubits(int elementQubits) {
        return Math.min(elementQubits, BLOCK_QUBITS);
    }

    /// How many blocks there are.
    static int count(int elementQubits) {
        return 1 << (elementQubits - blockQubits(elementQubits));
    }

    /// Of each block, to the begin of `sums`.
    static void blocks(Workers workers, int elementQubits, BlockSum blockSum, double[] sums) {
        int blocks = count(elementQubits);
        workers.split(1 << elementQubits, blocks, (from, to) -> {
            for (int block = from; block < to; block++) {
                sums[block] = blockSum.sum(block);
            }
        });
    }

    static double total(Workers workers, int elementQubits, BlockSum blockSum) {
        Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
        int blocks = count(elementQubits);
        double[] sums = scratch.numbers(0, blocks);
        blocks(workers, elementQubits, blockSum, sums);
        double total = pairwise(sums, 0, blocks);
        workers.giveBack(scratch);
        return total;
    }

    /// Adds neighbours until one is left. Overwrites `sums`, whose length is a power of two.
    static double pairwise(double[] sums) {
        return pairwise(sums, 0, sums.length);
    }

    /// The same of `count` elements from `begin` on.
    static double pairwise(double[] sums, int begin, int count) {
        for (int length = count; length > 1; length >>= 1) {
            for (int i = 0; i < length >> 1; i++) {
                sums[begin + i] = sums[begin + 2 * i] + sums[begin + 2 * i + 1];
            }
        }
        return sums[begin];
    }
}
