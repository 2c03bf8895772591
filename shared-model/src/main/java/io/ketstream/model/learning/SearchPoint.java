package io.ketstream.model.learning;

import java.util.List;

/// A run with one value of each field of a grid.
///
/// @param number counted from 0
/// @param values of the fields, in their order
public record SearchPoint(int number, List<Object> values, LearningProblem problem, LearningModel model) {

    public SearchPoint {
        values = List.copyOf(values);
    }
}
