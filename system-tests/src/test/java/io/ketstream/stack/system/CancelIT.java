package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.stack.service.ServiceProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A cancel at every stage of a run's life.
@SystemTest
class CancelIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void beforeTheCircuitExists(Suite suite) {
        ServiceProcess circuits = suite.stack().service(Suite.CIRCUIT);
        circuits.pause();
        String runId;
        try {
            runId = suite.submit(slow());
            suite.awaitStatus(runId, "QUEUED", PATIENCE);
            suite.command(runId, "cancel");
        } finally {
            circuits.resume();
        }
        JsonNode run = suite.awaitStatus(runId, "CANCELLED", PATIENCE);
        assertThat(run.get("evaluations").asInt()).isZero();
        assertThat(run.has("best")).isFalse();
    }

    @Test
    void whileAQuestionWaitsForItsAnswer(Suite suite) {
        ServiceProcess executions = suite.stack().service(Suite.EXECUTION);
        executions.pause();
        try {
            String runId = suite.submit(slow());
            suite.awaitStatus(runId, "RUNNING", PATIENCE);
            suite.command(runId, "cancel");
            suite.awaitStatus(runId, "CANCELLED", PATIENCE);
        } finally {
            executions.resume();
        }
    }

    @Test
    void inTheMiddle(Suite suite) {
        String runId = suite.submit(slow());
        suite.awaitEvaluations(runId, 4, PATIENCE);
        suite.command(runId, "cancel");
        suite.command(runId, "cancel");
        JsonNode run = suite.awaitStatus(runId, "CANCELLED", PATIENCE);
        assertThat(run.at("/best/objective").isNumber()).isTrue();
        assertThat(run.has("failure")).isFalse();
        // A later run has passed through every part: nothing of the cancelled one has moved meanwhile.
        suite.awaitSuccess(suite.submit(quick()), PATIENCE);
        assertThat(suite.run(runId).orElseThrow().get("evaluations")).isEqualTo(run.get("evaluations"));
    }

    @Test
    void whilePaused(Suite suite) {
        String runId = suite.submit(slow());
        suite.awaitEvaluations(runId, 2, PATIENCE);
        suite.command(runId, "pause");
        suite.awaitStatus(runId, "PAUSED", PATIENCE);
        suite.command(runId, "cancel");
        suite.awaitStatus(runId, "CANCELLED", PATIENCE);
    }

    @Test
    void whenPausedAndResumedARunGoesOnAsIfNothingHadHappened(Suite suite) {
        String undisturbed = suite.submit(quick());
        suite.awaitSuccess(undisturbed, PATIENCE);
        String runId = suite.submit(quick());
        suite.command(runId, "pause");
        suite.command(runId, "resume");
        suite.awaitSuccess(runId, PATIENCE);
        assertThat(suite.trajectory(runId)).isEqualTo(suite.trajectory(undisturbed));
    }

    @Test
    void afterTheEnd(Suite suite) {
        String runId = suite.submit(quick());
        JsonNode ended = suite.awaitSuccess(runId, PATIENCE);
        suite.command(runId, "cancel");
        suite.awaitSuccess(suite.submit(quick()), PATIENCE);
        assertThat(suite.run(runId)).contains(ended);
    }

    /// Does not end by itself while the test lasts.
    private static ObjectNode slow() {
        return RunBody.of("slow", RunBody.chordedRing(16), 3)
                .qaoa(4, "x")
                .optimizer("spsa", 100_000)
                .withoutTolerance()
                .shots(1000)
                .json();
    }

    private static ObjectNode quick() {
        return RunBody.of("quick", RunBody.chordedRing(6), 2)
                .qaoa(2, "x")
                .optimizer("spsa", 20)
                .withoutTolerance()
                .shots(100)
                .json();
    }
}
