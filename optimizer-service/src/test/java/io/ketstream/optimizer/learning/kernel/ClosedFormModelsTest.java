package io.ketstream.optimizer.learning.kernel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.GaussianProcessClassifier;
import io.ketstream.model.learning.GaussianProcessRegressor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The figures are scikit-learn's on [SmallTable]: `KernelRidge` and `KernelPCA` with
/// `kernel='precomputed'`, `GaussianProcessRegressor` and `GaussianProcessClassifier` with
/// `RBF(1/sqrt(1.6))` and `optimizer=None`; targets of regression less their mean, which is added
/// again.
class ClosedFormModelsTest {

    /// Two ways of solving the same systems of 30 equations, of condition 1e3 at most.
    private static final double ROUNDING = 1e-10;

    private static final List<String> TWO = List.of("no", "yes");
    private static final List<String> THREE = List.of("a", "b", "c");

    @Test
    void ridgeRegressionIsTheReferences() {
        var model = KernelRidge.regressor(SmallTable.gram(), SmallTable.numbers(), 0.1);

        double[] expected = {
            -0.3602197298450118,
            2.4785383856058334,
            4.644448748089804,
            4.041084504543034,
            0.27355572945658935,
            -0.20382523985712409
        };
        double[][] kernel = SmallTable.testKernel();
        for (int i = 0; i < expected.length; i++) {
            assertThat(model.decide(kernel[i]).value()).isCloseTo(expected[i], within(ROUNDING));
        }
        assertThat(model.function().coefficients().get(0)).isCloseTo(0.4827506918431044, within(ROUNDING));
    }

    @Test
    void ridgeClassificationIsTheReferences() {
        var model = KernelRidge.classifier(SmallTable.gram(), SmallTable.threeClasses(), THREE, 0.1);

        double[][] expected = {
            {-0.20876805391280123, -1.0229860505665358, 0.2317541044793354},
            {0.8611676912655433, -0.8432335226435904, -1.0179341686219514},
            {0.9671378688592045, -0.9286188125177632, -1.0385190563414417},
            {1.035877260693297, -1.0877259643564114, -0.9481512963368843},
            {0.4770651221321837, -0.6702573810564388, -0.806807741075747},
            {-0.6078774734198784, -0.502206872502205, 0.11008434592208213}
        };
        int[] labels = {2, 0, 0, 0, 0, 2};
        double[][] kernel = SmallTable.testKernel();
        for (int i = 0; i < expected.length; i++) {
            Decision.OfClass decision = model.decide(kernel[i]);
            for (int k = 0; k < 3; k++) {
                assertThat(decision.scores().get(k)).isCloseTo(expected[i][k], within(ROUNDING));
            }
            assertThat(decision.label()).isEqualTo(labels[i]);
        }
        var two = KernelRidge.classifier(SmallTable.gram(), SmallTable.twoClasses(), TWO, 0.1);
        assertThat(two.functions()).hasSize(1);
        assertThat(two.decide(kernel[2]).label()).isZero();
        assertThat(two.decide(kernel[4]).label()).isEqualTo(1);
    }

    @Test
    void gaussianProcessRegressionIsTheReferences() {
        GaussianProcessRegressor model = GaussianProcesses.regressor(SmallTable.gram(), 1, SmallTable.numbers(), 0.05);

        double[] mean = {
            -0.47526262752693116,
            2.4834574207471145,
            4.804312669164574,
            4.078448569905438,
            0.25733041991517736,
            -0.2766952504118274
        };
        double[] deviation = {
            0.30469128338499235,
            0.1331870285133431,
            0.33167523848810054,
            0.1977740811039964,
            0.2184111207778199,
            0.21990699295468968
        };
        double[][] kernel = SmallTable.testKernel();
        for (int i = 0; i < mean.length; i++) {
            Decision.OfValue decision = model.decide(kernel[i]);
            assertThat(decision.value()).isCloseTo(mean[i], within(ROUNDING));
            assertThat(decision.deviation()).isCloseTo(deviation[i], within(ROUNDING));
            assertThat(model.withoutVariance().decide(kernel[i]))
                    .isEqualTo(new Decision.OfValue(decision.value(), null));
        }
        assertThat(model.logMarginalLikelihood()).isCloseTo(-16.640036448941007, within(ROUNDING));
    }

