package io.ketstream.support.trace;

import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.PortfolioPublished;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunProgress;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.event.TrainingSubmitted;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/// Records with OpenTelemetry's SDK, which takes the spans' ids from [GivenIds].
final class OpenTelemetryRunTraces implements RunTraces {

    private static final AttributeKey<String> RUN = AttributeKey.stringKey("ketstream.run.id");

    private final Tracer tracer;
    private final TraceSampler sampler;

    OpenTelemetryRunTraces(Tracer tracer, TraceSampler sampler) {
        this.tracer = tracer;
        this.sampler = sampler;
    }

    @Override
    public boolean follows(RunId run) {
        return sampler.takes(run.value().getLeastSignificantBits());
    }

    @Override
    public void record(RunSpan span) {
        if (!follows(span.run())) {
            return;
        }
        SpanContext own = context(span.run(), span.stage(), span.sequence());
        SpanBuilder builder = tracer.spanBuilder(span.stage().spanName())
                .setSpanKind(span.stage().kind())
                .setStartTimestamp(span.start())
                .setAttribute(RUN, span.run().toString());
        Stage parent = span.stage().parent();
        if (parent == null) {
            builder.setNoParent();
        } else {
            builder.setParent(Context.root().with(Span.wrap(context(span.run(), parent, 0))));
        }
        span.attributes().forEach((name, value) -> builder.setAttribute("ketstream." + name, value));
        Span caller = Span.current();
        if (caller.isRecording()) {
            builder.addLink(caller.getSpanContext());
            caller.addLink(own).setAttribute(RUN, span.run().toString());
        }
        Span recorded = GivenIds.use(own, builder::startSpan);
        String failure = span.failure();
        if (failure != null) {
            recorded.setStatus(StatusCode.ERROR, failure);
        }
        recorded.end(span.end());
    }

    @Override
    public @Nullable String context(RunEvent event) {
        if (!follows(event.runId())) {
            return null;
        }
        return "00-" + TraceIds.trace(event.runId()) + "-" + TraceIds.span(event.runId(), stage(event), 0) + "-01";
    }

    /// The stage that an event comes from. Single evaluations are not all recorded: what comes of them is the loop's.
    private static Stage stage(RunEvent event) {
        return switch (event) {
            case RunSubmitted submitted -> Stage.SUBMISSION;
            case TrainingSubmitted submitted -> Stage.SUBMISSION;
            case RunCircuitReady ready -> Stage.CIRCUIT;
            case TrainingReady ready -> Stage.CIRCUIT;
            case RunDecomposed decomposed -> Stage.CIRCUIT;
            case RunCircuitFailed failed -> Stage.CIRCUIT;
            case ExecutionRequested requested -> Stage.LOOP;
            case ExecutionResult result -> Stage.LOOP;
            case RunProgress progress -> Stage.LOOP;
            case RunEnded ended -> Stage.LOOP;
            case ChildEnded ended -> Stage.LOOP;
            case ControlsComputed controls -> Stage.LOOP;
            case PortfolioPublished portfolio -> Stage.LOOP;
            case RunCommand command -> Stage.LOOP;
        };
    }

    private static SpanContext context(RunId run, Stage stage, int sequence) {
        return SpanContext.createFromRemoteParent(
                TraceIds.trace(run),
                TraceIds.span(run, stage, sequence),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }
}
