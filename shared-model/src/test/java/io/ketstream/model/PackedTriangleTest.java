package io.ketstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PackedTriangleTest {

    @Test
    void aSymmetricMatrixComesBack() {
        double[][] matrix = {{1, 2, 3}, {2, 4, 5}, {3, 5, 6}};
        PackedMatrix packed = PackedTriangle.pack(matrix);
        assertThat(packed.rows()).isEqualTo(1);
        assertThat(packed.row(0)).containsExactly(1, 2, 4, 3, 5, 6);
        assertThat(PackedTriangle.unpack(packed, 3)).isDeepEqualTo(matrix);
        assertThat(PackedTriangle.unpack(PackedTriangle.pack(new double[0][]), 0))
                .isEmpty();
    }

    @Test
    void anotherShapeIsRefused() {
        PackedMatrix packed = PackedMatrix.of(1, 5, new double[5]);
        assertThatThrownBy(() -> PackedTriangle.unpack(packed, 3))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("columns");
        PackedMatrix square = PackedMatrix.of(2, 3, new double[6]);
        assertThatThrownBy(() -> PackedTriangle.unpack(square, 3)).hasMessageContaining("rows");
    }
}
