package io.ketstream.model.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A portfolio from its trades until the next ones: what was expected of it and what came.
///
/// @param begin equity after its trades
/// @param end equity before the next
/// @param years between the two, by the market's own time
/// @param predictedReturn a year
/// @param predictedRisk standard deviation of a year's return
/// @param realisedReturn of the period, not of a year
/// @param realisedRisk standard deviation of a year's return, by the snapshots between; absent with fewer than three
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PeriodReport(
        LocalDate from,
        LocalDate to,
        BigDecimal begin,
        BigDecimal end,
        double years,
        double predictedReturn,
        double predictedRisk,
        double realisedReturn,
        @Nullable Double realisedRisk) {}
