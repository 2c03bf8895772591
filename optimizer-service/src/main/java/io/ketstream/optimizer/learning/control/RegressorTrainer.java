package io.ketstream.optimizer.learning.control;

/// A classical way to learn numbers.
public interface RegressorTrainer {

    /// @param rows of training, with their features
    /// @param targets the number of each row
    Regressor train(double[][] rows, double[] targets, long seed);
}
