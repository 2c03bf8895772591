package io.ketstream.support.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MatrixBytesTest {

    private static final RealMatrix MATRIX = RealMatrix.of(new double[][] {{1, -0.1}, {2, 1e-300}});

    @Test
    void numbersAreLittleEndianRowByRow() {
        byte[] bytes = MatrixBytes.of(MATRIX);
        assertThat(bytes).hasSize(32);
        // 1.0 is 3FF0 0000 0000 0000, 2.0 is 4000 0000 0000 0000
        assertThat(Arrays.copyOfRange(bytes, 0, 8)).containsExactly(0, 0, 0, 0, 0, 0, 0xF0, 0x3F);
        assertThat(Arrays.copyOfRange(bytes, 16, 24)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0x40);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(MatrixBytes.read(new ByteArrayInputStream(MatrixBytes.of(MATRIX)), 2))
                .isEqualTo(MATRIX);
    }

    @Test
    void moreOrFewerBytesAreNoMatrix() throws IOException {
        byte[] bytes = MatrixBytes.of(MATRIX);
        assertThat(MatrixBytes.read(new ByteArrayInputStream(bytes, 0, 31), 2)).isNull();
        assertThat(MatrixBytes.read(new ByteArrayInputStream(Arrays.copyOf(bytes, 33)), 2))
                .isNull();
    }

    @Test
    void whatIsNoNumberIsRefused() {
        byte[] bytes = MatrixBytes.of(MATRIX);
        Arrays.fill(bytes, 0, 8, (byte) 0xFF);
        assertThatThrownBy(() -> MatrixBytes.read(new ByteArrayInputStream(bytes), 2))
                .isInstanceOf(InvalidValueException.class);
    }
}
