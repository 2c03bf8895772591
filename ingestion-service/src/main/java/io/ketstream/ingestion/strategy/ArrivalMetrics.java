package io.ketstream.ingestion.strategy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// `ketstream.strategies.arrivals`: how many markets strategies still have to be told of, and
/// `ketstream.strategies.arrivals.age`: how long the one that waits longest has waited. There are no gauges before the
/// first look: nothing is known then.
public final class ArrivalMetrics {

    private final ArrivalQueue queue;
    private final MeterRegistry meters;
    private final AtomicReference<ArrivalQueue.@Nullable Waiting> last = new AtomicReference<>();

    public ArrivalMetrics(ArrivalQueue queue, MeterRegistry meters) {
        this.queue = queue;
        this.meters = meters;
    }

    /// Looks at what waits.
    public void measure() {
        if (last.getAndSet(queue.waits()) == null) {
            Gauge.builder("ketstream.strategies.arrivals", last, ArrivalMetrics::arrivals)
                    .register(meters);
            TimeGauge.builder("ketstream.strategies.arrivals.age", last, TimeUnit.MILLISECONDS, ArrivalMetrics::millis)
                    .register(meters);
        }
    }

    private static double arrivals(AtomicReference<ArrivalQueue.@Nullable Waiting> found) {
        ArrivalQueue.Waiting waiting = found.get();
        return waiting == null ? Double.NaN : waiting.arrivals();
    }

    private static double millis(AtomicReference<ArrivalQueue.@Nullable Waiting> found) {
        ArrivalQueue.Waiting waiting = found.get();
        return waiting == null ? Double.NaN : waiting.longest().toMillis();
    }
}
