package io.ketstream.optimizer.learning.control;

import io.ketstream.model.RealVector;

/// What a control told of rows of test.
///
/// @param settings of the configuration that was chosen
/// @param tried how many configurations it was chosen from
/// @param values of each row of test
public record ToldNumbers(ControlModel control, String settings, int tried, RealVector values) {}
