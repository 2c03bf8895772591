package io.ketstream.ingestion.market;

import java.time.Instant;
import java.time.LocalDate;

/// What is held of a universe's prices.
public record UniverseSummary(
        String universe, int symbols, int days, LocalDate firstDay, LocalDate lastDay, Instant loadedAt) {}
