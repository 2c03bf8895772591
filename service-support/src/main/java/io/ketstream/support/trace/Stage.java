package io.ketstream.support.trace;

import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/// What a service does for a run, with the span that it is. Names are part of the spans' ids and so permanent.
public enum Stage {
    SUBMISSION("submit run", "ingestion-service", null, SpanKind.SERVER),
    CIRCUIT("generate circuit", "circuit-service", SUBMISSION, SpanKind.CONSUMER),
    LOOP("optimise", "optimizer-service", CIRCUIT, SpanKind.CONSUMER),
    EVALUATION("evaluate", "execution-service", LOOP, SpanKind.CONSUMER),
    PROJECTION("project outcome", "results-service", LOOP, SpanKind.CONSUMER);

    private final String spanName;
    private final String service;
    private final @Nullable Stage parent;
    private final SpanKind kind;

    Stage(String spanName, String service, @Nullable Stage parent, SpanKind kind) {
        this.spanName = spanName;
        this.service = service;
        this.parent = parent;
        this.kind = kind;
    }

    String spanName() {
        return spanName;
    }

    /// The service that has this stage, and no other.
    String service() {
        return service;
    }

    /// Null: the run's first span.
    @Nullable
    Stage parent() {
        return parent;
    }

    SpanKind kind() {
        return kind;
    }
}
