package io.ketstream.optimizer.learning.control;

/// A classical way to learn classes.
public interface ClassifierTrainer {

    /// @param rows of training, with their features
    /// @param labels the class of each row, from 0
    /// @param classes how many there are; each has a row
    Classifier train(double[][] rows, int[] labels, int classes, long seed);
}
