package io.ketstream.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final double ENERGY = 5.5;

    private final Workload dense = Figures.dense(12);

    @Test
    void differencesWithinThePrecisionAreNone() {
        assertThat(Agreement.disagreements(List.of(
                        Figures.figure(dense, Contender.KETSTREAM, 1, ENERGY),
                        Figures.figure(dense, Contender.QOKIT, 1, ENERGY + 1e-10),
                        Figures.figure(dense, Contender.QSIM, 1, ENERGY + 1e-6))))
                .isEmpty();
    }

    @Test
    void theOneThatDisagreesIsNamed() {
        List<Agreement.Disagreement> found = Agreement.disagreements(List.of(
                Figures.figure(dense, Contender.KETSTREAM, 1, ENERGY),
                Figures.figure(dense, Contender.QOKIT, 1, ENERGY),
                Figures.figure(dense, Contender.LIGHTNING, 1, ENERGY + 1e-6)));

        assertThat(found).extracting(Agreement.Disagreement::contender).containsExactly(Contender.LIGHTNING);
        assertThat(found.getFirst().toString()).startsWith("Lightning disagrees on W1 n=12 with 1 thread");
    }

    @Test
    void manyInSinglePrecisionDoNotOutvoteTwoInDouble() {
        assertThat(Agreement.disagreements(List.of(
                        Figures.figure(dense, Contender.KETSTREAM, 1, ENERGY),
                        Figures.figure(dense, Contender.LIGHTNING, 1, ENERGY),
                        Figures.figure(dense, Contender.KETSTREAM_F32, 1, ENERGY + 1e-7),
                        Figures.figure(dense, Contender.LIGHTNING_F32, 1, ENERGY + 1e-7),
                        Figures.figure(dense, Contender.QSIM, 1, ENERGY + 1e-7))))
                .isEmpty();
    }

    @Test
    void ofTwoThatDisagreeBothAreNamed() {
        assertThat(Agreement.disagreements(List.of(
                        Figures.figure(dense, Contender.KETSTREAM, 1, ENERGY),
                        Figures.figure(dense, Contender.QOKIT, 1, -ENERGY))))
                .extracting(Agreement.Disagreement::contender)
                .containsExactly(Contender.KETSTREAM, Contender.QOKIT);
    }

    @Test
    void everyNumberCounts() {
        Figure right = Figure.of(dense, 1, Contender.KETSTREAM, Values.of(ENERGY, 1, 2), new double[] {1});
        Figure alsoRight = Figure.of(dense, 2, Contender.KETSTREAM, Values.of(ENERGY, 1, 2), new double[] {1});
        Figure wrong = Figure.of(dense, 1, Contender.LIGHTNING, Values.of(ENERGY, 1, 3), new double[] {1});
        Figure incomplete = Figure.of(dense, 1, Contender.QULACS, Values.of(ENERGY), new double[] {1});

        assertThat(Agreement.disagreements(List.of(right, alsoRight, wrong, incomplete)))
                .extracting(Agreement.Disagreement::contender)
                .containsExactly(Contender.LIGHTNING, Contender.QULACS);
    }
}
