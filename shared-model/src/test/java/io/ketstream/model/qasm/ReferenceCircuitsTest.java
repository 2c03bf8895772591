package io.ketstream.model.qasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.testing.ReferenceData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Published circuits against the distributions that an independent interpreter computed for them.
class ReferenceCircuitsTest {

    /// Rounding of some thousand gates, on both sides; the references leave out what is below 1e-13.
    private static final double TOLERANCE = 1e-11;

    private static final int SIMULATED_QUBITS = 12;

    private static final String REFERENCES = "circuits/reference_exact.json";

    static Stream<String> referencedFiles() {
        // one name that skips keeps the test visible where the data are absent
        return ReferenceData.has(REFERENCES) ? references().propertyNames().stream() : Stream.of("absent");
    }

    @ParameterizedTest
    @MethodSource("referencedFiles")
    void isReadAsItsReferenceSays(String file) {
        var reference = references().get(file);
        var program = text(file);
        if (reference.has("error")) {
            assertThatThrownBy(() -> OpenQasm.read(program)).isInstanceOf(OpenQasmException.class);
            return;
        }
        var circuit = OpenQasm.read(program);

        assertThat(circuit.qubits()).isEqualTo(reference.get("qubits").asInt());
        var registers = new LinkedHashMap<String, Integer>();
        circuit.registers().forEach(register -> registers.put(register.name(), register.size()));
        var expected = new LinkedHashMap<String, Integer>();
        reference
                .get("clbits")
                .properties()
                .forEach(entry -> expected.put(entry.getKey(), entry.getValue().asInt()));
        assertThat(registers.entrySet()).containsExactlyElementsOf(expected.entrySet());
        assertThat(OpenQasm.read(OpenQasm.write(circuit))).isEqualTo(circuit);
        if (circuit.qubits() <= SIMULATED_QUBITS && reference.has("counts")) {
            assertDistribution(circuit, reference);
        }
    }

    private static void assertDistribution(ParameterizedCircuit circuit, JsonNode reference) {
        var distribution = SmallSimulator.distribution(circuit);
        for (Map.Entry<String, JsonNode> count : reference.get("counts").properties()) {
            assertThat(distribution.getOrDefault(count.getKey(), 0.0))
                    .as(count.getKey())
                    .isCloseTo(count.getValue().asDouble(), within(TOLERANCE));
        }
        double purity = distribution.values().stream().mapToDouble(p -> p * p).sum();
        assertThat(purity).isCloseTo(reference.get("sum_p2").asDouble(), within(TOLERANCE));
    }

    @Test
    void theAdderOfOpenQasm3Adds() {
        assertThat(SmallSimulator.distribution(example("adder.qasm"))).containsOnlyKeys("10000");
    }

    @Test
    void theFourierTransformOfOpenQasm3IsUniform() {
        var distribution = SmallSimulator.distribution(example("qft.qasm"));

        assertThat(distribution).hasSize(16);
        assertThat(distribution.values()).allSatisfy(p -> assertThat(p).isCloseTo(1.0 / 16, within(TOLERANCE)));
    }

    @Test
    void theInverseFourierTransformWithFeedbackGivesZero() {
        var distribution = SmallSimulator.distribution(example("inverseqft2.qasm"));

        assertThat(distribution.get("0 0 0 0")).isCloseTo(1, within(TOLERANCE));
    }

    @Test
    void theTeleportedStateArrives() {
        var expected = ReferenceData.json("circuits/reference_qasm3.json")
                .at("/expected/teleport.qasm")
                .get("c0 c1 c2 (declaration order)");
        var distribution = SmallSimulator.distribution(example("teleport.qasm"));

        assertThat(distribution).hasSize(expected.size());
        distribution.forEach((outcome, probability) -> assertThat(probability)
                .as(outcome)
                .isCloseTo(expected.get(outcome).asDouble(), within(TOLERANCE)));
    }

    @ParameterizedTest
    @CsvSource({"adder.qasm", "inverseqft2.qasm", "qft.qasm", "rb.qasm", "teleport.qasm"})
    void openQasm3ExamplesSurviveWriting(String file) {
        var circuit = example(file);

        assertThat(OpenQasm.read(OpenQasm.write(circuit))).isEqualTo(circuit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    arrays.qasm       | line 9, column 1: 'array' is not supported
                    dd.qasm           | line 7, column 1: 'stretch' is not supported
                    gateteleport.qasm | line 6, column 1: 'extern' is not supported
                    msd.qasm          | line 9, column 1: 'def' is not supported
                    scqec.qasm        | line 14, column 10: 'failures' needs an initial value
                    vqe.qasm          | line 17, column 1: 'extern' is not supported
                    """)
    void namesWhatItDoesNotSupport(String file, String message) {
        String program = text("qasm3/" + file);

        assertThatThrownBy(() -> OpenQasm.read(program)).hasMessage(message);
    }

    /// The library's own text, read as a program's definitions, means what is built in; seen under a control,
    /// where phases show.
    @ParameterizedTest
    @MethodSource("standardGates")
    void theTextOfTheStandardLibraryMeansWhatIsBuiltIn(String gate) {
        var standard = Objects.requireNonNull(StandardGates.STDGATES.get(gate));
        var angles = List.of("0.3", "-1.1", "2.7", "0.9").subList(0, standard.angles());
        var call = "qubit[4] q;\nctrl @ " + gate + (angles.isEmpty() ? "" : "(" + String.join(", ", angles) + ")") + " "
                + String.join(", ", List.of("q[2]", "q[0]", "q[3]", "q[1]").subList(0, standard.qubits() + 1)) + ";";
        // a fractional power of a definition made of several gates is not supported
        var definitions = text("qasm3/stdgates.inc").replace("pow(0.5) @ x a;", "h a; pow(0.5) @ z a; h a;");

        var builtIn = OpenQasm.read("include \"stdgates.inc\";\n" + call);
        var defined = OpenQasm.read(definitions + call);

        var parameters = RealVector.zeros(0);
        assertThat(SmallSimulator.unitary(defined, parameters).distance(SmallSimulator.unitary(builtIn, parameters)))
                .isCloseTo(0, within(1e-13));
    }

    /// Without `CX`, which is the controlled NOT for everybody, while its text, `ctrl @ U(π, 0, π)`, is
    /// controlled iX.
    static Stream<String> standardGates() {
        return StandardGates.STDGATES.keySet().stream()
                .filter(gate -> !gate.equals("CX"))
                .sorted();
    }

    private static ParameterizedCircuit example(String file) {
        return OpenQasm.read(text("qasm3/" + file));
    }

    private static JsonNode references() {
        return ReferenceData.json(REFERENCES).get("circuits");
    }

    private static String text(String file) {
        return ReferenceData.text("circuits/" + file);
    }
}
