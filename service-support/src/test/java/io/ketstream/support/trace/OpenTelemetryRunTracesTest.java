package io.ketstream.support.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.execution.ExecutionId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenTelemetryRunTracesTest {

    private static final RunId RUN = RunId.of("0af76519-16cd-43dd-8448-eb211c80319c");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Instant START = Instant.parse("2026-11-27T10:00:00.000123456Z");
    private static final Instant END = Instant.parse("2026-11-27T10:00:01Z");

    private final List<SpanData> exported = new ArrayList<>();
    private final SdkTracerProvider provider = provider(1);
    private final RunTraces traces = traces(provider, 1);

    private SdkTracerProvider provider(double probability) {
        return SdkTracerProvider.builder()
                .setIdGenerator(new GivenIds())
                .setSampler(Sampler.parentBased(new TraceSampler(probability)))
                .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
                .build();
    }

    private static RunTraces traces(SdkTracerProvider provider, double probability) {
        return new OpenTelemetryRunTraces(provider.get("test"), new TraceSampler(probability));
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void theFirstSpanOfARunHasNoParent() {
        traces.record(span(Stage.SUBMISSION, 0, null));
        SpanData span = only();
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getSpanId()).isEqualTo(TraceIds.span(RUN, Stage.SUBMISSION, 0));
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getStartEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(START.getEpochSecond()) + 123_456);
        assertThat(span.getEndEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(END.getEpochSecond()));
        assertThat(span.getAttributes().get(AttributeKey.stringKey("ketstream.run.id")))
                .isEqualTo(RUN.toString());
        assertThat(span.getAttributes().get(AttributeKey.stringKey("ketstream.a")))
                .isEqualTo("b");
    }

    @Test
    void laterOnesAreUnderTheirStagesParentWhichNeedNotBeThereYet() {
        traces.record(span(Stage.EVALUATION, 5, null));
        SpanData span = only();
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getSpanId()).isEqualTo(TraceIds.span(RUN, Stage.EVALUATION, 5));
        assertThat(span.getParentSpanId()).isEqualTo(TraceIds.span(RUN, Stage.LOOP, 0));
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void aFailureIsAnErrorWithItsReason() {
        traces.record(span(Stage.CIRCUIT, 0, "no circuit"));
        assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(only().getStatus().getDescription()).isEqualTo("no circuit");
    }

    @Test
    void aSpanWithinAnotherTraceAndThatOnePointToEachOther() {
        Span request = provider.get("test").spanBuilder("request").startSpan();
        try (var _ = request.makeCurrent()) {
            traces.record(span(Stage.SUBMISSION, 0, null));
        }
        request.end();
        SpanData submission = exported.getFirst();
        SpanData caller = exported.getLast();
        assertThat(submission.getTraceId()).isEqualTo(TRACE);
        assertThat(submission.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext()).isEqualTo(request.getSpanContext()));
        assertThat(caller.getTraceId()).isNotEqualTo(TRACE);
        assertThat(caller.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(submission.getSpanId()));
    }

    @Test
    void ofARunThatIsNotSampledNothingIsRecordedAndNothingTold() {
        try (SdkTracerProvider never = provider(0)) {
            RunTraces none = traces(never, 0);
            none.record(span(Stage.SUBMISSION, 0, null));
            assertThat(none.follows(RUN)).isFalse();
            assertThat(none.context(cancel())).isNull();
        }
        assertThat(exported).isEmpty();
    }

    @Test
    void eventsCarryTheContextOfTheStageThatTheyComeFrom() {
        assertThat(traces.context(cancel())).isEqualTo("00-" + TRACE + "-" + TraceIds.span(RUN, Stage.LOOP, 0) + "-01");
    }

    @Test
    void ofALongRunSomeQuestionsAreFollowed() {
        var digest = Digest.of("pub");
        assertThat(IntStream.rangeClosed(1, 100_000)
                        .filter(sequence -> traces.follows(new ExecutionId(RUN, sequence, digest)))
                        .boxed())
                .startsWith(1, 2, 3)
                .contains(15, 16, 32, 64)
                .doesNotContain(17, 33, 100_000)
                .hasSize(28);
    }

    private static RunCommand cancel() {
        return new RunCommand.Cancel(EventMetadata.of("cancel", START, null), RUN);
    }

    private static RunSpan span(Stage stage, int sequence, @Nullable String failure) {
        return new RunSpan(RUN, stage, sequence, START, END, Map.of("a", "b"), failure);
    }

    private SpanData only() {
        assertThat(exported).hasSize(1);
        return exported.getFirst();
    }

    private final class Kept implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            exported.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
