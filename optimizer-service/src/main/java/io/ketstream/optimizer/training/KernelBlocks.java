package io.ketstream.optimizer.training;

import org.jspecify.annotations.Nullable;

/// The kernel of rows of training with each other, and of rows of a test with them.
final class KernelBlocks {

    private final double[][] training;
    private final double[][] test;
    private final @Nullable Double noise;

    /// Of a kernel whose entries are frequencies, where they are sampled.
    ///
    /// @param training symmetric, m × m
    /// @param test a row for each row of the test, of m columns
    KernelBlocks(double[][] training, double[][] test) {
        this(training, test, null);
    }

    /// @param noise mean over the entries off the diagonal, of rows of training, of the variance
    ///     that shots give them; null: that of frequencies
    KernelBlocks(double[][] training, double[][] test, @Nullable Double noise) {
        this.training = training;
        this.test = test;
        this.noise = noise;
    }

    /// Not a copy.
    double[][] training() {
        return training;
    }

    /// Not a copy.
    double[][] test() {
        return test;
    }

    @Nullable
    Double noise() {
        return noise;
    }
}
