package io.ketstream.model.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ShiftedPartsTest {

    /// By hand: 5e9/(states · parameters · 2ⁿ), with shots the harmonic sum of that and
    /// 5e7/(states · shots).
    @ParameterizedTest
    @CsvSource({
        "4, 4, 24, , 20408", // a million states
        "4, 4, 24, 1000, 1015",
        "4, 4, 24, 10000000, 1",
        "10, 10, 60, , 568",
        "16, 16, 96, , 3",
        "20, 20, 120, , 1",
        "2, 2, 0, , 22000"
    })
    void rowsOfAQuestionAreBoundedByItsWork(int qubits, int inputs, int weights, @Nullable Integer shots, int rows) {
        assertThat(ShiftedParts.rows(qubits, inputs, weights, shots)).isEqualTo(rows);
        assertThat((1 + 2L * weights) * rows).isLessThanOrEqualTo(TrainingBatch.MAX_STATES);
    }

    @Test
    void sizesThatNoCircuitHasAreRefused() {
        assertThatThrownBy(() -> ShiftedParts.rows(31, 1, 1, null))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("qubits"));
    }

    private static QuantumNeuralNetwork network(String map, String more) {
        return (QuantumNeuralNetwork) JsonMapper.shared()
                .readValue(
                        "{\"type\": \"quantum-neural-network\", \"featureMap\": " + map + ", \"reuploading\": true, "
                                + more + "}",
                        LearningModel.class);
    }

    /// Two features in 20 uploads of 20 repetitions: 80 weights in 2 · 20 · 20 + 40 rotations. Neither
    /// more states than a batch may have, nor gates that are counted as shorter than they are.
    @Test
    void weightsInSeveralRotationsAreCountedByThese() {
        String layers = "\"layers\": {\"type\": \"rotations\", \"layers\": 20, \"rotations\": [\"ry\"]}";
        String map = "{\"type\": \"z\", \"repetitions\": 20}";
        QuantumNeuralNetwork weighted = network(map, layers + ", \"weighted\": true");
        assertThat(weighted.weights(2)).isEqualTo(80);
        assertThat(weighted.rotations(2)).isEqualTo(840);
        assertThat(ShiftedParts.rows(weighted, 2, null)).isEqualTo(55); // 5e9/(1681 · 843 · 2⁶)
        assertThat(ShiftedParts.rows(weighted, 2, 1000)).isEqualTo(19);
        QuantumNeuralNetwork plain = network(map, layers);
        assertThat(plain.rotations(2)).isEqualTo(40);
        assertThat(ShiftedParts.rows(plain, 2, null)).isEqualTo(ShiftedParts.rows(2, 2, 40, null));
    }

    /// An answer has at least the bytes of its triangle, and a step as many parts as its rows need.
    @Test
    void answersWithMetricsAreWeighed() {
        QuantumNeuralNetwork network = network(
                "{\"type\": \"angle\"}",
                "\"layers\": {\"type\": \"rotations\", \"layers\": 20, \"rotations\": [\"ry\"]}");
        int weights = network.weights(10);
        int triangle = JsonMapper.shared().writeValueAsBytes(PackedTriangle.pack(new double[weights][weights])).length;
        long one = ShiftedParts.metricBytes(1, network, 10);
        assertThat(weights).isEqualTo(200);
        assertThat(one).isBetween((long) triangle, triangle + 200L * 25 + 1024);
        int most = ShiftedParts.rows(network, 10, null);
        assertThat(ShiftedParts.metricBytes(most, network, 10)).isEqualTo(one);
        assertThat(ShiftedParts.metricBytes(most + 1, network, 10)).isEqualTo(2 * one);
    }
}
