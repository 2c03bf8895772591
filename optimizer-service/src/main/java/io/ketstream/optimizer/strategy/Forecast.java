package io.ketstream.optimizer.strategy;

/// What was expected of a portfolio when it was bought, a year.
///
/// @param expectedReturn μᵀw
/// @param risk √(wᵀΣw)
public record Forecast(double expectedReturn, double risk) {}
