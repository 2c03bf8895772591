package io.ketstream.results.deadletter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.model.RunId;
import io.ketstream.model.event.Topics;
import io.ketstream.results.ResultsServiceApplication;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.ServiceTest;
import io.ketstream.support.KetstreamService;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.testing.TestBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

class DeadLettersIT extends ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LETTERS = "/api/v1/dead-letters";
    private static final String PROBLEMS = Topics.deadLetter(Topics.PROBLEMS);
    private static final String CONTROLS = Topics.deadLetter(Topics.RUN_CONTROLS);
    private static final String REQUESTS = Topics.deadLetter(Topics.EXECUTION_REQUESTS);

    private static final String CIRCUITS = Topics.deadLetter(Topics.RUN_CIRCUITS);

    @Autowired
    private Environment environment;

    @Test
    void aBadRecordIsShownAndComesBackWhenItIsRedrivenAsItWas() {
        String key = RunId.random().toString();
        String value = "{\"type\":\"unheard-of\",\"of\":\"" + key + "\"}";
        var bad = new ProducerRecord<>(Topics.RUN_CONTROLS, key, value.getBytes(UTF_8));
        bad.headers().add("ce_id", "ce-1".getBytes(UTF_8));
        bad.headers().add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8));
        send(bad);

        JsonNode listed = awaitLetter(CONTROLS, value, 1);
        assertThat(listed.at("/reason").asString()).contains("unheard-of");
        assertThat(listed.at("/service").asString()).isEqualTo("results-service");
        assertThat(listed.at("/origin/topic").asString()).isEqualTo(Topics.RUN_CONTROLS);
        assertThat(listed.at("/key/text").asString()).isEqualTo(key);
        assertThat(listed.has("redriven")).isFalse();
        assertThat(listed.has("headers")).isFalse();
        JsonNode whole = json(path(listed));
        assertThat(header(whole, "ce_id")).contains("ce-1");
        assertThat(header(whole, "traceparent"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("00-0af7"));

        var sent = post(path(listed) + "/redrive");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(JSON.readTree(sent.body()).at("/to/topic").asString()).isEqualTo(Topics.RUN_CONTROLS);
        JsonNode back = json(path(awaitLetter(CONTROLS, value, 2)));
        assertThat(back.at("/origin/offset").asLong())
                .isEqualTo(JSON.readTree(sent.body()).at("/to/offset").asLong());
        assertThat(header(back, "ketstream-redriven-from"))
                .contains(CONTROLS + "-" + listed.at("/partition").asInt() + "@"
                        + listed.at("/offset").asLong());
        assertThat(header(back, "ce_id")).isEqualTo(header(whole, "ce_id"));
        assertThat(header(back, "traceparent")).isEqualTo(header(whole, "traceparent"));
        assertThat(back.at("/key")).isEqualTo(whole.at("/key"));
    }

    @Test
    void aGoodRecordIsProcessedAndNotSentTwiceUnlessAskedFor() throws Exception {
        var recorded = RecordedRun.of(RunId.random(), 2);
        RecordedRun.Sent submitted = recorded.submitted();
        ProducerRecord<String, byte[]> made = new EventCodec("test").toRecord(PROBLEMS, submitted.event());
        send(made);
        JsonNode listed = awaitLetter(PROBLEMS, new String(made.value(), UTF_8), 1);
        assertThat(get("/api/v1/runs/" + recorded.run()).statusCode()).isEqualTo(404);

        String redrive = path(listed) + "/redrive";
        assertThat(post(redrive).statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(get("/api/v1/runs/" + recorded.run()).statusCode())
                                .isEqualTo(200));
        JsonNode shown = json(path(listed));
        assertThat(shown.at("/redriven/times").asInt()).isEqualTo(1);
        assertThat(shown.at("/redriven/to/topic").asString()).isEqualTo(Topics.PROBLEMS);

        var refused = post(redrive);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).contains("again=true");
        assertThat(statusOfAnotherInstance(redrive)).isEqualTo(409);
        var again = post(redrive + "?again=true");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(again.body()).at("/times").asInt()).isEqualTo(2);
    }

    @Test
    void pagesGoOnWhenTheTopicIsTruncated() throws Exception {
        String mark = UUID.randomUUID().toString();
        long start = System.currentTimeMillis();
        for (int i = 0; i < 25; i++) {
            send(new ProducerRecord<>(REQUESTS, i % 2, start + i, mark, (mark + " " + i).getBytes(UTF_8)));
        }
        JsonNode first = json(LETTERS + "?limit=10&topic=" + REQUESTS);
        assertThat(texts(first)).hasSize(10).startsWith(mark + " 24").endsWith(mark + " 15");
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            // of the even numbers, in partition 0, all before 12
            admin.deleteRecords(Map.of(new TopicPartition(REQUESTS, 0), RecordsToDelete.beforeOffset(6)))
                    .all()
                    .get();
        }
        JsonNode second = json(LETTERS + "?limit=10&topic=" + REQUESTS + "&cursor="
                + first.at("/next").asString());
        assertThat(texts(second))
                .containsExactlyElementsOf(List.of(14, 13, 12, 11, 9, 7, 5, 3, 1).stream()
                        .map(number -> mark + " " + number)
                        .toList());
        assertThat(second.has("next")).isFalse();
        assertThat(get(LETTERS + "/" + REQUESTS + "/0/5").statusCode()).isEqualTo(404);
        assertThat(json(LETTERS + "/" + REQUESTS + "/0/6").at("/value/text").asString())
                .isEqualTo(mark + " 12");
        assertThat(json(LETTERS).at("/items").size()).isPositive();
    }

    /// The markers of transactions, and what was taken back, are offsets without a record: here at the end too.
    @Test
    void offsetsWithoutARecordArePassedOver() {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", TestBroker.bootstrapServers(), "transactional.id", "dead-letters-test"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            for (int i = 0; i < 12; i++) {
                producer.beginTransaction();
                var _ = producer.send(new ProducerRecord<>(CIRCUITS, 0, "key", "letter " + i));
                if (i % 4 == 0) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }
        JsonNode first = json(LETTERS + "?limit=2&topic=" + CIRCUITS);
        assertThat(texts(first)).containsExactly("letter 8", "letter 4");
        JsonNode second = json(LETTERS + "?limit=2&topic=" + CIRCUITS + "&cursor="
                + first.at("/next").asString());
        assertThat(texts(second)).containsExactly("letter 0");
        assertThat(second.has("next")).isFalse();
        assertThat(get(LETTERS + "/" + CIRCUITS + "/0/1").statusCode()).isEqualTo(404);
        assertThat(get(LETTERS + "/" + CIRCUITS + "/0/23").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "?topic=ketstream.problems, 404,",
        "?topic=unheard.of.dlt, 404,",
        "?limit=x, 400, limit",
        "?limit=0, 422, limit",
        "?limit=101, 422, limit",
        "?cursor=nonsense, 422, cursor",
        "/ketstream.problems/0/0, 404,",
        "/ketstream.problems.dlt/0/999999, 404,",
        "/ketstream.problems.dlt/2/0, 404,",
        "/ketstream.problems.dlt/x/0, 400, partition",
        "/ketstream.problems.dlt/-1/0, 422, partition",
        "/ketstream.problems.dlt/0/x, 400, offset",
        "/ketstream.problems.dlt/0/-1, 422, offset",
        "/ketstream.problems.dlt/0/99999999999999999999, 400, offset",
    })
    void badRequestsAreRefusedByName(String path, int status, @Nullable String field) {
        assertRefused(get(LETTERS + path), status, field);
        if (path.startsWith("/")) {
            assertRefused(post(LETTERS + path + "/redrive"), status, field);
        }
    }

    private static void assertRefused(HttpResponse<String> answer, int status, @Nullable String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        if (field != null) {
            assertThat(JSON.readTree(answer.body()).at("/errors/0/field").asString())
                    .isEqualTo(field);
        }
    }

    /// The newest letter with this value, once there are `count` of them.
    private JsonNode awaitLetter(String topic, String value, int count) {
        var found = new ArrayList<JsonNode>();
        await().atMost(PATIENCE).until(() -> {
            found.clear();
            json(LETTERS + "?limit=100&topic=" + topic).at("/items").forEach(item -> {
                if (item.at("/value/text").asString("").equals(value)) {
                    found.add(item);
                }
            });
            return found.size() == count;
        });
        return found.getFirst();
    }

    /// What a service answers that is started now, on the same broker and database.
    private int statusOfAnotherInstance(String path) throws Exception {
        try (ConfigurableApplicationContext context = KetstreamService.run(
                        ResultsServiceApplication.class,
                        "results-service",
                        "--server.port=0",
                        "--ketstream.topics.partitions=2",
                        "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                        "--spring.datasource.url=" + environment.getRequiredProperty("spring.datasource.url"),
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=postgres");
                var client = HttpClient.newHttpClient()) {
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static String path(JsonNode letter) {
        return LETTERS + "/" + letter.at("/topic").asString() + "/"
                + letter.at("/partition").asInt() + "/" + letter.at("/offset").asLong();
    }

    private static Optional<String> header(JsonNode letter, String name) {
        return letter.at("/headers")
                .valueStream()
                .filter(header -> header.at("/name").asString().equals(name))
                .map(header -> header.at("/value/text").asString())
                .findFirst();
    }

    private static List<String> texts(JsonNode page) {
        return page.at("/items")
                .valueStream()
                .map(item -> item.at("/value/text").asString())
                .toList();
    }
}
