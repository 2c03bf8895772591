package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.PortfolioPublished;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunPaused;
import io.ketstream.model.event.RunProgress;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.execution.Wanted;
import io.ketstream.optimizer.loop.Effect;
import io.ketstream.optimizer.loop.Effects;
import io.ketstream.optimizer.loop.Input;
import io.ketstream.optimizer.loop.RunLoop;
import io.ketstream.support.trace.RunSpan;
import io.ketstream.support.trace.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Feeds one partition's records to its [RunLoop] and does what the loop wants done.
final class LoopProcessor implements Processor<RunId, ReceivedEvent, byte[], Outgoing> {

    static final String JOURNAL = "journal";

    private static final Duration TICK = Duration.ofMillis(50);
    private static final int OUTBOX_BYTES = 1 << 20;

    private final LoopServices services;
    private final List<Record<byte[], Outgoing>> outbox = new ArrayList<>();
    private final Queue<Input> mailbox = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init") // by init
    private ProcessorContext<byte[], Outgoing> context;

    @SuppressWarnings("NullAway.Init") // by init
    private RunLoop loop;

    /// When the last answer of each run came that has no next question yet.
    private final Map<RunId, Long> answered = new HashMap<>();

    private int outboxBytes;
    private int openRuns;
    private int pausedRuns;
    private volatile boolean closed;

