package io.ketstream.circuit.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.circuit.ansatz.AnsatzCircuit;
import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.qasm.OpenQasm3Reader;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.ModelJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitGeneratorTest {

    private static final String PORTFOLIO = """
            {"type": "portfolio", "symbols": ["A", "B", "C"], "expectedReturns": [0.1, 0.2, 0.05],
             "covariance": [[0.1, 0.01, 0], [0.01, 0.2, 0], [0, 0, 0.3]], "riskAversion": 0.5, "cardinality": 2}""";
    private static final String HAMILTONIAN = """
            {"type": "hamiltonian", "qubits": 3, "terms": [{"pauli": "XXI", "coefficient": 0.3},
             {"pauli": "IYY", "coefficient": -0.7}, {"pauli": "ZZX", "coefficient": 1.1}]}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"qaoa\", \"layers\": 3, \"mixer\": \"xy-ring\"}",
                "{\"type\": \"qaoa\", \"layers\": 2, \"mixer\": \"xy-complete\"}",
                "{\"type\": \"qaoa\", \"layers\": 4}",
                "{\"type\": \"hardware-efficient\", \"rotations\": [\"rx\", \"rz\"], \"entanglement\": \"full\"}",
                "{\"type\": \"hamiltonian-variational\"}"
            })
    void theTextOfAPortfolioCircuitReadsBackToTheSameCircuit(String ansatz) {
        roundTrip("{\"problem\": " + PORTFOLIO + ", \"ansatz\": " + ansatz + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"type\": \"hardware-efficient\"}", "{\"type\": \"hamiltonian-variational\", \"layers\": 2}"})
    void theTextOfAHamiltonianCircuitReadsBackToTheSameCircuit(String ansatz) {
        roundTrip("{\"problem\": " + HAMILTONIAN + ", \"ansatz\": " + ansatz + "}");
    }

    @Test
    void aStartOfTheWrongLengthIsRefusedWithTheRightOne() {
        RunSpecification run = parse("{\"problem\": " + PORTFOLIO
                + ", \"optimizer\": {\"type\": \"cobyla\", \"initialParameters\": [1, 2, 3]}}");
        assertThatThrownBy(() -> CircuitGenerator.generate(run.problem(), run.settings(1)))
                .isInstanceOf(CircuitRejectedException.class)
                .hasMessageContaining("optimizer.initialParameters must have 6 entries");
    }

    @Test
    void aCircuitOfTooManyGatesIsRefused() {
        var terms = new StringBuilder();
        for (int k = 0; k < 4096; k++) {
            var label = new StringBuilder();
            for (int digit = 0; digit < 6; digit++) {
                label.append("IXYZ".charAt((k >> (2 * digit)) & 3));
            }
            terms.append(k == 0 ? "" : ",").append("{\"pauli\":\"%s\",\"coefficient\":1}".formatted(label));
        }
        RunSpecification run = parse("{\"problem\": {\"type\": \"hamiltonian\", \"qubits\": 6, \"terms\": [" + terms
                + "]}, \"ansatz\": {\"type\": \"hamiltonian-variational\", \"layers\": 200}}");
        assertThatThrownBy(() -> CircuitGenerator.generate(run.problem(), run.settings(1)))
                .isInstanceOf(CircuitRejectedException.class)
                .hasMessageContaining("take fewer layers");
    }

    private static void roundTrip(String specification) {
        RunSpecification run = parse(specification);
        RunSettings settings = run.settings(1);
        GeneratedCircuit generated = CircuitGenerator.generate(run.problem(), settings);
        assertThat(OpenQasm3Reader.read(generated.definition().openQasm()))
                .isEqualTo(AnsatzCircuit.of(generated.formulation(), settings.ansatz()));
        assertThat(CircuitGenerator.generate(run.problem(), settings)
                        .definition()
                        .digest())
                .isEqualTo(generated.definition().digest());
    }

    private static RunSpecification parse(String specification) {
        return ModelJson.mapper().readValue(specification, RunSpecification.class);
    }
}
