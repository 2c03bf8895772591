package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ketstream.model.testing.ReferenceData;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Circuits given as OpenQASM through the jobs API, against references computed elsewhere.
@SystemTest
class CircuitCorrectnessIT {
    /// Both sides are double precision; the values are of order 1 to 100.
    private static final double TOLERANCE = 1e-10;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /// Larger ones take minutes.
    private static final int LARGEST = Suite.isLong() ? 19 : 15;

    /// What an answer lists at most.
    private static final int MOST_OUTCOMES = 65_536;

    /// QAOA's ⟨C⟩ and ⟨Zₖ⟩ at given angles.
    @Test
    void qaoaHasTheReferenceExpectations(Suite suite) {
        Jobs jobs = new Jobs(suite);
        Map<String, JsonNode> submitted = new LinkedHashMap<>();
        for (JsonNode instance : ReferenceData.json("qaoa/reference_ising.json").get("instances")) {
            for (JsonNode run : instance.get("runs")) {
                submitted.put(jobs.submit(qaoa(instance, run)), run);
            }
        }
        submitted.forEach((jobId, run) -> {
            JsonNode expectations = jobs.results(jobId, PATIENCE).get(0).get("expectations");
            assertClose("expectation", expectations.get(0), run.get("expectation"));
            for (int qubit = 0; qubit < run.get("z_expectation").size(); qubit++) {
                assertClose(
                        "Z of qubit " + qubit,
                        expectations.get(qubit + 1),
                        run.get("z_expectation").get(qubit));
            }
        });
        assertThat(submitted).hasSizeGreaterThan(40);
    }

    @Test
    void publishedCircuitsHaveTheReferenceDistributions(Suite suite) {
        Jobs jobs = new Jobs(suite);
        Map<String, Map.Entry<String, JsonNode>> submitted = new LinkedHashMap<>();
        circuits().forEach((name, reference) -> {
            if (reference.path("support").asInt(1) <= MOST_OUTCOMES) {
                submitted.put(jobs.submit(job(circuit(name), reference)), Map.entry(name, reference));
            }
        });
        submitted.forEach((jobId, circuit) -> assertMatches(
                circuit.getKey(),
                circuit.getValue(),
                jobs.results(jobId, PATIENCE).get(0)));
        assertThat(submitted).hasSizeGreaterThan(50);
    }

    /// They have the reference expectations where their distribution is not asked for.
    @Test
    void publishedCircuitsWithTooManyOutcomesAreRefusedClearly(Suite suite) {
        assumeTrue(Suite.isLong(), "the smallest has 18 qubits");
        Jobs jobs = new Jobs(suite);
        Map<String, JsonNode> large = circuits();
        large.values().removeIf(reference -> reference.path("support").asInt(1) <= MOST_OUTCOMES);
        large.forEach((name, reference) -> {
            String measured = circuit(name);
            assertThat(jobs.failure(jobs.submit(job(measured, reference)), PATIENCE))
                    .as(name)
                    .matches("EXECUTION_REJECTED: .* outcomes, .* ask for shots");
            String unmeasured = measured.replaceAll("(?m)^measure .*;$", "");
            JsonNode result = jobs.results(jobs.submit(job(unmeasured, reference)), PATIENCE)
                    .get(0);
            assertExpectations(name, reference, result);
        });
        assertThat(large).isNotEmpty();
    }

    /// Those of at most [#LARGEST] qubits that must be accepted, with their references.
    private static Map<String, JsonNode> circuits() {
        Map<String, JsonNode> circuits = new LinkedHashMap<>();
        ReferenceData.json("circuits/reference_exact.json")
                .get("circuits")
                .properties()
                .forEach(circuit -> {
                    JsonNode reference = circuit.getValue();
                    if (reference.has("z_expectation")
                            && reference.get("qubits").asInt() <= LARGEST) {
                        circuits.put(circuit.getKey(), reference);
                    }
                });
        return circuits;
    }

    private static String circuit(String name) {
        return ReferenceData.text("circuits/" + name);
    }

    private static ObjectNode job(String circuit, JsonNode reference) {
        ObjectNode job = Jobs.exact(circuit);
        if (!isDynamic(reference)) {
            observeEveryZ(job, reference.get("qubits").asInt());
        }
        return job;
    }

    @Test
    void circuitsThatMustBeRejectedAreRefusedWithAProblemDetail(Suite suite) {
        Jobs jobs = new Jobs(suite);
        int refused = 0;
        for (Map.Entry<String, JsonNode> circuit : ReferenceData.json("circuits/reference_exact.json")
                .get("circuits")
                .properties()) {
            if (circuit.getValue().has("error")) {
                Answer answer = jobs.post(Jobs.exact(circuit(circuit.getKey())));
                assertThat(answer.status()).as(circuit.getKey()).isEqualTo(422);
                assertThat(answer.contentType()).startsWith("application/problem+json");
                assertThat(answer.refusedFields()).containsExactly("circuit");
                refused++;
            }
        }
        assertThat(refused).isEqualTo(5);
    }

    @Test
    void openQasm3ExamplesHaveTheReferenceOutcomes(Suite suite) {
        Jobs jobs = new Jobs(suite);
        JsonNode expected = ReferenceData.json("circuits/reference_qasm3.json").get("expected");
        assertOutcomes(probabilities(jobs, "adder"), expected.at("/adder.qasm/ans"));
        assertOutcomes(probabilities(jobs, "teleport"), expected.at("/teleport.qasm/c0 c1 c2 (declaration order)"));
        assertThat(probabilities(jobs, "inverseqft2").path("0 0 0 0").asDouble(0))
                .isCloseTo(1, within(TOLERANCE));
        JsonNode uniform = probabilities(jobs, "qft");
        assertThat(uniform.size()).isEqualTo(16);
        uniform.forEach(probability -> assertThat(probability.asDouble()).isCloseTo(1.0 / 16, within(TOLERANCE)));
    }

