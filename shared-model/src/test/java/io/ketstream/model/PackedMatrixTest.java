package io.ketstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

class PackedMatrixTest {

    /// `base64.b64encode(np.array([1, -0.5, np.pi, 0, np.inf, 5e-324], "<f8").tobytes())` of numpy 2.4.6.
    private static final String NUMPY = "AAAAAAAA8D8AAAAAAADgvxgtRFT7IQlAAAAAAAAAAAAAAAAAAADwfwEAAAAAAAAA";

    private static final double[] VALUES = {1, -0.5, Math.PI, 0, Double.POSITIVE_INFINITY, Double.MIN_VALUE};

    private final JsonMapper json = JsonMapper.shared();

    @Test
    void isNumbersRowByRow() {
        PackedMatrix matrix = PackedMatrix.of(2, 3, VALUES);
        assertThat(matrix.rows()).isEqualTo(2);
        assertThat(matrix.columns()).isEqualTo(3);
        assertThat(matrix.get(0, 2)).isEqualTo(Math.PI);
        assertThat(matrix.get(1, 0)).isZero();
        assertThat(matrix.row(1)).containsExactly(0, Double.POSITIVE_INFINITY, Double.MIN_VALUE);
    }

    @Test
    void isLittleEndianDoublesInJson() {
        PackedMatrix matrix = PackedMatrix.of(2, 3, VALUES);
        String text = json.writeValueAsString(matrix);
        assertThat(json.readTree(text))
                .isEqualTo(json.readTree("{\"rows\": 2, \"columns\": 3, \"values\": \"" + NUMPY + "\"}"));
        assertThat(json.readValue(text, PackedMatrix.class)).isEqualTo(matrix).hasSameHashCodeAs(matrix);
    }

    @Test
    void bitsAreKept() {
        double[] values = {-0.0, 0.1 + 0.2, 1e-300, Double.NaN};
        PackedMatrix read = json.readValue(json.writeValueAsString(PackedMatrix.of(1, 4, values)), PackedMatrix.class);
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToRawLongBits(read.get(0, i))).isEqualTo(Double.doubleToRawLongBits(values[i]));
        }
        assertThat(read).isNotEqualTo(PackedMatrix.of(1, 4, new double[] {0.0, 0.1 + 0.2, 1e-300, Double.NaN}));
    }

    @Test
    void sharesItsNumbersWithNobody() {
        double[] values = {1, 2};
        PackedMatrix matrix = PackedMatrix.of(1, 2, values);
        values[0] = 7;
        matrix.row(0)[1] = 7;
        assertThat(matrix.row(0)).containsExactly(1, 2);
    }

    @Test
    void theShapeMatters() {
        double[] values = {1, 2, 3, 4};
        assertThat(PackedMatrix.of(2, 2, values)).isNotEqualTo(PackedMatrix.of(1, 4, values));
        assertThat(PackedMatrix.of(0, 5, new double[0]).columns()).isEqualTo(5);
    }

    @Test
    void aShapeOfOtherSizeIsRefused() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> PackedMatrix.of(2, 2, new double[3]))
                .withMessage("values must be 4 numbers, not 3");
        // rows times columns is no int
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> PackedMatrix.of(1 << 16, 1 << 16, new double[0]))
                .withMessage("values must be 4294967296 numbers, not 0");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> PackedMatrix.of(-1, 2, new double[0]))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("rows"));
    }

    @ParameterizedTest
    @CsvSource({"'!', must be base64", "AAAA, 'must be float64 numbers, not 3 bytes'", "AAAAAAAA8D8=, must be 2 numbers"
    })
    void textThatIsNoSuchMatrixIsRefused(String values, String rule) {
        assertThatExceptionOfType(ValueInstantiationException.class)
                .isThrownBy(() -> json.readValue(
                        "{\"rows\": 1, \"columns\": 2, \"values\": \"" + values + "\"}", PackedMatrix.class))
                .havingCause()
                .isInstanceOf(InvalidValueException.class)
                .withMessageContaining("values " + rule);
    }
}
