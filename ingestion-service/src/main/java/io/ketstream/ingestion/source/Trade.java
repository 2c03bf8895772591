package io.ketstream.ingestion.source;

import java.time.Instant;

/// A trade as an exchange tells it.
///
/// @param name the exchange's for what was traded
/// @param sequence one more than that of the trade before it
/// @param time by the exchange's clock
public record Trade(String name, long sequence, double price, double size, Instant time) {}
