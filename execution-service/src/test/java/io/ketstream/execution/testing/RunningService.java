package io.ketstream.execution.testing;

import io.ketstream.execution.ExecutionServiceApplication;
import io.ketstream.model.event.CircuitPublished;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.CircuitDefinition;
import io.ketstream.support.KetstreamService;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.testing.TestBroker;
import io.ketstream.support.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// The service against a real broker and database, shared by the integration tests of a JVM, with what they send
/// and read.
public final class RunningService {

    public static final EventCodec CODEC = new EventCodec("test");

    private static final class Holder {
        private static final RunningService SERVICE = new RunningService();
    }

    private final String database = TestDatabase.create();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final List<ConsumerRecord<byte[], byte[]>> seen = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext context;

    private RunningService() {
        context = run();
        Thread.ofPlatform().daemon().name("test-reader").start(this::read);
    }

    public static RunningService shared() {
        return Holder.SERVICE;
    }

    private ConfigurableApplicationContext run() {
        return another();
    }

    /// One more instance on the same broker and database, which is the caller's to close.
    public ConfigurableApplicationContext another() {
        return KetstreamService.run(
                ExecutionServiceApplication.class,
                "execution-service",
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--ketstream.execution.circuit-deadline=8s",
                "--ketstream.execution.long-after=200ms",
                "--ketstream.execution.memory=200MB",
                "--ketstream.execution.jobs.lease=3s");
    }

    public void stop() {
        context.close();
    }

    public void start() {
        context = run();
    }

    public JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public void publish(CircuitDefinition definition) {
        var metadata = EventMetadata.of(definition.digest().value(), Instant.now(), null);
        send(Topics.CIRCUITS, new CircuitPublished(metadata, definition.digest(), definition, null));
    }

    public MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    public void send(String topic, Event event) {
        send(topic, event.key(), CODEC.encode(event));
    }

    public void send(String topic, String key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
    }

    /// The results of `requestId` so far.
    public List<ExecutionResult> results(String requestId) {
        var found = new ArrayList<ExecutionResult>();
        for (ConsumerRecord<byte[], byte[]> one : seen) {
            if (one.topic().equals(Topics.EXECUTION_RESULTS)) {
                ExecutionResult result = CODEC.decode(one.value(), ExecutionResult.class);
                if (result.requestId().toString().equals(requestId)) {
                    found.add(result);
                }
            }
        }
        return found;
    }

    /// The bytes of the results of `requestId` so far, in the order they came in.
    public List<String> resultTexts(String requestId) {
        return seen.stream()
                .filter(one -> one.topic().equals(Topics.EXECUTION_RESULTS))
                .map(one -> new String(one.value(), StandardCharsets.UTF_8))
                .filter(text -> text.contains(requestId))
                .toList();
    }

    public ExecutionResult awaitResult(String requestId) {
        return awaitResults(requestId, 1).getFirst();
    }

    public List<ExecutionResult> awaitResults(String requestId, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> results(requestId).size() >= count);
        return results(requestId);
    }

    /// Waits for a record in the dead-letter topic of the requests whose value has the property.
    public ConsumerRecord<byte[], byte[]> awaitDeadLetter(Predicate<byte[]> value) {
        Predicate<ConsumerRecord<byte[], byte[]>> wanted =
                one -> one.topic().equals(Topics.deadLetter(Topics.EXECUTION_REQUESTS)) && value.test(one.value());
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> seen.stream().anyMatch(wanted));
        return seen.stream().filter(wanted).findFirst().orElseThrow();
    }

    public HttpResponse<String> get(String path) {
        return exchange(HttpRequest.newBuilder(uri(path)).GET().build());
    }

    public HttpResponse<String> delete(String path) {
        return exchange(HttpRequest.newBuilder(uri(path)).DELETE().build());
    }

    public HttpResponse<String> post(String path, String json) {
        return exchange(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", (Object) TestBroker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = List.of(
                            Topics.EXECUTION_RESULTS, Topics.deadLetter(Topics.EXECUTION_REQUESTS), Topics.BACKENDS)
                    .stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
            }
        }
    }
}
