package io.ketstream.results.testing;

import io.ketstream.results.ResultsServiceApplication;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.testing.TestBroker;
import io.ketstream.support.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole service on a real broker and a real database, one context for all tests.
@SpringBootTest(
        classes = ResultsServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=results-service",
            "ketstream.topics.partitions=2",
            "ketstream.results.retention=36525d",
            "ketstream.results.prediction.timeout=3s"
        })
public abstract class ServiceTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    protected static final JsonMapper JSON = new JsonMapper();
    private static final String DATABASE = TestDatabase.create();
    private static final DatabaseGate GATE = new DatabaseGate(DATABASE);
    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());

    @LocalServerPort
    private int port;

    @Autowired
    private EventCodec codec;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("spring.kafka.bootstrap-servers", TestBroker::bootstrapServers);
        registry.add("spring.datasource.url", () -> GATE.through(DATABASE));
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
    }

    protected final void send(RecordedRun.Sent sent) {
        send(codec.toRecord(sent.topic(), sent.event()));
    }

    /// Returns once the broker has it.
    protected final void send(ProducerRecord<String, byte[]> made) {
        try {
            PRODUCER.send(made).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// What a topic has from its start, once there is enough of it.
    protected static List<ConsumerRecord<String, byte[]>> awaitRecords(
            String topic, Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                TestBroker.bootstrapServers(),
                "group.id",
                "reader-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                return enough.test(found);
            });
        }
        return found;
    }

    protected final DatabaseGate database() {
        return GATE;
    }

    /// The body as a tree; what is absent in it is a missing node.
    protected final JsonNode json(String path) {
        return JSON.readTree(get(path).body());
    }

    protected final HttpResponse<String> get(String path) {
        return exchange(request(path));
    }

    protected final HttpResponse<String> get(String path, String accept) {
        return exchange(request(path).header("Accept", accept));
    }

    protected final HttpResponse<byte[]> bytes(String path) {
        return exchange(request(path), HttpResponse.BodyHandlers.ofByteArray());
    }

    protected final HttpResponse<String> post(String path) {
        return exchange(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    protected final HttpResponse<String> post(String path, String body) {
        return exchange(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected final HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    protected final HttpResponse<String> exchange(HttpRequest.Builder request) {
        return exchange(request, HttpResponse.BodyHandlers.ofString());
    }

    protected static <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request.build(), body);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
