package io.ketstream.results.eventlog.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.model.RunId;
import io.ketstream.model.event.Topics;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.ServiceTest;
import io.ketstream.support.kafka.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;

class EventListenerIT extends ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private BindingsLifecycleController bindings;

    @Test
    void malformedRecordsGoToTheDeadLettersAndBlockNothing() {
        var recorded = RecordedRun.of(RunId.random(), 2);
        String key = recorded.run().toString();
        List<byte[]> malformed = List.of(
                "no json".getBytes(StandardCharsets.UTF_8),
                "{\"type\":\"run-ended\"}".getBytes(StandardCharsets.UTF_8),
                "{\"type\":\"unheard-of\"}".getBytes(StandardCharsets.UTF_8),
                "null".getBytes(StandardCharsets.UTF_8),
                "\"utf-16\"".getBytes(StandardCharsets.UTF_16BE),
                new byte[] {(byte) 0xc3, (byte) 0x28},
                new byte[0]);
        malformed.forEach(bytes -> send(new ProducerRecord<>(Topics.RUN_OUTCOMES, key, bytes)));
        recorded.all().forEach(this::send);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(json("/api/v1/runs/" + recorded.run())
                                .at("/status")
                                .asString(""))
                        .isEqualTo("SUCCEEDED"));
        List<ConsumerRecord<String, byte[]>> letters =
                awaitRecords(Topics.deadLetter(Topics.RUN_OUTCOMES), found -> found.size() >= malformed.size());
        assertThat(letters.stream().map(ConsumerRecord::value)).containsExactlyElementsOf(malformed);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(header(letter, DeadLetters.ERROR_HEADER)).isNotBlank();
            assertThat(header(letter, DeadLetters.ORIGIN_HEADER)).startsWith(Topics.RUN_OUTCOMES + "-");
            assertThat(header(letter, DeadLetters.SERVICE_HEADER)).isEqualTo("results-service");
        });
    }

    @Test
    void nothingIsLostWhileTheDatabaseIsAway() {
        var recorded = RecordedRun.of(RunId.random(), 20);
        List<RecordedRun.Sent> all = recorded.all();
        all.subList(0, 10).forEach(this::send);
        database().shut();
        all.subList(10, all.size()).forEach(this::send);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(get("/actuator/health/readiness").statusCode())
                                .isEqualTo(503));
        database().open();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(json("/api/v1/runs/" + recorded.run()).at("/status").asString(""))
                    .isEqualTo("SUCCEEDED");
            assertThat(json("/api/v1/runs/" + recorded.run() + "/iterations")
                            .at("/total")
                            .asInt(0))
                    .isEqualTo(20);
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        });
    }

    @Test
    void theServiceIsNotReadyWhileItReadsNoEvents() {
        var recorded = RecordedRun.of(RunId.random(), 2);
        try {
            bindings.changeState("events-in-0", State.STOPPED);
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            recorded.all().forEach(this::send);
        } finally {
            bindings.changeState("events-in-0", State.STARTED);
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(get("/actuator/health/readiness").statusCode())
                                .isEqualTo(200));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(json("/api/v1/runs/" + recorded.run())
                                .at("/status")
                                .asString(""))
                        .isEqualTo("SUCCEEDED"));
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
