package io.ketstream.optimizer.learning.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumTest {

    private static final int ROWS = 250;

    /// A fidelity of two rotated qubits is a sum of nine products: all other eigenvalues are 0.
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 1, 3, 30})
    void aKernelOfFewQubitsHasFewEigenvalues(double spread) {
        double[][] gram = product(spread);

        Spectrum spectrum = Spectrum.of(gram);

        double sum = 0;
        for (int k = 0; k < ROWS; k++) {
            sum += spectrum.value(k);
            if (k >= 9) {
                assertThat(spectrum.value(k)).isCloseTo(0, within(1e-11));
            }
        }
        assertThat(sum).isCloseTo(ROWS, within(1e-9));
        double[] first = spectrum.vector(0);
        for (int i = 0; i < ROWS; i++) {
            double image = 0;
            for (int j = 0; j < ROWS; j++) {
                image += gram[i][j] * first[j];
            }
            assertThat(image).isCloseTo(spectrum.value(0) * first[i], within(1e-9));
        }
    }

    private static double[][] product(double spread) {
        var random = new Random(11);
        double[][] points = new double[ROWS][2];
        for (double[] point : points) {
            point[0] = spread * random.nextGaussian();
            point[1] = spread * random.nextGaussian();
        }
        double[][] gram = new double[ROWS][ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < ROWS; j++) {
                gram[i][j] = square(Math.cos((points[i][0] - points[j][0]) / 2))
                        * square(Math.cos((points[i][1] - points[j][1]) / 2));
            }
        }
        return gram;
    }

    private static double square(double value) {
        return value * value;
    }
}