    @Test
    void gaussianProcessClassificationIsTheReferences() {
        GaussianProcessClassifier model =
                GaussianProcesses.classifier(SmallTable.gram(), 1, SmallTable.twoClasses(), TWO);

        double[] mean = {
            0.0013929184476494418,
            0.022843637206866607,
            -1.0321809731153984,
            -0.8251639457342792,
            0.7102520649985316,
            -0.5467839056554906
        };
        double[] variance = {
            0.6326021817385015,
            0.4127859836358756,
            0.6903721282093614,
            0.5355362768442288,
            0.5067435779481773,
            0.5664598475749891
        };
        // of the logistic function under these normal distributions, by scipy.integrate.quad
        double[] chances = {
            0.500305488905349,
            0.5052167826446626,
            0.28863526694412206,
            0.3231757998520779,
            0.6545340497312367,
            0.3808035098539473
        };
        double[][] kernel = SmallTable.testKernel();
        for (int i = 0; i < mean.length; i++) {
            Decision.OfClass decision = model.decide(kernel[i]);
            // the reference stops when the likelihood changes by less than 1e-10
            assertThat(decision.scores().get(0)).isCloseTo(mean[i], within(1e-8));
            RealVector probabilities = requireNonNull(decision.probabilities());
            assertThat(probabilities.get(1)).isCloseTo(chances[i], within(1e-8));
            assertThat(decision.label()).isEqualTo(mean[i] > 0 ? 1 : 0);
            assertThat(varianceAt(model, kernel[i])).isCloseTo(variance[i], within(1e-8));
        }
        assertThat(model.processes().getFirst().logMarginalLikelihood()).isCloseTo(-17.71447449943987, within(1e-8));
    }

    private static double varianceAt(GaussianProcessClassifier model, double[] kernelRow) {
        var variance = requireNonNull(model.processes().getFirst().variance());
        double explained = 0;
        for (int i = 0; i < kernelRow.length; i++) {
            double entry = 0;
            for (int j = 0; j < kernelRow.length; j++) {
                entry += variance.whitening().get(i, j) * kernelRow[j];
            }
            explained += entry * entry;
        }
        return variance.prior() - explained;
    }

    @Test
    void gaussianProcessesOfThreeClassesAgreeWithTheReference() {
        var model = GaussianProcesses.classifier(SmallTable.gram(), 1, SmallTable.threeClasses(), THREE);

        double[][] expected = {
            {0.38358246349842, 0.37016843707498515, 0.24624909942659481},
            {0.5768934272512017, 0.17916134309416284, 0.24394522965463547},
            {0.4125892010771871, 0.21911042369782066, 0.3683003752249922},
            {0.4983104554316351, 0.18364545422153675, 0.3180440903468281},
            {0.5386545746948617, 0.26695295729788004, 0.19439246800725823},
            {0.29394467307796573, 0.4453307271120683, 0.26072459980996604}
        };
        double[][] kernel = SmallTable.testKernel();
        for (int i = 0; i < expected.length; i++) {
            RealVector probabilities = requireNonNull(model.decide(kernel[i]).probabilities());
            for (int k = 0; k < 3; k++) {
                // the reference has an approximation of the integral that is good to 1e-4
                assertThat(probabilities.get(k)).isCloseTo(expected[i][k], within(1e-4));
            }
        }
        double sum = model.processes().stream()
                .mapToDouble(GaussianProcessClassifier.LatentProcess::logMarginalLikelihood)
                .sum();
        assertThat(sum / 3).isCloseTo(-15.582575385340723, within(1e-8));
    }

    @Test
    void principalComponentsAreTheReferences() {
        var components = KernelPca.fit(SmallTable.gram(), 3);

        double[][] expected = {
            {0.3702834341415115, 0.37839758528502226, -0.04396591634107245},
            {0.39379470337825334, -0.3503589536589074, -0.2906461967396227},
            {-0.001623472016056815, -0.37140589050372896, -0.4434705730779492},
            {0.1500858800849326, -0.44854881359764576, -0.4852614689627234},
            {0.6097439972903221, 0.0526648839489669, 0.07412531409258256},
            {0.19114472365892762, 0.5700864706824297, -0.17217869538366828}
        };
        double[][] kernel = SmallTable.testKernel();
        for (int i = 0; i < expected.length; i++) {
            RealVector projected = components.decide(kernel[i]).values();
            for (int k = 0; k < 3; k++) {
                assertThat(projected.get(k)).isCloseTo(expected[i][k], within(ROUNDING));
            }
        }
        assertThat(components.eigenvalues().get(2)).isCloseTo(2.5734499643743582, within(ROUNDING));
        // KernelPCA(kernel='precomputed', n_components=None).fit(K).eigenvalues_, the first three of all
        assertThat(components.explained()).isCloseTo(0.7831049583086847, within(ROUNDING));
    }

    @Test
    void refusesASingularMatrix() {
        double[][] ones = new double[3][3];
        for (double[] row : ones) {
            Arrays.fill(row, 1);
        }
        ones[0][1] = 1.2;
        ones[1][0] = 1.2;
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> KernelRidge.regressor(ones, new double[] {1, 2, 3}, 0.01))
                .withMessageStartingWith("alpha must be larger");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> KernelPca.fit(new double[][] {{1, 1}, {1, 1}}, 1))
                .withMessageStartingWith("components must be at most 0");
    }
}
