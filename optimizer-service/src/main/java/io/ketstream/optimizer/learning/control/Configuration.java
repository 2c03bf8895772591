package io.ketstream.optimizer.learning.control;

/// A trainer with its settings.
///
/// @param settings in words
record Configuration<T>(String settings, T trainer) {}
