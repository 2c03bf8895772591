package io.ketstream.circuit.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.circuit.testing.States;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.qasm.OpenQasm3Reader;
import io.ketstream.model.qasm.OpenQasm3Writer;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.simulator.Statevector;
import io.ketstream.support.event.ModelJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The states of Qiskit's and PennyLane's maps and layers: `learning/reference_states.py` says how and by
/// which versions.
class ReferenceStatesTest {

    /// Both sides round each of about a hundred gates in double precision.
    private static final double ROUNDING = 1e-13;

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream text = ReferenceStatesTest.class.getResourceAsStream("/learning/reference-states.json")) {
            JsonNode cases = ModelJson.mapper().readTree(Objects.requireNonNull(text));
            return StreamSupport.stream(cases.spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theStateIsTheOneOfTheReference(JsonNode reference) {
        LearningModel model = ModelJson.mapper().treeToValue(reference.get("model"), LearningModel.class);
        RealVector features = RealVector.of(ReferenceData.doubles(reference.get("features")));
        double[] weights = ReferenceData.doubles(reference.get("weights"));

        LearningCircuit learning = LearningCircuit.of(model, features.size(), 1);
        double[] angles = model.featureMap().angles(features).toArray();
        assertThat(learning.inputs()).isEqualTo(angles.length);
        assertThat(learning.weights()).isEqualTo(weights.length);
        double[] parameters = concat(angles, weights);

        assertSame(learning.circuit(), parameters, reference.get("state"));
        // as it travels
        assertSame(OpenQasm3Reader.read(OpenQasm3Writer.write(learning.circuit())), parameters, reference.get("state"));
    }

    private static void assertSame(ParameterizedCircuit circuit, double[] parameters, JsonNode expected) {
        Statevector state = States.of(circuit, parameters);
        assertThat(state.size()).isEqualTo(expected.size());
        // ⟨reference|state⟩, a global phase
        double re = 0;
        double im = 0;
        for (int i = 0; i < state.size(); i++) {
            double a = expected.get(i).get(0).asDouble();
            double b = expected.get(i).get(1).asDouble();
            re += a * state.real(i) + b * state.imaginary(i);
            im += a * state.imaginary(i) - b * state.real(i);
        }
        assertThat(Math.hypot(re, im)).isCloseTo(1, within(ROUNDING));
        for (int i = 0; i < state.size(); i++) {
            double a = expected.get(i).get(0).asDouble();
            double b = expected.get(i).get(1).asDouble();
            assertThat(state.real(i)).isCloseTo(a * re - b * im, within(ROUNDING));
            assertThat(state.imaginary(i)).isCloseTo(a * im + b * re, within(ROUNDING));
        }
    }

    private static double[] concat(double[] first, double[] second) {
        return Stream.of(first, second).flatMapToDouble(Arrays::stream).toArray();
    }
}
