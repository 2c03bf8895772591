package io.ketstream.circuit.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.circuit.ansatz.AnsatzCircuit;
import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.qasm.OpenQasm3Reader;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.event.ModelJson;
import java.util.Collections;
import java.util.StringJoiner;
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
                "{\"type\": \"qaoa\", \"layers\": 2, \"mixer\": \"warm-start\"}",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"qaoa\", \"layers\": 3, \"mixer\": \"xy-ring\"}",
                "{\"type\": \"hardware-efficient\", \"layers\": 4, \"rotations\": [\"rx\", \"rz\"]}"
            })
    void aPortfolioIsAcceptedWithAsManyStartValuesAsItsCircuitTakes(String ansatz) {
        assertCountedAlike(PORTFOLIO, ansatz);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\": \"hardware-efficient\"}", "{\"type\": \"hamiltonian-variational\"}"})
    void aHamiltonianIsAcceptedWithAsManyStartValuesAsItsCircuitTakes(String ansatz) {
        assertCountedAlike(HAMILTONIAN, ansatz);
        assertCountedAlike(
                "{\"type\": \"hamiltonian\", \"qubits\": 2, \"terms\": [{\"pauli\": \"ZZ\", \"coefficient\": 1}]}",
                ansatz);
        assertCountedAlike(
                "{\"type\": \"hamiltonian\", \"qubits\": 2, \"terms\": [{\"pauli\": \"XY\", \"coefficient\": 1},"
                        + " {\"pauli\": \"YX\", \"coefficient\": 2}, {\"pauli\": \"YX\", \"coefficient\": -2}]}",
                ansatz);
    }

    @Test
    void aStartOfTheWrongLengthIsRefusedWithTheRightOneWhereOnlyTheCircuitTellsIt() {
        RunSpecification run =
                parse("{\"problem\": " + PORTFOLIO + ", \"ansatz\": {\"type\": \"hamiltonian-variational\"}"
                        + ", \"optimizer\": {\"type\": \"cobyla\", \"initialParameters\": [1, 2]}}");
        // on three assets the penalty couples every pair: Z, three times ZZ and the driver, in each of three layers
        assertThatThrownBy(() -> CircuitGenerator.generate(run.problem(), run.settings(1)))
                .isInstanceOf(CircuitRejectedException.class)
                .hasMessageContaining("optimizer.initialParameters must have 15 entries");
    }

    @Test
    void anOptimizerThatNeedsMoreParametersIsRefusedWhereOnlyTheCircuitTellsTheirNumber() {
        // a cost without a term has the driver alone
        RunSpecification run = parse(
                "{\"problem\": {\"type\": \"ising\", \"spins\": 2},"
                        + " \"ansatz\": {\"type\": \"hamiltonian-variational\", \"layers\": 1}, \"optimizer\": {\"type\": \"bobyqa\"}}");
        assertThatThrownBy(() -> CircuitGenerator.generate(run.problem(), run.settings(1)))
                .isInstanceOf(CircuitRejectedException.class)
                .hasMessageContaining("optimizer.type must be one that can optimise the circuit's 1 parameters");
    }

    @Test
    void aCircuitOfTooManyGatesIsRefused() {
        var terms = new StringJoiner(",");
        for (int k = 0; k < 4096; k++) {
            String label = Integer.toBinaryString(k + 4096)
                    .substring(1)
                    .replace('0', 'I')
                    .replace('1', 'Z');
            terms.add("{\"pauli\":\"%s\",\"coefficient\":1}".formatted(label));
        }
        RunSpecification run = parse("{\"problem\": {\"type\": \"hamiltonian\", \"qubits\": 12, \"terms\": [" + terms
                + "]}, \"ansatz\": {\"type\": \"qaoa\", \"layers\": 200}}");
        assertThatThrownBy(() -> CircuitGenerator.generate(run.problem(), run.settings(1)))
                .isInstanceOf(CircuitRejectedException.class)
                .hasMessageContaining("take fewer layers");
    }

    /// The rule at submission and the circuit agree on the number of parameters.
    private static void assertCountedAlike(String problem, String ansatz) {
        RunSpecification run = parse("{\"problem\": " + problem + ", \"ansatz\": " + ansatz + "}");
        int parameters = CircuitGenerator.generate(run.problem(), run.settings(1))
                .definition()
                .parameters()
                .size();
        String started =
                "{\"problem\": %s, \"ansatz\": %s, \"optimizer\": {\"type\": \"spsa\", \"initialParameters\": %s}}";
        assertThatCode(() -> parse(started.formatted(problem, ansatz, Collections.nCopies(parameters, 0))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> parse(started.formatted(problem, ansatz, Collections.nCopies(parameters + 1, 0))))
                .hasMessageContaining("must have " + parameters + " entries");
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
