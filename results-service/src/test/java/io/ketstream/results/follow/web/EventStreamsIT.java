package io.ketstream.results.follow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.model.RunId;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.ServiceTest;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

class EventStreamsIT extends ServiceTest {

    @Autowired
    private EventStreams streams;

    @AfterEach
    void goOn() {
        streams.start();
    }

    @Test
    @Timeout(30)
    void stoppingEndsTheStreamOfARunThatGoesOn() throws Exception {
        var recorded = RecordedRun.of(RunId.random(), 3);
        String path = "/api/v1/runs/" + recorded.run();
        recorded.all().subList(0, 9).forEach(this::send);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(json(path).at("/status").asString("")).isEqualTo("RUNNING"));
        try (var client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> stream =
                    client.send(request(path + "/events").build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(new String(stream.body().readNBytes(3), StandardCharsets.UTF_8))
                    .isEqualTo("id:");
            streams.stop();
            assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("RUNNING")
                    .doesNotContain("SUCCEEDED");
        }
    }
}
