package io.ketstream.model.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.Pub;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class KernelTilesTest {

    private static final JsonMapper JSON = new JsonMapper();

    /// As long as a number can be.
    private static final double LONG = -2.2250738585072014E-308;

    /// What an event has beside its question.
    private static final int ENVELOPE = 4000;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 2000, 3",
        "1000, 1000, 3",
        "7, 2000, 210",
        "1000, 300, 1023",
        "157, 158, 20",
        "3, 22001, 1"
    })
    void everyEntryIsInOneTileThatFitsBothWays(int rows, int columns, int width) {
        var asked = new int[rows][columns];
        for (KernelTile tile : KernelTiles.rectangle(rows, columns, width)) {
            for (int i = 0; i < tile.rows(); i++) {
                for (int j = 0; j < tile.columns(); j++) {
                    asked[tile.firstRow() + i][tile.firstColumn() + j]++;
                }
            }
        }
        assertFits(KernelTiles.rectangle(rows, columns, width).getFirst(), width);
        assertThat(asked).isDeepEqualTo(ones(rows, columns));
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "150, 3", "1000, 3", "1000, 210", "100, 1023"})
    void aSymmetricMatrixIsAskedOnAndAboveItsDiagonal(int rows, int width) {
        var asked = new int[rows][rows];
        for (KernelTile tile : KernelTiles.symmetric(rows, width)) {
            for (int i = 0; i < tile.rows(); i++) {
                for (int j = 0; j < tile.columns(); j++) {
                    asked[tile.firstRow() + i][tile.firstColumn() + j]++;
                }
            }
            assertThat(tile.isOnDiagonal()).isEqualTo(tile.firstRow() == tile.firstColumn());
        }
        assertFits(KernelTiles.symmetric(rows, width).getFirst(), width);
        assertThat(KernelTiles.symmetric(rows, width)).hasSize((int) KernelTiles.numberOfSymmetric(rows, width));
        for (int i = 0; i < rows; i++) {
            for (int j = i; j < rows; j++) {
                assertThat(asked[i][j]).isEqualTo(1);
            }
        }
    }

    @Test
    void vectorsThatAreTooLongForAMessageAreRefused() {
        assertThat(KernelTiles.vectors(5000)).isEqualTo(2);
        assertThat(KernelTiles.vectors(100, 5000)).isEqualTo(51);
        assertThatThrownBy(() -> KernelTiles.vectors(6000)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aProjectedKernelIsThatOfTheBlochVectors() {
        // |0⟩⟨0| and |1⟩⟨1| differ by diag(1, −1), whose squared Frobenius norm is 2
        assertThat(ProjectedKernel.entry(new double[] {0, 0, 1}, new double[] {0, 0, -1}, 0.75))
                .isEqualTo(StrictMath.exp(-0.75 * 2));
        assertThat(ProjectedKernel.entry(new double[] {0, 0, 1, 1, 0, 0}, new double[] {0, 0, 1, 1, 0, 0}, 3))
                .isEqualTo(1);
    }

    private static int[][] ones(int rows, int columns) {
        var ones = new int[rows][columns];
        for (int[] row : ones) {
            Arrays.fill(row, 1);
        }
        return ones;
    }

    /// The first tile is the largest.
    private static void assertFits(KernelTile tile, int width) {
        var numbers = new double[width];
        Arrays.fill(numbers, LONG);
        List<RealVector> vectors = Collections.nCopies(tile.rows() + tile.columns(), RealVector.of(numbers));
        Pub pub = Pub.kernel(
                Digest.of("circuit"),
                vectors.subList(0, tile.rows()),
                vectors.subList(tile.rows(), vectors.size()),
                null,
                Long.MIN_VALUE);
        assertThat(JSON.writeValueAsString(pub).length()).isLessThan(Topics.MAX_MESSAGE_BYTES - ENVELOPE);
        var answer = PackedMatrix.of(tile.rows(), tile.columns(), new double[tile.rows() * tile.columns()]);
        assertThat(JSON.writeValueAsString(answer).length()).isLessThan(Topics.MAX_MESSAGE_BYTES - ENVELOPE);
    }
}
