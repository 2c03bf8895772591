package io.ketstream.optimizer.strategy.streams;

import io.ketstream.model.event.Event;
import io.ketstream.model.event.StrategyAssessed;
import io.ketstream.model.event.StrategyEpochEnded;
import io.ketstream.model.event.StrategyMarketSeen;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.optimizer.loop.streams.Outgoing;
import io.ketstream.optimizer.loop.streams.OutgoingTopics;
import io.ketstream.optimizer.loop.streams.StoredRows;
import io.ketstream.optimizer.loop.streams.TopologyParts;
import io.ketstream.optimizer.strategy.RefusedInputException;
import io.ketstream.optimizer.strategy.StrategyDesk;
import io.ketstream.optimizer.strategy.StrategyRows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/// Feeds one partition's records to its strategies and sends what they tell.
final class StrategyProcessor implements Processor<StrategyId, ReceivedInput, byte[], Outgoing> {

    static final String STORE = "strategies";

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration SWEEP = Duration.ofMinutes(10);

    /// So that what is sent after a record is kept until it is committed.
    private static final int COMMITTED_AFTER = 128;

    private final StrategyServices services;
    private final Queue<StrategyAssessed> assessed = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init") // by init
    private ProcessorContext<byte[], Outgoing> context;

    @SuppressWarnings("NullAway.Init") // by init
    private StrategyDesk desk;

    private int taken;
    private volatile boolean closed;

    StrategyProcessor(StrategyServices services) {
        this.services = services;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> processorContext) {
        context = processorContext;
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(STORE);
        var format = new StrategyJson(services.codec());
        var assessments = new Assessments(services.fetcher(), services.assessments(), result -> {
            if (!closed) {
                assessed.add(result);
            }
        });
        desk = new StrategyDesk(
                new StrategyRows(new StoredRows(store), format), format, this::send, assessments::request);
        desk.restore();
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, time -> sendAssessed());
        context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, time -> desk.sweep());
    }

    @Override
    public void process(Record<StrategyId, ReceivedInput> received) {
        var input = received.value().input();
        if (!input.strategyId().equals(received.key())) {
            refuse(received, "the key is not the event's strategy");
            return;
        }
        if (++taken % COMMITTED_AFTER == 0) {
            context.commit();
        }
        try {
            desk.take(input, metadata().offset());
        } catch (RefusedInputException e) {
            refuse(received, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void sendAssessed() {
        for (StrategyAssessed result = assessed.poll(); result != null; result = assessed.poll()) {
            send(result);
        }
    }

    private void send(Event event) {
        context.forward(new Record<>(
                event.key().getBytes(StandardCharsets.UTF_8),
                new Outgoing(OutgoingTopics.of(event), services.codec().encode(event)),
                context.currentSystemTimeMs(),
                services.codec().headers(event)));
        if (event instanceof StrategyMarketSeen seen) {
            String decision = seen.decision().name().toLowerCase(Locale.ROOT);
            services.registry()
                    .counter("ketstream.strategies.snapshots", "decision", decision)
                    .increment();
        } else if (event instanceof StrategyEpochEnded ended) {
            services.registry()
                    .counter("ketstream.strategies.epochs", "traded", Boolean.toString(ended.traded()))
                    .increment();
        }
    }

    private void refuse(Record<StrategyId, ReceivedInput> received, String reason) {
        context.forward(TopologyParts.refused(
                metadata(), received, received.value().bytes(), reason, context.currentSystemTimeMs()));
    }

    private RecordMetadata metadata() {
        return context.recordMetadata().orElseThrow();
    }
}
