package io.ketstream.optimizer.learning.control;

/// A trained classical model that tells a row's number.
public interface Regressor {

    /// @param row its features, as many as in training
    double value(double[] row);
}
