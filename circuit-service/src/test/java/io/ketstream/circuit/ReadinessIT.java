package io.ketstream.circuit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.circuit.testing.ServiceTest;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.ModelJson;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;

/// The service is ready while it reads submissions.
class ReadinessIT extends ServiceTest {

    private static final String BINDING = "problems-in-0";

    @Autowired
    private BindingsLifecycleController bindings;

    @Test
    void whoseListenerIsStoppedIsNotReadyUntilItIsStartedAgain() throws Exception {
        assertReadiness(200, "UP");
        RunSubmitted run = submission(MAX_CUT);
        try {
            bindings.changeState(BINDING, State.STOPPED);
            assertReadiness(503, "DOWN");
            assertThat(get("/actuator/health/liveness", "application/json").statusCode())
                    .isEqualTo(200);
            send(codec.toRecord(Topics.PROBLEMS, run));
        } finally {
            bindings.changeState(BINDING, State.STARTED);
        }
        assertReadiness(200, "UP");
        assertThat(events(run, 2)).hasSize(2);
    }

    private void assertReadiness(int status, String listeners) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var answer = get("/actuator/health/readiness", "application/json");
            String body = new String(answer.body(), UTF_8);
            assertThat(answer.statusCode()).as(body).isEqualTo(status);
            assertThat(ModelJson.mapper()
                            .readTree(body)
                            .at("/components/listeners/status")
                            .asString())
                    .isEqualTo(listeners);
        });
    }
}
