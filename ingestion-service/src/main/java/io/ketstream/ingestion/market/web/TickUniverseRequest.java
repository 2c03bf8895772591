package io.ketstream.ingestion.market.web;

import io.ketstream.ingestion.market.CovarianceEstimator;
import io.ketstream.ingestion.market.CovarianceMethod;
import io.ketstream.ingestion.market.TickUniverse;
import io.ketstream.model.Rules;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Of which bars a universe's snapshots are made.
///
/// @param symbols in the order of the snapshots
/// @param barLength by default that of the stored bars
/// @param bars how many of the newest, 500 by default
/// @param covariance `ledoit-wolf` by default
/// @param decay of `ewma` only
/// @param periodsPerYear how many bars a year has; by default those of 365 days without a break
record TickUniverseRequest(
        List<String> symbols,
        @Nullable Duration barLength,
        @Nullable Integer bars,
        @Nullable CovarianceMethod covariance,
        @Nullable Double decay,
        @Nullable Integer periodsPerYear) {

    private static final int BARS = 500;

    TickUniverseRequest {
        symbols = List.copyOf(Rules.required("symbols", symbols));
    }

    TickUniverse of(String universe, Duration storedLength) {
        Duration length = barLength == null ? storedLength : barLength;
        return new TickUniverse(
                universe,
                symbols,
                length,
                bars == null ? BARS : bars,
                new CovarianceEstimator(covariance == null ? CovarianceMethod.LEDOIT_WOLF : covariance, decay),
                periodsPerYear == null ? TickUniverse.periodsPerYear(length) : periodsPerYear);
    }
}
