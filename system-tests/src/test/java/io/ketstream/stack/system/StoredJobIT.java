package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.stack.process.Pause;
import io.ketstream.stack.service.ServiceProcess;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Jobs that outlast every lock and lease, and what becomes of them when their worker dies. Minutes each.
@DisturbingTest
@EnabledIfSystemProperty(named = Suite.LONG, matches = "true", disabledReason = "takes minutes")
@Order(3)
class StoredJobIT {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final int QUBITS = 22;
    private static final int LAYERS = 8;

    /// Until it ends, the job of a dead worker is still shown as running.
    private static final Duration LEASE = Duration.ofSeconds(45);

    /// As often as a job may be begun.
    private static final int ATTEMPTS = 3;

    @Test
    void aJobOfMinutesSurvivesItsWorker(Suite suite) {
        Jobs jobs = new Jobs(suite);
        String jobId = jobs.submit(heavy(300));
        awaitJob(suite, jobId, "RUNNING");
        killExecution(suite);
        String light =
                jobs.submit(Jobs.exact("OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit c; h q; c = measure q;"));
        assertThat(jobs.results(light, Duration.ofMinutes(1)).size()).isEqualTo(1);
        assertThat(jobs.results(jobId, PATIENCE).size()).isEqualTo(300);
    }

    @Test
    void aJobThatKillsItsWorkerFailsWithTheReason(Suite suite) {
        String jobId = new Jobs(suite).submit(heavy(1000));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            awaitJob(suite, jobId, "RUNNING");
            killExecution(suite);
            Pause.ofMillis(LEASE.toMillis());
        }
        JsonNode failed = awaitJob(suite, jobId, "FAILED");
        assertThat(failed.at("/failure/message").asString()).contains(Integer.toString(ATTEMPTS));
    }

    private static JsonNode awaitJob(Suite suite, String jobId, String status) {
        return Poll.until(
                status + " of job " + jobId,
                PATIENCE,
                () -> Optional.of(job(suite, jobId))
                        .filter(job -> job.get("status").asString().equals(status)));
    }

    private static JsonNode job(Suite suite, String jobId) {
        return suite.get(Suite.EXECUTION, "/api/v1/jobs/" + jobId)
                .requireSuccess()
                .json();
    }

    private static void killExecution(Suite suite) {
        ServiceProcess execution = suite.stack().service(Suite.EXECUTION);
        execution.kill();
        execution.restart();
    }

    private static ObjectNode heavy(int vectors) {
        var text = new StringBuilder(
                "OPENQASM 3.0; include \"stdgates.inc\"; input float a;\nqubit[%d] q; bit[2] c;\n".formatted(QUBITS));
        for (int layer = 0; layer < LAYERS; layer++) {
            text.append("ry(").append(layer + 1).append(" * a) q;\n");
            for (int qubit = 0; qubit + 1 < QUBITS; qubit++) {
                text.append("cx q[%d], q[%d];%n".formatted(qubit, qubit + 1));
            }
        }
        text.append("c[0] = measure q[0]; c[1] = measure q[1];");
        ObjectNode job = Jobs.exact(text.toString());
        ArrayNode parameters = job.putArray("parameters");
        for (int vector = 0; vector < vectors; vector++) {
            parameters.addArray().add(0.001 * vector);
        }
        return job;
    }
}
