package io.ketstream.model.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.run.Entanglement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class FeatureMapTest {

    private static final RealVector ROW = RealVector.of(0.5, -1.25, 3);
    private static final double PI = Math.PI;

    /// Of every type, with the defaults filled in.
    static Stream<String> types() {
        return Stream.of(
                "{\"type\":\"angle\",\"rotations\":[\"ry\"],\"repetitions\":1}",
                "{\"type\":\"z\",\"repetitions\":2}",
                "{\"type\":\"zz\",\"repetitions\":2,\"entanglement\":\"full\"}",
                "{\"type\":\"pauli\",\"paulis\":[\"Z\",\"ZZ\"],\"repetitions\":2,\"entanglement\":\"full\",\"alpha\":2.0}",
                "{\"type\":\"iqp\",\"repetitions\":1,\"entanglement\":\"full\"}",
                "{\"type\":\"separable\",\"layers\":1}",
                "{\"type\":\"amplitude\"}");
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsLeftOutHasADefault(String filled) {
        JsonMapper json = JsonMapper.shared();
        String type = json.readTree(filled).get("type").asString();
        FeatureMap map = json.readValue("{\"type\": \"" + type + "\"}", FeatureMap.class);
        assertThat(json.readTree(json.writerFor(FeatureMap.class).writeValueAsString(map)))
                .isEqualTo(json.readTree(filled));
        assertThat(json.readValue(filled, FeatureMap.class)).isEqualTo(map);
    }

    @ParameterizedTest
    @MethodSource("types")
    void thereAreAsManyAnglesAsItSays(String filled) {
        FeatureMap map = JsonMapper.shared().readValue(filled, FeatureMap.class);
        for (int features = 1; features <= 6; features++) {
            RealVector row =
                    RealVector.of(new Random(features).doubles(features).toArray());
            assertThat(map.angles(row).size()).isEqualTo(map.numberOfAngles(features));
            map.check(features, FeatureMap.MAX_QUBITS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR, 1, ''",
        "LINEAR, 4, 0-1 1-2 2-3",
        "RING, 2, 0-1",
        "RING, 4, 0-1 1-2 2-3 3-0",
        "FULL, 4, 0-1 0-2 0-3 1-2 1-3 2-3"
    })
    void pairsComeInOrder(Entanglement entanglement, int qubits, String expected) {
        assertThat(String.join(
                        " ",
                        FeatureMap.pairs(qubits, entanglement).stream()
                                .map(pair -> pair.first() + "-" + pair.second())
                                .toList()))
                .isEqualTo(expected);
    }

    @Test
    void anglesAreFeaturesThenThoseOfPairs() {
        assertThat(new FeatureMap.Z(2).angles(ROW)).isEqualTo(ROW);
        assertThat(new FeatureMap.Zz(1, Entanglement.RING).angles(ROW))
                .isEqualTo(RealVector.of(
                        0.5, -1.25, 3, (PI - 0.5) * (PI + 1.25), (PI + 1.25) * (PI - 3), (PI - 3) * (PI - 0.5)));
        assertThat(new FeatureMap.Iqp(3, Entanglement.FULL).angles(ROW))
                .isEqualTo(RealVector.of(0.5, -1.25, 3, -0.625, 1.5, -3.75));
        var pauli = new FeatureMap.Pauli(List.of("Y", "XZ"), 1, Entanglement.LINEAR, 0.5);
        assertThat(pauli.angles(ROW))
                .isEqualTo(RealVector.of(0.5, -1.25, 3, (PI - 0.5) * (PI + 1.25), (PI + 1.25) * (PI - 3)));
        assertThat(new FeatureMap.Pauli(List.of("Y"), 1, Entanglement.LINEAR, 0.5).angles(ROW))
                .isEqualTo(ROW);
    }

    /// Gate i of a qubit, with the qubits above it at b, adds (−1)^(b·gray(i)) of its angle; the amplitude
    /// of a basis state is the product of a cosine or sine a qubit.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 16, 200})
    void amplitudeAnglesPrepareTheFeatures(int features) {
        double[] row = new Random(features).doubles(features, -5, 5).toArray();
        row[features / 2] = features > 2 ? 0 : row[features / 2];
        double length = Math.sqrt(
                Stream.of(row).flatMapToDouble(Arrays::stream).map(x -> x * x).sum());
        var map = new FeatureMap.Amplitude();
        int qubits = map.qubits(features);
        RealVector angles = map.angles(RealVector.of(row));
        for (int state = 0; state < 1 << qubits; state++) {
            double amplitude = 1;
            for (int qubit = qubits - 1, first = 0; qubit >= 0; qubit--) {
                int above = state >> (qubit + 1);
                int count = 1 << (qubits - 1 - qubit);
                double angle = 0;
                for (int i = 0; i < count; i++) {
                    int gray = i ^ (i >> 1);
                    angle += (Integer.bitCount(above & gray) & 1) == 0 ? angles.get(first + i) : -angles.get(first + i);
                }
                amplitude *= (state >> qubit & 1) == 0 ? Math.cos(angle / 2) : Math.sin(angle / 2);
                first += count;
            }
            // sums of up to 128 angles of order 1, rounded
            assertThat(amplitude).isCloseTo(state < features ? row[state] / length : 0, within(1e-12));
        }
    }

    @Test
    void amplitudesOfAnySizeArePrepared() {
        var map = new FeatureMap.Amplitude();
        RealVector tiny = map.angles(RealVector.of(3e-300, -4e-300));
        RealVector huge = map.angles(RealVector.of(3e300, -4e300));
        assertThat(huge).isEqualTo(tiny);
        assertThat(Math.cos(huge.get(0) / 2)).isCloseTo(0.6, within(1e-15));
        assertThat(Math.sin(huge.get(0) / 2)).isCloseTo(-0.8, within(1e-15));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> map.angles(RealVector.zeros(3)))
                .withMessage("features must not all be 0: a state has a length");
    }

    @Test
    void qubitsAreFeaturesButForAmplitudes() {
        assertThat(new FeatureMap.Zz(2, Entanglement.FULL).qubits(7)).isEqualTo(7);
        assertThat(List.of(1, 2, 3, 4, 5, 1024, 1025))
                .map(new FeatureMap.Amplitude()::qubits)
                .containsExactly(1, 1, 2, 2, 3, 10, 11);
    }

    @Test
    void mapsOfTooManyQubitsAreRefused() {
        new FeatureMap.Z(1).check(20, 20);
        new FeatureMap.Amplitude().check(1 << 20, 20);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new FeatureMap.Z(1).check(21, 20))
                .withMessage("type must be a map of at most 20 qubits: 21 features would need 21; select features, or"
                        + " reduce them by pca");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "angle", "repetitions": 0}              | repetitions
            {"type": "angle", "rotations": ["rx", "ry", "rz", "rx"]} | rotations
            {"type": "z", "repetitions": 101}                | repetitions
            {"type": "zz", "repetitions": -1}                | repetitions
            {"type": "iqp", "repetitions": 0}                | repetitions
            {"type": "separable", "layers": 0}               | layers
            {"type": "pauli", "paulis": ["Z", "ZIZ"]}        | paulis[1]
            {"type": "pauli", "paulis": ["A"]}               | paulis[0]
            {"type": "pauli", "paulis": ["X","X","X","X","X","X","X","X","X"]} | paulis
            {"type": "pauli", "alpha": 1e101}                | alpha
            """)
    void refusalsNameTheField(String map, String field) {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> JsonMapper.shared().readValue(map, FeatureMap.class))
                .havingCause()
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void theTwinHasNoPairs() {
        assertThat(new FeatureMap.Zz(3, Entanglement.RING).separableTwin()).isEqualTo(new FeatureMap.Z(3));
        assertThat(new FeatureMap.Pauli(List.of("XY", "Y"), 2, Entanglement.FULL, 0.5).separableTwin())
                .isEqualTo(new FeatureMap.Pauli(List.of("Y"), 2, Entanglement.FULL, 0.5));
        assertThat(new FeatureMap.Pauli(List.of("XY"), 2, Entanglement.FULL, 0.5).separableTwin())
                .isEqualTo(new FeatureMap.Z(2));
        assertThat(new FeatureMap.Iqp(2, Entanglement.FULL).separableTwin())
                .isEqualTo(new FeatureMap.Pauli(List.of("Z"), 2, Entanglement.FULL, 1));
        assertThat(new FeatureMap.Separable(2).separableTwin()).isEqualTo(new FeatureMap.Separable(2));
    }
}
