package io.ketstream.circuit.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanczosTest {

    /// Residuals of 1e-10 of the largest eigenvalue make errors of their square in eigenvalues; vectors have the
    /// residual over the distance to the next eigenvalue.
    private static final double VALUE = 1e-12;

    @Test
    void aPathHasItsClosedForm() {
        // eigenvalues 2cos(πk/(n + 1)), vectors sin(πkj/(n + 1)): close together at the end that is asked for
        int size = 300;
        List<Eigenpair> pairs = all(path(size), 2 * Math.cos(Math.PI * 5.5 / (size + 1)));
        assertThat(pairs).hasSize(5);
        for (int k = 1; k <= 5; k++) {
            Eigenpair pair = pairs.get(k - 1);
            assertThat(pair.value()).isCloseTo(2 * Math.cos(Math.PI * k / (size + 1)), within(VALUE));
            double[] expected = new double[size];
            for (int j = 0; j < size; j++) {
                expected[j] = Math.sqrt(2.0 / (size + 1)) * Math.sin(Math.PI * k * (j + 1) / (size + 1));
            }
            // the sign is that of the largest component
            assertThat(Math.abs(product(expected, pair.vector().toArray()))).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void everyVectorOfAnEigenspaceIsFound() {
        double[] values = new double[500];
        Arrays.setAll(values, i -> i < 7 ? 9 : i < 12 ? 5 : i < 13 ? 4.999 : 1.0 / i);
        List<Eigenpair> pairs = all(diagonal(values), 4);
        assertThat(pairs).hasSize(13);
        for (int i = 0; i < 13; i++) {
            assertThat(pairs.get(i).value()).isCloseTo(values[i], within(10 * VALUE));
            for (int j = 0; j < i; j++) {
                assertThat(product(
                                pairs.get(i).vector().toArray(),
                                pairs.get(j).vector().toArray()))
                        .isCloseTo(0, within(1e-9));
            }
        }
    }

    @Test
    void aStarHasItsClosedForm() {
        // √(n − 1) and its opposite, 0 for the rest, and not one of its entries on the diagonal
        int size = 50;
        SymmetricOperator star = new Given(size) {
            @Override
            public void apply(double[] vector, double[] image) {
                Arrays.fill(image, vector[0]);
                image[0] = Arrays.stream(vector).skip(1).sum();
            }
        };
        List<Eigenpair> pairs = all(star, -1);
        assertThat(pairs).hasSize(size - 1);
        assertThat(pairs.getFirst().value()).isCloseTo(7, within(10 * VALUE));
        assertThat(pairs.getFirst().vector().get(0)).isCloseTo(Math.sqrt(0.5), within(1e-9));
        assertThat(pairs.getFirst().vector().get(1)).isCloseTo(Math.sqrt(0.5) / 7, within(1e-9));
        assertThat(pairs.subList(1, size - 1))
                .allSatisfy(pair -> assertThat(pair.value()).isCloseTo(0, within(10 * VALUE)));
    }

    @Test
    void moreAreWantedThanAreHeldAtFirst() {
        double[] values = IntStream.range(0, 200).mapToDouble(i -> 1000 - i).toArray();
        assertThat(all(diagonal(values), 900.5)).hasSize(100);
        assertThat(all(diagonal(values), 0)).hasSize(200);
    }

    @Test
    void itStopsWhenThereAreTooMany() {
        double[] values = IntStream.range(0, 200).mapToDouble(i -> 1000 - i).toArray();
        SymmetricOperator operator = diagonal(values);
        assertThat(Lanczos.above(operator, Lanczos.first(operator), 900.5, 20)).hasSize(21);
    }

    @Test
    void aVectorsLargestComponentIsPositive() {
        assertThat(Eigenpair.of(1, new double[] {0.1, -0.7, 0.7}).vector().toArray())
                .containsExactly(-0.1, 0.7, -0.7);
    }

    private static List<Eigenpair> all(SymmetricOperator operator, double threshold) {
        Eigenpair first = Lanczos.first(operator);
        List<Eigenpair> others = Lanczos.above(operator, first, threshold, operator.size());
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    private static SymmetricOperator path(int size) {
        return new Given(size) {
            @Override
            public void apply(double[] vector, double[] image) {
                for (int i = 0; i < size; i++) {
                    image[i] = (i > 0 ? vector[i - 1] : 0) + (i + 1 < size ? vector[i + 1] : 0);
                }
            }
        };
    }

    private static SymmetricOperator diagonal(double[] values) {
        return new Given(values.length) {
            @Override
            public void apply(double[] vector, double[] image) {
                Arrays.setAll(image, i -> values[i] * vector[i]);
            }
        };
    }

    private static double product(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private abstract static class Given implements SymmetricOperator {
        private final int size;

        Given(int size) {
            this.size = size;
        }

        @Override
        public int size() {
            return size;
        }
    }
}
