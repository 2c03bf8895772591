package io.ketstream.optimizer.learning.split;

import io.ketstream.model.Rules;
import java.util.List;

/// Rows of a table, counted from 0, each list ascending.
///
/// @param training what a model, and the preprocessing before it, is fitted on
/// @param test what it is judged by: none of them is in training
public record Split(List<Integer> training, List<Integer> test) {

    public Split {
        training = List.copyOf(training);
        test = List.copyOf(test);
        Rules.notEmpty("training", training);
        Rules.notEmpty("test", test);
    }
}
