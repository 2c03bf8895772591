package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.event.Topics;
import io.ketstream.stack.service.ServiceProcess;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A problem too large for a message stays with its owner, and an owner that is down is waited for.
@DisturbingTest
class ClaimCheckIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration DOWN = Suite.isLong() ? Duration.ofMinutes(1) : Duration.ofSeconds(3);

    private static final int QUBITS = 12;

    /// At about 45 bytes each, twice what a message may hold.
    private static final int TERMS = 12_000;

    @Test
    void aRunWaitsForTheOwnerOfItsFormulation(Suite suite) throws InterruptedException {
        ServiceProcess optimizer = suite.stack().service(Suite.OPTIMIZER);
        ServiceProcess circuits = suite.stack().service(Suite.CIRCUIT);
        ObjectNode run = large();
        assertThat(run.toString().length()).isGreaterThan(2 * Topics.MAX_MESSAGE_BYTES);
        optimizer.pause();
        String runId;
        try {
            runId = suite.submit(run);
            try (Topic topic = new Topic(suite)) {
                Poll.untilTrue(
                        "the circuit of run " + runId,
                        PATIENCE,
                        () -> !topic.read(Topics.RUN_CIRCUITS, runId).isEmpty());
            }
            circuits.kill();
        } finally {
            optimizer.resume();
        }
        Thread.sleep(DOWN);
        circuits.restart();
        JsonNode ended = suite.awaitSuccess(runId, PATIENCE);
        assertThat(ended.at("/best/objective").isNumber()).isTrue();
    }

    private static ObjectNode large() {
        Random random = new Random(6);
        ObjectNode problem = RunBody.problem("hamiltonian").put("qubits", QUBITS);
        ArrayNode terms = problem.putArray("terms");
        for (int term = 0; term < TERMS; term++) {
            var pauli = new StringBuilder();
            for (int qubit = 0; qubit < QUBITS; qubit++) {
                pauli.append("IXYZ".charAt(random.nextInt(4)));
            }
            terms.addObject().put("pauli", pauli.toString()).put("coefficient", random.nextInt(1000) / 1000.0);
        }
        return RunBody.of("large", problem, 6).optimizer("cobyla", 2).exact().json();
    }
}
