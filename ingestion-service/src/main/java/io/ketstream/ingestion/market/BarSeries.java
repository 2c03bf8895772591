package io.ketstream.ingestion.market;

/// What is known of a table of bars as a whole.
///
/// @param periodsPerYear how many bars a year has, for annual statistics
public record BarSeries(int periodsPerYear, TickQuality ticks) {}
