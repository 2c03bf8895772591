package io.ketstream.ingestion.market.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.ingestion.market.CovarianceMethod;
import io.ketstream.ingestion.market.TickUniverse;
import io.ketstream.ingestion.market.TickUniverseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A universe of ticks as it is shown.
///
/// @param until end of the newest bar in the latest snapshot; absent before the first
/// @param refusal why the last try to make a snapshot made none
@JsonInclude(JsonInclude.Include.NON_NULL)
record TickUniverseView(
        String universe,
        List<String> symbols,
        Duration barLength,
        int bars,
        CovarianceMethod covariance,
        @Nullable Double decay,
        int periodsPerYear,
        @Nullable Instant until,
        @Nullable String refusal) {

    static TickUniverseView of(TickUniverseStore.Status status) {
        TickUniverse universe = status.universe();
        return new TickUniverseView(
                universe.universe(),
                universe.symbols(),
                universe.barLength(),
                universe.bars(),
                universe.estimator().method(),
                universe.estimator().decay(),
                universe.periodsPerYear(),
                status.until(),
                status.refusal());
    }
}
