package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.stack.service.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Executors may come and go, down to none: an instance of execution-service that does not compute takes jobs and says
/// how much waits, which is what brings executors back (`k8s/overlays/production/autoscaling.yaml`).
@LoneTest
@Tag(StackExtension.CHAOS)
class ExecutorsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// As the autoscaler reads it.
    private static final Pattern DEPTH =
            Pattern.compile("^ketstream_execution_queue_depth(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);

    @Test
    void withoutExecutorsEverythingWaitsAndIsCounted(Suite suite) {
        ServiceProcess executor = suite.stack().service(Suite.EXECUTION);
        executor.stop();
        ServiceProcess desk =
                suite.stack().startAnother(Suite.EXECUTION, Map.of("KETSTREAM_EXECUTION_COMPUTING", "false"));
        try {
            awaitDepth(suite, desk, 0);
            URI jobs = URI.create(desk.url() + "/api/v1/jobs");
            String job = jobs
                    + "/"
                    + suite.http()
                            .post(
                                    jobs,
                                    Jobs.exact("OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit c; h q;"
                                            + " c = measure q;"))
                            .requireSuccess()
                            .json()
                            .get("jobId")
                            .asString();
            String run = suite.submit(RunBody.of("waits", RunBody.chordedRing(6), 4)
                    .qaoa(1, "x")
                    .optimizer("cobyla", 5)
                    .shots(100)
                    .json());
            // the job and the run's first question
            awaitDepth(suite, desk, 2);
            assertThat(suite.http().get(URI.create(job)).json().get("status").asString())
                    .isEqualTo("QUEUED");
            executor.restart();
            JsonNode ended = suite.awaitEnd(run, PATIENCE);
            assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("SUCCEEDED");
            Poll.untilTrue(
                    "the end of the job",
                    PATIENCE,
                    () -> suite.http()
                            .get(URI.create(job))
                            .json()
                            .get("status")
                            .asString()
                            .equals("SUCCEEDED"));
            awaitDepth(suite, desk, 0);
        } finally {
            if (!executor.isAlive()) {
                executor.restart();
            }
            desk.stop();
        }
    }

    private static void awaitDepth(Suite suite, ServiceProcess desk, long expected) {
        Poll.untilTrue("a queue of " + expected, PATIENCE, () -> depth(suite, desk) == expected);
    }

    private static long depth(Suite suite, ServiceProcess desk) {
        Answer metrics = suite.http()
                .get(URI.create(desk.url() + "/actuator/prometheus"), "text/plain")
                .requireSuccess();
        Matcher depth = DEPTH.matcher(metrics.body());
        assertThat(depth.find()).as("the depth among the metrics").isTrue();
        return (long) Double.parseDouble(depth.group(1));
    }
}
