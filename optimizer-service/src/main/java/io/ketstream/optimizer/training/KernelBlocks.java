package io.ketstream.optimizer.training;

/// The kernel of rows of training with each other, and of rows of a test with them.
final class KernelBlocks {

    private final double[][] training;
    private final double[][] test;

    /// @param training symmetric, m × m
    /// @param test a row for each row of the test, of m columns
    KernelBlocks(double[][] training, double[][] test) {
        this.training = training;
        this.test = test;
    }

    /// Not a copy.
    double[][] training() {
        return training;
    }

    /// Not a copy.
    double[][] test() {
        return test;
    }
}
