package io.ketstream.model.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.execution.TrainingBatch;
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

    /// An answer has at least the bytes of its triangle, and a step as many parts as its rows need.
    @Test
    void answersWithMetricsAreWeighed() {
        int triangle = JsonMapper.shared().writeValueAsBytes(PackedTriangle.pack(new double[200][200])).length;
        long one = ShiftedParts.metricBytes(1, 10, 10, 200);
        assertThat(one).isBetween((long) triangle, triangle + 200L * 25 + 1024);
        int most = ShiftedParts.rows(10, 10, 200, null);
        assertThat(ShiftedParts.metricBytes(most, 10, 10, 200)).isEqualTo(one);
        assertThat(ShiftedParts.metricBytes(most + 1, 10, 10, 200)).isEqualTo(2 * one);
    }
}
