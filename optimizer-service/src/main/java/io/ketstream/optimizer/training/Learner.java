package io.ketstream.optimizer.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Trains a model on some rows, and asks what it tells of others.
interface Learner {

    /// @param test may be none
    /// @param fold of which the rows are the two parts, counted from 1
    Learnt learn(List<Integer> training, List<Integer> test, @Nullable Integer fold);
}
