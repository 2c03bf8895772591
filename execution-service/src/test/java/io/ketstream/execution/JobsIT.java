package io.ketstream.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.execution.testing.RunningService;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.support.testing.OpenApiContract;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API of jobs, through HTTP.
class JobsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunningService service = RunningService.shared();

    private String submit(Map<String, Object> body) {
        HttpResponse<String> answer = service.post("/api/v1/jobs", JSON.writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo("/api/v1/jobs/"
                        + JSON.readTree(answer.body()).get("jobId").asString());
        return location;
    }

    private JsonNode await(String location) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !List.of("QUEUED", "RUNNING").contains(status(location)));
        return JSON.readTree(service.get(location).body());
    }

    private String status(String location) {
        return JSON.readTree(service.get(location).body()).get("status").asString();
    }

    private JsonNode run(Map<String, Object> body) {
        JsonNode job = await(submit(body));
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
        return job;
    }

    @Test
    void theExampleOfTheDocumentation() {
        String circuit = "OPENQASM 3.0; include \"stdgates.inc\"; input float theta; qubit[2] q; bit[2] c;"
                + " ry(theta) q[0]; cx q[0], q[1]; c = measure q;";
        Map<String, Object> observable = Map.of("terms", List.of(Map.of("pauli", "ZZ", "coefficient", 1.0)));
        Map<String, Object> body = Map.of(
                "circuit",
                circuit,
                "parameters",
                List.of(List.of(0.5), List.of(1.0)),
                "shots",
                1000,
                "observables",
                List.of(observable),
                "backend",
                "auto",
                "seed",
                7);
        JsonNode job = run(body);
        assertThat(job.get("backend").asString()).isEqualTo("local-statevector");
        assertThat(job.get("results")).hasSize(2);
        JsonNode first = job.get("results").get(0);
        assertThat(first.get("parameters").get(0).asDouble()).isEqualTo(0.5);
        long zeros = first.get("counts").get("00").asLong();
        assertThat(zeros + first.get("counts").get("11").asLong()).isEqualTo(1000);
        // 5σ of a binomial with p = cos² ¼
        assertThat((double) zeros).isCloseTo(1000 * Math.pow(Math.cos(0.25), 2), within(5 * Math.sqrt(1000 * 0.0576)));
        assertThat(first.get("expectations").get(0).get("value").asDouble()).isEqualTo(1);
        assertThat(first.get("expectations").get(0).get("standardError").asDouble())
                .isZero();
        assertThat(run(body).get("results")).isEqualTo(job.get("results"));
    }

    /// |00⟩ is an eigenstate of XX + YY + ZZ but not of XX and YY, which only cancel when they are measured together.
    @Test
    void commutingTermsAreMeasuredTogetherWhereAskedFor() {
        List<Map<String, Object>> terms = List.of(
                Map.of("pauli", "XX", "coefficient", 1.0),
                Map.of("pauli", "YY", "coefficient", 1.0),
                Map.of("pauli", "ZZ", "coefficient", 1.0));
        Map<String, Object> together = Map.of(
                "circuit",
                "OPENQASM 3.0; qubit[2] q;",
                "shots",
                300,
                "observables",
                List.of(Map.of("terms", terms)),
                "seed",
                5,
                "grouping",
                "commuting");
        var apart = new HashMap<>(together);
        apart.put("grouping", "qubit-wise");
        JsonNode exact = run(together).at("/results/0/expectations/0");
        assertThat(exact.get("value").asDouble()).isCloseTo(1, within(1e-12));
        assertThat(exact.get("standardError").asDouble()).isCloseTo(0, within(1e-12));
        assertThat(run(apart).at("/results/0/expectations/0/standardError").asDouble())
                .isGreaterThan(0.05);
    }

    @Test
    void exactProbabilitiesAndExpectationsOfTwoRegisters() {
        String circuit = "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[3]; creg a[1]; creg b[2]; x q[2]; h q[0];"
                + " measure q[0] -> a[0]; measure q[1] -> b[0]; measure q[2] -> b[1];";
        Map<String, Object> observable = Map.of(
                "terms",
                List.of(Map.of("pauli", "IIX", "coefficient", 2.0), Map.of("pauli", "ZII", "coefficient", 1.0)));
        JsonNode result = run(Map.of("circuit", circuit, "observables", List.of(observable)))
                .get("results")
                .get(0);
        assertThat(result.get("probabilities")).hasSize(2);
        assertThat(result.get("probabilities").get("0 10").asDouble()).isCloseTo(0.5, within(1e-12));
        assertThat(result.get("probabilities").get("1 10").asDouble()).isCloseTo(0.5, within(1e-12));
        // 2⟨X₀⟩ + ⟨Z₂⟩ before the measurements
        assertThat(result.get("expectations").get(0).get("value").asDouble()).isCloseTo(1, within(1e-12));
    }

    @Test
    void measuresInMidCircuitAndBranches() {
        String circuit = "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; creg c[1]; creg d[1]; x q[0];"
                + " measure q[0] -> c[0]; reset q[0]; if(c==1) x q[1]; measure q[1] -> d[0];";
        JsonNode counts = run(Map.of("circuit", circuit, "shots", 100))
                .get("results")
                .get(0)
                .get("counts");
        assertThat(counts.toString()).isEqualTo("{\"1 1\":100}");
    }

    @Test
    void aCancelledJobStaysCancelled() {
        StringBuilder circuit = new StringBuilder("OPENQASM 2.0; include \"qelib1.inc\"; qreg q[20];");
        circuit.append(" h q;".repeat(20));
        List<List<Double>> vectors = new ArrayList<>();
        for (int k = 0; k < 200; k++) {
            vectors.add(List.of());
        }
        String location = submit(Map.of("circuit", circuit.toString(), "parameters", vectors, "shots", 1));
        Awaitility.await().atMost(PATIENCE).until(() -> status(location).equals("RUNNING"));
        assertThat(service.delete(location).statusCode()).isEqualTo(204);
        assertThat(status(location)).isEqualTo("CANCELLED");
        assertThat(service.delete(location).statusCode()).isEqualTo(204);
        // its worker is free for the next one
        run(Map.of("circuit", circuit.toString(), "shots", 1));
        assertThat(status(location)).isEqualTo("CANCELLED");
    }

    @Test
    void unknownJobsAreNotFound() {
        assertThat(service.get("/api/v1/jobs/nothing").statusCode()).isEqualTo(404);
        assertThat(service.delete("/api/v1/jobs/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void listsBackends() {
        JsonNode backends = JSON.readTree(service.get("/api/v1/backends").body());
        assertThat(backends).hasSize(1);
        assertThat(backends.get(0).get("name").asString()).isEqualTo("local-statevector");
        assertThat(backends.get(0).get("qubits").asInt()).isBetween(20, 24);
        assertThat(backends.get(0).get("price").asString()).isEqualTo("NONE");
        assertThat(backends.get(0).get("basisGates").toString()).contains("\"rzz\"");
    }

    @Test
    void theServiceDescribesItself() {
        OpenApiContract.assertKept(
                "execution-service",
                "http://localhost:8083",
                service.get("/v3/api-docs").body());
    }

    /// Body | status | field | part of the message.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {} | 422 | circuit | is required
            {"circuit": 7} | 400 | circuit | must be
            {"circuit": "hello"} | 422 | circuit | line 1, column
            {"circuit": "OPENQASM 4.0; qubit q;"} | 422 | circuit | line 1, column
            {"circuit": "OPENQASM 3.0; qubit[2] q; nonsense q[0];"} | 422 | circuit | line 1, column
            {"circuit": "OPENQASM 3.0; qubit[60] q;"} | 422 | circuit | at most
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "shots": 0} | 422 | shots | between 1 and 10000000
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "shots": 1.5} | 400 | shots | whole number
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "shots": "many"} | 400 | shots | whole number
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "shots": 10000001} | 422 | shots | between 1 and 10000000
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "backend": "ibm_kyiv"} | 422 | backend | local-statevector
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "grouping": "some"} | 422 | grouping | must be one of qubit-wise, commuting
            {"circuit": "OPENQASM 3.0; input float a; qubit[1] q;", "parameters": []} | 422 | parameters | is required
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "parameters": [[1.0]]} | 422 | parameters[0] | must have 0 entries
            {"circuit": "OPENQASM 3.0; input float a; qubit[1] q;"} | 422 | parameters | inputs a
            {"circuit": "OPENQASM 3.0; input float a; qubit[1] q;", "parameters": [[1.0], []]} | 422 | parameters[1] | must have 1 entries
            {"circuit": "OPENQASM 3.0; input float a; qubit[1] q;", "parameters": [[1e999]]} | 422 | parameters | finite
            {"circuit": "OPENQASM 3.0; input float a; qubit[1] q;", "parameters": [[1e200]]} | 422 | parameters[0][0] | between
            {"circuit": "OPENQASM 3.0; input float a; qubit[1] q;", "parameters": [["x"]]} | 400 | parameters | must be
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "observables": [{"terms": []}]} | 422 | observables[0] | empty
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "observables": [{}]} | 422 | observables[0] | required
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "observables": [{"terms": [{"pauli": "ZZ", "coefficient": 1}]}]} | 422 | observables[0].terms[0].pauli | must have 1 letters
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "observables": [{"terms": [{"pauli": "Q", "coefficient": 1}]}]} | 422 | observables[0].terms[0].pauli | letters I, X, Y, Z
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "observables": [{"terms": [{"pauli": "Z"}]}]} | 422 | observables[0].terms[0] | required
            {"circuit": "OPENQASM 3.0; qubit[1] q; bit c; c = measure q[0]; U(1, 2, 3) q[0];", "observables": [{"terms": [{"pauli": "Z", "coefficient": 1}]}]} | 422 | observables | mid-circuit
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "shot": 5} | 400 | shot | is not a field
            {"circuit": "OPENQASM 3.0; qubit[1] q;", "seed": 1.5} | 400 | seed | whole number
            [] | 400 | | body
            {"circuit": | 400 | | line
            """)
    void refusesBadRequests(String body, int status, String field, String message) {
        long before = jobs();
        HttpResponse<String> answer = service.post("/api/v1/jobs", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        if (field != null) {
            JsonNode error = JSON.readTree(answer.body()).get("errors").get(0);
            assertThat(error.get("field").asString()).as(answer.body()).startsWith(field);
            assertThat(error.get("message").asString()).contains(message);
        } else {
            assertThat(JSON.readTree(answer.body()).get("detail").asString()).containsIgnoringCase(message);
        }
        assertThat(jobs()).isEqualTo(before);
    }

    /// Every reference circuit of at most 13 qubits, and that no more than its text is refused.
    @Test
    void distributionsAreThoseOfTheReferences() {
        JsonNode references =
                ReferenceData.json("circuits/reference_exact.json").get("circuits");
        int compared = 0;
        for (Map.Entry<String, JsonNode> entry : references.properties()) {
            JsonNode reference = entry.getValue();
            if (!reference.has("error")
                    && (!reference.has("counts") || reference.get("qubits").asInt() > 13)) {
                continue;
            }
            String text = ReferenceData.text("circuits/" + entry.getKey());
            if (reference.has("error")) {
                String body = JSON.writeValueAsString(Map.of("circuit", text));
                HttpResponse<String> answer = service.post("/api/v1/jobs", body);
                assertThat(answer.statusCode()).as(entry.getKey()).isEqualTo(422);
                continue;
            }
            JsonNode result = run(Map.of("circuit", text)).get("results").get(0);
            compare(entry.getKey(), reference, result.get("probabilities"));
            compared++;
        }
        assertThat(compared).isGreaterThan(40);
    }

    private static void compare(String name, JsonNode reference, JsonNode probabilities) {
        for (Map.Entry<String, JsonNode> outcome : reference.get("counts").properties()) {
            double actual = probabilities.has(outcome.getKey())
                    ? probabilities.get(outcome.getKey()).asDouble()
                    : 0;
            assertThat(actual)
                    .as(name + " " + outcome.getKey())
                    .isCloseTo(outcome.getValue().asDouble(), within(1e-10));
        }
        double total = 0;
        for (JsonNode probability : probabilities) {
            total += probability.asDouble();
        }
        assertThat(total).as(name).isCloseTo(1, within(1e-10));
    }

    private long jobs() {
        Long count = service.jdbc().queryForObject("select count(*) from job", Long.class);
        return count == null ? 0 : count;
    }
}
