package io.ketstream.ingestion.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What sources do, by their type.
public final class SourceMetrics {

    private final MeterRegistry meters;
    private final Map<SourceType, AtomicLong> succeeded = new EnumMap<>(SourceType.class);

    public SourceMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (SourceType type : SourceType.values()) {
            succeeded.put(type, new AtomicLong());
        }
    }

    void fetched(SourceType type, String outcome) {
        meters.counter("ketstream.market.source.fetches", "source", type.label(), "outcome", outcome)
                .increment();
    }

    void connected(SourceType type) {
        meters.counter("ketstream.market.source.connections", "source", type.label())
                .increment();
    }

    void trades(SourceType type, SourceCounts counts) {
        trades(type, "live", counts.taken() - counts.filled());
        trades(type, "filled", counts.filled());
        trades(type, "missed", counts.missed());
    }

    private void trades(SourceType type, String outcome, long count) {
        meters.counter("ketstream.market.source.trades", "source", type.label(), "outcome", outcome)
                .increment((double) count);
    }

    /// There is no gauge before the first success: nothing is known then.
    void succeeded(SourceType type, Instant when) {
        AtomicLong millis = succeeded.get(type);
        if (millis != null && millis.getAndAccumulate(when.toEpochMilli(), Math::max) == 0) {
            TimeGauge.builder("ketstream.market.source.succeeded", millis, TimeUnit.MILLISECONDS, AtomicLong::get)
                    .tag("source", type.label())
                    .register(meters);
        }
    }
}
