package io.ketstream.ingestion.market;

import java.time.LocalDate;

/// A close that was taken for an error of the data.
public record ExcludedClose(String symbol, LocalDate date, double close) {}
