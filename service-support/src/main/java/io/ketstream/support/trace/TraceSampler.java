package io.ketstream.support.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/// Takes a share of the traces, by the last 56 bits of their ids: those that W3C's Trace Context (level 2) has random.
/// They are random in a run's id too, a UUID of version 4, of which the variant stands right before them.
/// OpenTelemetry's own sampler reads those bits as well and would take hardly any run.
final class TraceSampler implements Sampler {

    private static final long RANDOM = (1L << 56) - 1;

    private final double probability;
    private final long rejected;

    /// @param probability from 0 to 1
    TraceSampler(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "management.tracing.sampling.probability must be from 0 to 1, not " + probability);
        }
        this.probability = probability;
        this.rejected = Math.round((1 - probability) * (RANDOM + 1));
    }

    /// @param low the last 64 bits of a trace's id
    boolean takes(long low) {
        return (low & RANDOM) >= rejected;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return takes(Long.parseUnsignedLong(traceId, 16, 32, 16))
                ? SamplingResult.recordAndSample()
                : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "TraceSampler{" + probability + "}";
    }

    @Override
    public String toString() {
        return getDescription();
    }
}
