package io.ketstream.optimizer.learning.metric;

/// A control that a model is compared with.
///
/// @param score accuracy or root mean square error of the control
/// @param difference of the model to it
public record Contender(String name, double score, PairedDifference difference) {}
