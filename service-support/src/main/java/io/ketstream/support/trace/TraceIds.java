package io.ketstream.support.trace;

import io.ketstream.model.RunId;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;

/// The ids of a run's trace and spans, derived from the run's id: who knows the run knows them.
final class TraceIds {

    /// 2⁶⁴ over the golden ratio, as in SplitMix64.
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private TraceIds() {}

    /// The run's own id, without hyphens.
    static String trace(RunId run) {
        return TraceId.fromLongs(
                run.value().getMostSignificantBits(), run.value().getLeastSignificantBits());
    }

    /// @param sequence of a question; 0 where a run has only one such span
    static String span(RunId run, Stage stage, int sequence) {
        long id = mix(run.value().getMostSignificantBits()
                + mix(run.value().getLeastSignificantBits()
                        + mix(((long) stage.name().hashCode() << Integer.SIZE) + sequence)));
        return SpanId.fromLong(id == 0 ? GAMMA : id);
    }

    private static long mix(long value) {
        long mixed = value + GAMMA;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
