package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.model.testing.ReferenceData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Distributions of published OpenQASM circuits against an independent interpreter's.
class QasmReferenceTest {

    private static final double TOLERANCE = 1e-12;

    /// Larger ones would take longer than a test may.
    private static final int LARGEST = 19;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1L << 28);

    @TestFactory
    List<DynamicTest> circuitsHaveTheReferenceDistributions() {
        var tests = new ArrayList<DynamicTest>();
        for (Map.Entry<String, JsonNode> circuit : ReferenceData.json("circuits/reference_exact.json")
                .get("circuits")
                .properties()) {
            JsonNode reference = circuit.getValue();
            if (!reference.has("error") && reference.get("qubits").asInt() <= LARGEST) {
                tests.add(DynamicTest.dynamicTest(circuit.getKey(), () -> assertMatches(circuit.getKey(), reference)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(50);
        return tests;
    }

    @Test
    void openQasm3ExamplesHaveTheReferenceOutcomes() {
        assertThat(distribution("adder").probability("10000")).isCloseTo(1, within(TOLERANCE));
        assertThat(distribution("inverseqft2").probability("0 0 0 0")).isCloseTo(1, within(TOLERANCE));
        OutcomeDistribution qft = distribution("qft");
        assertThat(qft.probabilities()).hasSize(16);
        qft.probabilities()
                .forEach((outcome, probability) ->
                        assertThat(probability).as(outcome).isCloseTo(1.0 / 16, within(TOLERANCE)));
        JsonNode teleport = ReferenceData.json("circuits/reference_qasm3.json")
                .at("/expected/teleport.qasm/c0 c1 c2 (declaration order)");
        OutcomeDistribution teleported = distribution("teleport");
        assertThat(teleport.size()).isEqualTo(8);
        for (Map.Entry<String, JsonNode> outcome : teleport.properties()) {
            assertThat(teleported.probability(outcome.getKey()))
                    .as(outcome.getKey())
                    .isCloseTo(outcome.getValue().asDouble(), within(TOLERANCE));
        }
    }

    private OutcomeDistribution distribution(String name) {
        CompiledCircuit compiled = CompiledCircuit.compile(read("qasm3/" + name + ".qasm"));
        return simulator.distribution(compiled, RealVector.of());
    }

    private static ParameterizedCircuit read(String name) {
        return OpenQasm.read(ReferenceData.text("circuits/" + name));
    }

    private void assertMatches(String name, JsonNode reference) {
        CompiledCircuit compiled = CompiledCircuit.compile(read(name));
        assertThat(compiled.numberOfQubits()).isEqualTo(reference.get("qubits").asInt());
        if (reference.has("counts")) {
            assertDistribution(reference, simulator.distribution(compiled, RealVector.of()));
        }
        if (!compiled.isDynamic()) {
            assertExpectationsOfZ(reference, simulator.run(compiled, RealVector.of()));
        }
    }

    private static void assertDistribution(JsonNode reference, OutcomeDistribution distribution) {
        double seen = 0;
        for (Map.Entry<String, JsonNode> outcome : reference.get("counts").properties()) {
            assertThat(distribution.probability(outcome.getKey()))
                    .as(outcome.getKey())
                    .isCloseTo(outcome.getValue().asDouble(), within(TOLERANCE));
            seen += outcome.getValue().asDouble();
        }
        double total = 0;
        double squares = 0;
        for (double probability : distribution.probabilities().values()) {
            total += probability;
            squares += probability * probability;
        }
        assertThat(total).isCloseTo(1, within(TOLERANCE));
        assertThat(squares).isCloseTo(reference.get("sum_p2").asDouble(), within(TOLERANCE));
        assertThat(total).isGreaterThanOrEqualTo(seen - TOLERANCE);
    }

    private void assertExpectationsOfZ(JsonNode reference, Statevector state) {
        int qubits = state.numberOfQubits();
        for (int qubit = 0; qubit < qubits; qubit++) {
            CompiledObservable z = CompiledObservable.compile(PauliSum.of(PauliString.of(qubits, 'Z', qubit)));
            assertThat(simulator.expectation(state, z))
                    .as("qubit %d", qubit)
                    .isCloseTo(reference.get("z_expectation").get(qubit).asDouble(), within(TOLERANCE));
        }
    }
}
