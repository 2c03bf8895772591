package io.ketstream.optimizer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.ProjectedKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectedNoiseTest {

    private static final int QUBITS = 3;
    private static final int SHOTS = 400;
    private static final double GAMMA = 1;

    /// A state's Bloch vectors as so many shots of each component estimate them: means of ±1, whose
    /// distribution is normal but for a skewness of at most 1/10.
    private static double[] estimated(double[] bloch, Random random) {
        double[] estimate = new double[bloch.length];
        for (int i = 0; i < estimate.length; i++) {
            estimate[i] = bloch[i] + Math.sqrt((1 - bloch[i] * bloch[i]) / SHOTS) * random.nextGaussian();
        }
        return estimate;
    }

    private static double[] bloch(double angle) {
        double[] bloch = new double[3 * QUBITS];
        for (int qubit = 0; qubit < QUBITS; qubit++) {
            bloch[3 * qubit] = 0.9 * Math.sin(angle + qubit);
            bloch[3 * qubit + 2] = 0.9 * Math.cos(angle + qubit);
        }
        return bloch;
    }

    /// Against the variance over 20000 repetitions, which is known to some 2 %, as are terms of
    /// third order.
    @ParameterizedTest
    @CsvSource({"0", "0.02", "0.1", "0.5", "1"})
    void isTheVarianceOfEntriesThatAreMeasuredAgain(double apart) {
        var random = new Random(31);
        double[] first = bloch(0.3);
        double[] second = bloch(0.3 + apart);
        int repetitions = 20_000;
        double mean = 0;
        double square = 0;
        double told = 0;
        for (int k = 0; k < repetitions; k++) {
            double[] one = estimated(first, random);
            double[] other = estimated(second, random);
            double entry = ProjectedKernel.entry(one, other, GAMMA);
            mean += entry / repetitions;
            square += entry * entry / repetitions;
            told += ProjectedNoise.variance(one, other, GAMMA, SHOTS) / repetitions;
        }
        double variance = square - mean * mean;
        assertThat(told).isCloseTo(variance, within(0.05 * variance));
    }

    /// The entries of rows that are nearly alike vary by what shots do to them, and by more than
    /// shots would do to frequencies: k(1 − k)/shots would take that for a signal.
    @Test
    void aMatrixOfRowsThatAreAlikeIsNoise() {
        var random = new Random(32);
        List<double[]> rows = new ArrayList<>();
        List<RealVector> features = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double angle = 0.16 * i / 60;
            rows.add(estimated(bloch(angle), random));
            features.add(RealVector.of(angle));
        }
        double[][] gram = new double[60][60];
        double noise = 0;
        for (int i = 0; i < 60; i++) {
            gram[i][i] = 1;
            for (int j = 0; j < i; j++) {
                gram[i][j] = ProjectedKernel.entry(rows.get(i), rows.get(j), GAMMA);
                gram[j][i] = gram[i][j];
                noise += ProjectedNoise.variance(rows.get(i), rows.get(j), GAMMA, SHOTS) / (60 * 59 / 2);
            }
        }
        TrainingVersion current = TrainingVersion.current();
        KernelDiagnostics ofFrequencies = GramFigures.of(gram, null, features, null, SHOTS, null, current);
        KernelDiagnostics ofEntries = GramFigures.of(gram, null, features, null, SHOTS, noise, current);
        KernelDiagnostics before = GramFigures.of(gram, null, features, null, SHOTS, noise, TrainingVersion.FIRST);
        assertThat(ofEntries.concentrated()).isTrue();
        assertThat(ofFrequencies.concentrated()).isFalse();
        assertThat(before.concentrated()).isFalse();
        assertThat(ofEntries.offDiagonalVariance()).isEqualTo(ofFrequencies.offDiagonalVariance());
    }
}
