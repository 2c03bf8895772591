package io.ketstream.stack.system;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Circuits through `POST /api/v1/jobs`.
final class Jobs {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Suite suite;

    Jobs(Suite suite) {
        this.suite = suite;
    }

    /// A job that asks for exact numbers.
    static ObjectNode exact(String openQasm) {
        return JSON.createObjectNode().put("circuit", openQasm).putNull("shots").put("seed", 1);
    }

    /// Adds an observable; in its labels the rightmost letter is qubit 0.
    static void observe(ObjectNode job, Map<String, Double> terms) {
        ArrayNode observable = job.withArray("observables").addObject().putArray("terms");
        terms.forEach((pauli, coefficient) ->
                observable.addObject().put("pauli", pauli).put("coefficient", coefficient));
    }

    /// The label of Z on one of so many qubits.
    static String z(int qubits, int qubit) {
        return "I".repeat(qubits - 1 - qubit) + "Z" + "I".repeat(qubit);
    }

    Answer post(ObjectNode job) {
        return suite.http().post(suite.address(Suite.EXECUTION, "/api/v1/jobs"), job);
    }

    String submit(ObjectNode job) {
        return post(job).requireSuccess().json().get("jobId").asString();
    }

    /// The results of a job that must succeed, one for each vector of parameters.
    JsonNode results(String jobId, Duration patience) {
        JsonNode job = ended(jobId, patience);
        if (!job.get("status").asString().equals("SUCCEEDED")) {
            throw new AssertionError("the job did not succeed: " + job);
        }
        return job.get("results");
    }

    /// Why a job failed that must.
    String failure(String jobId, Duration patience) {
        JsonNode job = ended(jobId, patience);
        if (!job.get("status").asString().equals("FAILED")) {
            throw new AssertionError("the job did not fail: " + job);
        }
        return job.at("/failure/code").asString() + ": "
                + job.at("/failure/message").asString();
    }

    private JsonNode ended(String jobId, Duration patience) {
        return Poll.until("the end of job " + jobId, patience, () -> {
            JsonNode job = suite.get(Suite.EXECUTION, "/api/v1/jobs/" + jobId)
                    .requireSuccess()
                    .json();
            return switch (job.path("status").asString("")) {
                case "SUCCEEDED", "FAILED", "CANCELLED" -> Optional.of(job);
                default -> Optional.empty();
            };
        });
    }
}