    LoopProcessor(LoopServices services) {
        this.services = services;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> processorContext) {
        context = processorContext;
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(JOURNAL);
        loop = new RunLoop(
                new StoredRows(store),
                new JsonFormat(services.codec()),
                new Effects() {
                    @Override
                    public void perform(Effect effect) {
                        LoopProcessor.this.perform(effect);
                    }

                    @Override
                    public void flush() {
                        sendOut();
                    }
                },
                (run, sequence) -> {
                    if (!closed) {
                        services.announcer().accept(run, sequence);
                    }
                },
                () -> Instant.ofEpochMilli(context.currentSystemTimeMs()),
                services.settings(),
                services.budget());
        loop.restore();
        countRuns();
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, time -> tick());
    }

    @Override
    public void process(Record<RunId, ReceivedEvent> received) {
        RunEvent event = received.value().event();
        if (!event.runId().equals(received.key())) {
            refuse(received, "the key is not the event's run");
            return;
        }
        services.metrics().received(event, Duration.ofMillis(context.currentSystemTimeMs() - received.timestamp()));
        if (event instanceof ExecutionResult) {
            answered.put(event.runId(), System.nanoTime());
        }
        RunEnded ending = event instanceof RunEnded ended && loop.isOpen(ended.runId()) ? ended : null;
        loop.handle(input(event, received.value().bytes()));
        if (ending != null) {
            trace(ending);
        }
        if (!loop.isOpen(event.runId())) {
            answered.remove(event.runId());
        }
        countRuns();
    }

    @Override
    public void close() {
        closed = true;
        loop.close();
        countRuns();
        services.metrics().pausedRuns(-pausedRuns);
        pausedRuns = 0;
    }

    private Input input(RunEvent event, byte[] bytes) {
        return switch (event) {
            case ExecutionResult result -> new Input.ResultArrived(result);
            case RunCommand command ->
                new Input.CommandArrived(command, metadata().offset());
            case RunEnded outcome -> new Input.OutcomeArrived(outcome);
            case RunCircuitReady ready -> new Input.CircuitArrived(ready, bytes);
            case RunDecomposed decomposed -> new Input.CircuitArrived(decomposed, bytes);
            case TrainingReady ready -> new Input.CircuitArrived(ready, bytes);
            case RunCircuitFailed failed -> new Input.CircuitArrived(failed, bytes);
            case ChildEnded child -> new Input.ChildArrived(child, bytes);
            case RunSubmitted submitted -> throw unexpected(event);
            case TrainingSubmitted submitted -> throw unexpected(event);
            case ExecutionRequested requested -> throw unexpected(event);
            case RunProgress progress -> throw unexpected(event);
            case ControlsComputed controls -> throw unexpected(event);
            case PortfolioPublished portfolio -> throw unexpected(event);
        };
    }

    private static IllegalArgumentException unexpected(RunEvent event) {
        return new IllegalArgumentException("the loop does not read " + event.getClass());
    }

    private void tick() {
        for (Input input = mailbox.poll(); input != null; input = mailbox.poll()) {
            loop.handle(input);
        }
        loop.handle(new Input.ClockTicked());
        countRuns();
        int paused = loop.pausedRuns();
        services.metrics().pausedRuns(paused - pausedRuns);
        pausedRuns = paused;
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Publish publish -> publish(publish.event());
            case Effect.FetchFormulation fetch ->
                services.fetcher().fetchFormulation(fetch.run(), fetch.link(), mailbox::add);
            case Effect.FetchCovariance fetch ->
                services.fetcher().fetchCovariance(fetch.run(), fetch.link(), mailbox::add);
            case Effect.FetchTable fetch -> services.fetcher().fetchTable(fetch.run(), fetch.link(), mailbox::add);
            case Effect.ComputeControls compute ->
                services.controls().compute(compute.run(), compute.formulation(), compute.settings(), mailbox::add);
        }
    }

    private void publish(Event event) {
        RecordHeaders headers = services.codec().headers(event);
        byte[] bytes = services.codec().encode(event);
        outbox.add(new Record<>(
                event.key().getBytes(StandardCharsets.UTF_8),
                new Outgoing(OutgoingTopics.of(event), bytes, turn(event)),
                context.currentSystemTimeMs(),
                headers));
        outboxBytes += bytes.length;
        services.metrics().published(event);
        if (event instanceof RunEvent ofRun && (event instanceof ExecutionRequested || event instanceof RunPaused)) {
            Long since = answered.remove(ofRun.runId());
            if (since != null && event instanceof ExecutionRequested) {
                services.metrics().stepped(System.nanoTime() - since);
            }
        }
        if (outboxBytes > OUTBOX_BYTES) {
            sendOut();
        }
    }

    /// Parts of a kernel are many at once, in any order: who executes them reads from some partitions only, and so they
    /// go to all of them. A run's other questions follow each other.
    private static @Nullable Integer turn(Event event) {
        return event instanceof ExecutionRequested requested
                        && (requested.pub().wanted() == Wanted.KERNEL
                                || requested.pub().wanted() == Wanted.BLOCH)
                ? Integer.valueOf(
                        requested.runId().hashCode() + requested.requestId().sequence())
                : null;
    }

    /// The whole loop is one span, from the circuit to the outcome that counts. Both are known after any restart.
    private void trace(RunEnded ended) {
        if (!services.traces().follows(ended.runId())) {
            return;
        }
        Instant end = ended.metadata().occurredAt();
        Instant begun = loop.begun(ended.runId());
        Failure failure = ended.failure();
        services.traces()
                .record(new RunSpan(
                        ended.runId(),
                        Stage.LOOP,
                        begun == null ? end : begun,
                        end,
                        Map.of(
                                "status",
                                ended.status().name(),
                                "iterations",
                                Integer.toString(ended.iterations()),
                                "evaluations",
                                Integer.toString(ended.evaluations())),
                        failure == null ? null : failure.message()));
    }

    /// Between two of these records nothing is computed, so that the producer finds them all when it looks.
    private void sendOut() {
        outbox.forEach(context::forward);
        outbox.clear();
        outboxBytes = 0;
    }

    private void refuse(Record<RunId, ReceivedEvent> received, String reason) {
        context.forward(TopologyParts.refused(
                metadata(), received, received.value().bytes(), reason, context.currentSystemTimeMs()));
    }

    private RecordMetadata metadata() {
        return context.recordMetadata().orElseThrow();
    }

    private void countRuns() {
        services.metrics().openRuns(loop.openRuns() - openRuns);
        openRuns = loop.openRuns();
    }
}
