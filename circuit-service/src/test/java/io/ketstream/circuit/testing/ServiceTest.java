package io.ketstream.circuit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.circuit.CircuitServiceApplication;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.ModelJson;
import io.ketstream.support.testing.TestBroker;
import io.ketstream.support.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole service on a real broker and a real database, one context for all tests.
@SpringBootTest(
        classes = CircuitServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=circuit-service", "spring.application.name=circuit-service"})
@Import(ServiceTest.Time.class)
public abstract class ServiceTest {

    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    protected static final String MAX_CUT = """
            {"problem": {"type": "maxcut", "nodes": 3, "edges": [[0, 1, 1.0], [1, 2, 2.0], [0, 2, 3.0]]},
             "ansatz": {"type": "qaoa", "layers": 2}, "seed": 7}""";

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry registry) {
        registry.add("spring.kafka.bootstrap-servers", TestBroker::bootstrapServers);
        registry.add("spring.datasource.url", TestDatabase::create);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
        registry.add("ketstream.circuit.retry-longest", () -> "500ms");
    }

    protected final EventCodec codec = new EventCodec("test");
    protected final HttpClient http = HttpClient.newHttpClient();
    private final KafkaProducer<String, byte[]> producer = producer();
    private final KafkaConsumer<String, byte[]> consumer = consumer();
    private final List<ConsumerRecord<String, byte[]>> received = new ArrayList<>();

    @LocalServerPort
    protected int port;

    @Autowired
    protected AdjustableClock clock;

    @Autowired
    private JdbcClient database;

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        AdjustableClock adjustableClock() {
            return new AdjustableClock();
        }
    }

    @BeforeEach
    void connect() {
        var partitions = new ArrayList<TopicPartition>();
        for (String topic : List.of(Topics.CIRCUITS, Topics.RUN_CIRCUITS, Topics.deadLetter(Topics.PROBLEMS))) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    @AfterEach
    void disconnect() {
        producer.close();
        consumer.close();
    }

    /// @return the record's offset
    protected final long send(ProducerRecord<String, byte[]> message) throws Exception {
        return producer.send(message).get().offset();
    }

    protected static RunSubmitted submission(String specification) {
        RunSpecification parsed = ModelJson.mapper().readValue(specification, RunSpecification.class);
        return submission(parsed, null);
    }

    protected static RunSubmitted submission(RunSpecification specification, @Nullable Link link) {
        RunId run = RunId.random();
        Problem problem = specification.problem();
        Digest digest = link == null ? Digest.of(problem.toString()) : link.sha256();
        return new RunSubmitted(
                EventMetadata.of(run + "/submitted", Instant.now(), null),
                run,
                new ProblemClaim(problem.type(), problem.size(), digest, link == null ? problem : null, link),
                specification.settings(1),
                null,
                null,
                null,
                null,
                null);
    }

    /// The events that `run` has caused since the test began, circuits first, once there are `count`.
    protected final List<Event> events(RunEvent run, int count) {
        var found = receive(count, message -> isCausedBy(run, message));
        return found.stream()
                .sorted((a, b) -> a.topic().compareTo(b.topic()))
                .map(message -> codec.decode(message.value()))
                .toList();
    }

    /// Those records since the test began that are `wanted`, once there are `count`.
    protected final List<ConsumerRecord<String, byte[]>> receive(
            int count, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        do {
            consumer.poll(Duration.ofMillis(100)).forEach(received::add);
        } while (received.stream().filter(wanted).count() < count
                && Instant.now().isBefore(end));
        var found = received.stream().filter(wanted).toList();
        assertThat(found).hasSize(count);
        return found;
    }

    private boolean isCausedBy(RunEvent run, ConsumerRecord<String, byte[]> message) {
        return !message.topic().endsWith(Topics.DEAD_LETTER_SUFFIX)
                && message.value() != null
                && run.metadata()
                        .id()
                        .equals(codec.decode(message.value()).metadata().causationId());
    }

    protected final int storedCircuits() {
        return database.sql("select count(*) from circuit.circuit")
                .query(Integer.class)
                .single();
    }

    protected final HttpResponse<byte[]> get(String path, String type) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", type)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    protected final void assertRefused(String body, int status, String field) throws Exception {
        HttpResponse<String> answer = preview(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(ModelJson.mapper()
                        .readTree(answer.body())
                        .at("/errors/0/field")
                        .asString())
                .as(answer.body())
                .contains(field);
    }

    protected final HttpResponse<String> preview(String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/circuits/preview"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