    private static JsonNode probabilities(Jobs jobs, String name) {
        String jobId = jobs.submit(Jobs.exact(ReferenceData.text("circuits/qasm3/" + name + ".qasm")));
        return jobs.results(jobId, PATIENCE).get(0).get("probabilities");
    }

    /// The circuit in gates, its angles as inputs: |+⟩ⁿ, then per layer exp(−iγC), exp(−iβΣX).
    private static ObjectNode qaoa(JsonNode instance, JsonNode run) {
        int qubits = instance.get("n").asInt();
        int layers = run.get("p").asInt();
        var text = new StringBuilder("OPENQASM 3.0; include \"stdgates.inc\";\n");
        for (int layer = 0; layer < layers; layer++) {
            text.append("input float gamma%d; input float beta%d;\n".formatted(layer, layer));
        }
        text.append("qubit[%d] q; h q;\n".formatted(qubits));
        for (int layer = 0; layer < layers; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                double angle = 2 * instance.get("h").get(qubit).asDouble();
                text.append("rz(").append(angle).append(" * gamma").append(layer);
                text.append(") q[").append(qubit).append("];\n");
            }
            for (JsonNode coupling : instance.get("J")) {
                String first = "q[" + coupling.get(0).asInt() + "]";
                String second = "q[" + coupling.get(1).asInt() + "]";
                String entangle = "cx " + first + ", " + second + ";\n";
                text.append(entangle).append("rz(").append(2 * coupling.get(2).asDouble());
                text.append(" * gamma")
                        .append(layer)
                        .append(") ")
                        .append(second)
                        .append(";\n")
                        .append(entangle);
            }
            text.append("rx(2 * beta").append(layer).append(") q;\n");
        }
        ObjectNode job = Jobs.exact(text.toString());
        ArrayNode angles = job.putArray("parameters").addArray();
        for (int layer = 0; layer < layers; layer++) {
            angles.add(run.get("gamma").get(layer)).add(run.get("beta").get(layer));
        }
        Jobs.observe(job, energy(instance));
        observeEveryZ(job, qubits);
        return job;
    }

    private static Map<String, Double> energy(JsonNode instance) {
        int qubits = instance.get("n").asInt();
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("I".repeat(qubits), instance.get("const").asDouble());
        for (int qubit = 0; qubit < qubits; qubit++) {
            terms.put(Jobs.z(qubits, qubit), instance.get("h").get(qubit).asDouble());
        }
        for (JsonNode coupling : instance.get("J")) {
            var label = new StringBuilder("I".repeat(qubits));
            label.setCharAt(qubits - 1 - coupling.get(0).asInt(), 'Z');
            label.setCharAt(qubits - 1 - coupling.get(1).asInt(), 'Z');
            terms.put(label.toString(), coupling.get(2).asDouble());
        }
        return terms;
    }

    private static void observeEveryZ(ObjectNode job, int qubits) {
        for (int qubit = 0; qubit < qubits; qubit++) {
            Jobs.observe(job, Map.of(Jobs.z(qubits, qubit), 1.0));
        }
    }

    /// The reference's own words for it; the API refuses observables there.
    private static boolean isDynamic(JsonNode reference) {
        return reference.get("mid_circuit").asBoolean()
                || reference.get("resets").asInt() > 0
                || reference.get("conditionals").asInt() > 0;
    }

    private static void assertMatches(String name, JsonNode reference, JsonNode result) {
        if (reference.has("counts")) {
            JsonNode probabilities = result.get("probabilities");
            for (Map.Entry<String, JsonNode> outcome : reference.get("counts").properties()) {
                assertThat(probabilities.path(outcome.getKey()).asDouble(0))
                        .as("%s: %s", name, outcome.getKey())
                        .isCloseTo(outcome.getValue().asDouble(), within(TOLERANCE));
            }
            double squares = 0;
            for (JsonNode probability : probabilities) {
                squares += probability.asDouble() * probability.asDouble();
            }
            assertThat(squares).as(name).isCloseTo(reference.get("sum_p2").asDouble(), within(TOLERANCE));
        }
        assertExpectations(name, reference, result);
    }

    private static void assertExpectations(String name, JsonNode reference, JsonNode result) {
        if (!isDynamic(reference)) {
            for (int qubit = 0; qubit < reference.get("qubits").asInt(); qubit++) {
                assertClose(
                        name + ": Z of qubit " + qubit,
                        result.get("expectations").get(qubit),
                        reference.get("z_expectation").get(qubit));
            }
        }
    }

    private static void assertOutcomes(JsonNode probabilities, JsonNode expected) {
        assertThat(expected.isObject()).isTrue();
        expected.properties()
                .forEach(outcome -> assertThat(
                                probabilities.path(outcome.getKey()).asDouble(0))
                        .as(outcome.getKey())
                        .isCloseTo(outcome.getValue().asDouble(), within(TOLERANCE)));
    }

    private static void assertClose(String what, JsonNode expectation, JsonNode reference) {
        assertThat(expectation.get("value").asDouble()).as(what).isCloseTo(reference.asDouble(), within(TOLERANCE));
    }
}
