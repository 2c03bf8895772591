package io.ketstream.results.testing;

import io.ketstream.model.Failure;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.Engine;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.testing.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Answers questions on the topics as execution-service does, from when it is there until it is closed.
public final class FakeExecutor implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    private final EventCodec codec = new EventCodec("test");
    private final List<ExecutionRequested> asked = new CopyOnWriteArrayList<>();
    private final Function<ExecutionRequested, @Nullable ExecutionResult> answering;
    private final Thread thread;
    private volatile boolean running = true;

    /// @param answering null: no answer
    public FakeExecutor(Function<ExecutionRequested, @Nullable ExecutionResult> answering) {
        this.answering = answering;
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EXECUTION_REQUESTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
        thread = Thread.ofPlatform().name("fake-executor").start(this::run);
    }

    public static ExecutionResult computed(ExecutionRequested request) {
        return computed(request, RecordedRun.ENGINE);
    }

    public static ExecutionResult computed(ExecutionRequested request, Engine engine) {
        return new ExecutionCompleted(
                metadata(request),
                request.requestId(),
                engine,
                List.of(),
                0.001,
                0.002,
                ClosedForm.answer(request.pub()));
    }

    public static ExecutionResult failed(ExecutionRequested request, String code) {
        return new ExecutionFailed(metadata(request), request.requestId(), new Failure(code, "the machine is cold"));
    }

    public List<ExecutionRequested> asked() {
        return asked;
    }

    private static EventMetadata metadata(ExecutionRequested request) {
        return EventMetadata.of(request.requestId() + "/answer", Instant.now(), null);
    }

    private void run() {
        while (running) {
            consumer.poll(Duration.ofMillis(50)).forEach(read -> {
                var request = codec.decode(read.value(), ExecutionRequested.class);
                asked.add(request);
                ExecutionResult answer = answering.apply(request);
                if (answer != null) {
                    Future<?> _ = producer.send(codec.toRecord(Topics.EXECUTION_RESULTS, answer));
                }
            });
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        consumer.close();
        producer.close();
    }
}
