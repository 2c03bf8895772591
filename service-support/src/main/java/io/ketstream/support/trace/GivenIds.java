package io.ketstream.support.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/// Ids of new spans: random ones, but for those that are started with given ones.
final class GivenIds implements IdGenerator {

    private static final ScopedValue<SpanContext> GIVEN = ScopedValue.newInstance();

    private final IdGenerator random = IdGenerator.random();

    /// Does `start`, in which each new span has the ids of `ids`.
    static <T> T use(SpanContext ids, Supplier<T> start) {
        return ScopedValue.where(GIVEN, ids).call(start::get);
    }

    @Override
    public String generateSpanId() {
        return GIVEN.isBound() ? GIVEN.get().getSpanId() : random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        return GIVEN.isBound() ? GIVEN.get().getTraceId() : random.generateTraceId();
    }
}
