package io.ketstream.ingestion.market;

import java.time.LocalDate;

/// The price of `symbol` at the end of `date`; positive and finite.
public record ClosePrice(LocalDate date, String symbol, double close) {}
