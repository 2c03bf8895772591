package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.Topics;
import io.ketstream.optimizer.loop.AnalyticExecutor;
import io.ketstream.support.event.EventCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Stands for all other services on a real broker: answers every question at once, and keeps what the loop publishes.
final class Responder implements AutoCloseable {

    private static final List<String> READ =
            List.of(Topics.EXECUTION_REQUESTS, Topics.RUN_PROGRESS, Topics.RUN_OUTCOMES, Topics.RUN_CONTROLS);

    /// An event, when it was read and from which partition.
    record Seen(RunEvent event, long nanos, int partition) {}

    private final EventCodec codec = new EventCodec("responder");
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<RunId, Function<ExecutionRequested, ExecutionCompleted>> executors = new ConcurrentHashMap<>();
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::answer, "responder");

    Responder(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = READ.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread.start();
    }

    /// Who answers the questions of a run, if it is not [AnalyticExecutor].
    void answersWith(RunId run, Function<ExecutionRequested, ExecutionCompleted> executor) {
        executors.put(run, executor);
    }

    void send(String topic, Event event) {
        var _ = producer.send(codec.toRecord(topic, event));
    }

    void sendRaw(String topic, String key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic, key, value));
    }

    List<Seen> seen(RunId run) {
        return seen.stream().filter(one -> one.event().runId().equals(run)).toList();
    }

    <E extends RunEvent> List<E> seen(RunId run, Class<E> type) {
        return seen(run).stream()
                .map(Seen::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }

    private void answer() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> received : consumer.poll(Duration.ofMillis(100))) {
                    RunEvent event = codec.decode(received.value(), RunEvent.class);
                    if (event instanceof ExecutionRequested request) {
                        send(
                                Topics.EXECUTION_RESULTS,
                                executors
                                        .getOrDefault(request.runId(), AnalyticExecutor::answer)
                                        .apply(request));
                    }
                    seen.add(new Seen(event, System.nanoTime(), received.partition()));
                }
            }
        } catch (WakeupException e) {
            // closed
        }
    }
}
