package io.ketstream.results.eventlog.messaging;

import io.ketstream.results.eventlog.LoggedEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// `ketstream.results.events{type}`, `.events.repeated`, `.events.rejected{topic}`, and `.delay`: from a record's
/// timestamp to its projection, the lag as a user sees it.
final class EventMetrics {

    private final MeterRegistry registry;
    private final Clock clock;
    private final Counter repeated;
    private final Timer delay;

    EventMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.repeated = registry.counter("ketstream.results.events.repeated");
        this.delay = registry.timer("ketstream.results.delay");
    }

    void stored(List<LoggedEvent> events, int added) {
        var now = clock.instant();
        for (LoggedEvent event : events) {
            registry.counter(
                            "ketstream.results.events",
                            "type",
                            event.event().getClass().getSimpleName())
                    .increment();
            Duration passed = Duration.between(event.position().timestamp(), now);
            delay.record(passed.isNegative() ? Duration.ZERO : passed);
        }
        repeated.increment(events.size() - added);
    }

    void rejected(String topic) {
        registry.counter("ketstream.results.events.rejected", "topic", topic).increment();
    }
}
