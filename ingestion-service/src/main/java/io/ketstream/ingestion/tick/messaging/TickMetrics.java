package io.ketstream.ingestion.tick.messaging;

import io.ketstream.ingestion.tick.TickOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// `ketstream.market.ticks{outcome}`: ticks that were read, by what became of them; those of open bars once more after
/// a restart. `ketstream.market.bars`: bars that were stored.
final class TickMetrics {

    private final Map<TickOutcome, Counter> ticks = new EnumMap<>(TickOutcome.class);
    private final Counter refused;
    private final Counter bars;

    TickMetrics(MeterRegistry meters) {
        for (TickOutcome outcome : TickOutcome.values()) {
            ticks.put(outcome, counter(meters, outcome.name().toLowerCase(Locale.ROOT)));
        }
        this.refused = counter(meters, "refused");
        this.bars = meters.counter("ketstream.market.bars");
    }

    void read(TickOutcome outcome) {
        Counter counter = ticks.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    void refused() {
        refused.increment();
    }

    void stored(int count) {
        bars.increment(count);
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return meters.counter("ketstream.market.ticks", "outcome", outcome);
    }
}
