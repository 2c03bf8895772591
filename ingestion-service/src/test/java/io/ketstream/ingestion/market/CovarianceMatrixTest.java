package io.ketstream.ingestion.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ketstream.model.Digest;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.support.claim.MatrixBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CovarianceMatrixTest {

    /// Whose rows are not whole numbers of parts.
    private static final int SIZE = 1001;

    private final RealMatrix whole = symmetric();
    private final CovarianceMatrix matrix = half(whole);

    private static RealMatrix symmetric() {
        var random = new Random(3);
        double[][] numbers = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j <= i; j++) {
                numbers[i][j] = random.nextGaussian();
                numbers[j][i] = numbers[i][j];
            }
        }
        return RealMatrix.of(numbers);
    }

    private static CovarianceMatrix half(RealMatrix whole) {
        double[][] halves = new double[SIZE][];
        for (int i = 0; i < SIZE; i++) {
            halves[i] = new double[SIZE - i];
            for (int j = i; j < SIZE; j++) {
                halves[i][j - i] = whole.get(i, j);
            }
        }
        return new CovarianceMatrix(halves);
    }

    @Test
    void itsBytesAreThoseOfTheWholeMatrix() throws IOException {
        byte[] expected = MatrixBytes.of(whole);
        var written = new ByteArrayOutputStream();

        matrix.writeTo(written);

        assertThat(matrix.parts()).isEqualTo(2);
        assertThat(matrix.length()).isEqualTo(expected.length);
        assertThat(written.toByteArray()).isEqualTo(expected);
        assertThat(matrix.digest()).isEqualTo(Digest.of(expected));
    }

    @Test
    void itsNumbersAreThoseOfTheWholeMatrix() {
        var rows = new ArrayList<RealVector>();
        matrix.rows().forEach(rows::add);

        assertThat(RealMatrix.of(rows.toArray(RealVector[]::new))).isEqualTo(whole);
        assertThat(matrix.matrix()).isEqualTo(whole);
        assertThat(matrix.row(700)).isEqualTo(whole.row(700));
        assertThat(matrix.get(700, 3)).isEqualTo(matrix.get(3, 700)).isEqualTo(whole.get(3, 700));
        assertThat(matrix.of(new int[] {700, 3})).isEqualTo(RealMatrix.of(new double[][] {
            {whole.get(700, 700), whole.get(700, 3)}, {whole.get(3, 700), whole.get(3, 3)}
        }));
        assertThat(matrix).isEqualTo(half(whole)).hasSameHashCodeAs(half(whole));
    }

    @Test
    void hasNoFurtherRow() {
        Iterator<RealVector> rows =
                new CovarianceMatrix(new double[][] {{4}}).rows().iterator();

        assertThat(rows.next()).isEqualTo(RealVector.of(4));
        assertThat(rows.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(rows::next);
    }

    @Test
    void changesOfTheDiagonalAreOfTheDiagonal() {
        var small = new CovarianceMatrix(new double[][] {{4, 1}, {9}});

        small.multiply(0.5);
        small.addToDiagonal(3);

        assertThat(small.matrix()).isEqualTo(RealMatrix.of(new double[][] {{5, 0.5}, {0.5, 7.5}}));
    }
}
