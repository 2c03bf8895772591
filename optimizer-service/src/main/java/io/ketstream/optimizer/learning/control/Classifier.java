package io.ketstream.optimizer.learning.control;

import io.ketstream.model.learning.Decision;

/// A trained classical model that tells which class a row is of.
public interface Classifier {

    /// @param row its features, as many as in training
    Decision.OfClass decide(double[] row);
}
