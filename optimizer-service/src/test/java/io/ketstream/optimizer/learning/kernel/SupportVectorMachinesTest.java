package io.ketstream.optimizer.learning.kernel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.OneClassModel;
import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.learning.SupportVectorRegressor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The figures are scikit-learn's, `SVC`, `SVR` and `OneClassSVM` with `kernel='precomputed', tol=1e-10`,
/// on [SmallTable].
class SupportVectorMachinesTest {

    /// The objective is flat at its optimum, so that the single precision of LIBSVM's matrix hardly shows
    /// in it.
    private static final double OBJECTIVE = 1e-6;

    /// Decisions have the error of the dual variables, which LIBSVM finds with a matrix in single
    /// precision.
    private static final double DECISION = 2e-5;

    private static final List<String> TWO = List.of("no", "yes");
    private static final List<String> THREE = List.of("a", "b", "c");

    @ParameterizedTest
    @CsvSource({"1, 11.782354141218262, -0.2982412021917009, 21", "50, 28.274977219436344, -0.805281780936816, 8"})
    void classifiesLikeTheReference(double c, double dual, double bias, int supportVectors) {
        var model = SupportVectorMachines.classifier(SmallTable.gram(), SmallTable.twoClasses(), TWO, c);

        SupportVectorClassifier.Machine machine = model.machines().getFirst();
        assertThat(machine.dualObjective()).isCloseTo(dual, within(OBJECTIVE));
        assertThat(machine.bias()).isCloseTo(bias, within(DECISION));
        assertThat(model.supportVectors()).isEqualTo(supportVectors);
        double[] expected = c == 1
                ? new double[] {
                    -0.0864193051462604,
                    -0.35593418029066404,
                    -1.8733754122082276,
                    -1.6358729754909394,
                    0.6890207862740967,
                    -0.6678259624355424
                }
                : new double[] {
                    0.014157306178575357,
                    0.021722133435112756,
                    -4.238648833934837,
                    -3.5846867212314684,
                    2.0487500009832336,
                    -1.184850361897896
                };
        double[][] kernel = SmallTable.testKernel();
        for (int i = 0; i < expected.length; i++) {
            Decision.OfClass decision = model.decide(model.needed(kernel[i]));
            assertThat(decision.scores().get(0)).isCloseTo(expected[i], within(DECISION));
            assertThat(decision.label()).isEqualTo(expected[i] > 0 ? 1 : 0);
            assertThat(decision.probabilities()).isNull();
        }
    }

    @Test
    void votesOfThreeClassesAreTheReferences() {
        var model = SupportVectorMachines.classifier(SmallTable.gram(), SmallTable.threeClasses(), THREE, 5);

        // scikit-learn's are positive for the first class of a pair
        double[][] expected = {
            {-0.0731311165602922, -0.05565274040756671, 0.30097186292123035},
            {1.4127763675161955, 1.695409878125201, 0.47338915285158456},
            {0.7458376395790712, 1.531732976302227, -0.2311624946620658},
            {1.1175264147445305, 1.6340505588085368, -0.046968754798255755},
            {0.8139653875919732, 1.257802677193585, 0.7903325138583488},
            {-0.7197328819817952, -0.5739048655301707, 0.5406986123511184}
        };
        int[] labels = {1, 0, 0, 0, 0, 1};
        double[][] kernel = SmallTable.testKernel();
        for (int i = 0; i < expected.length; i++) {
            Decision.OfClass decision = model.decide(model.needed(kernel[i]));
            for (int pair = 0; pair < 3; pair++) {
                assertThat(-decision.scores().get(pair)).isCloseTo(expected[i][pair], within(DECISION));
            }
            assertThat(decision.label()).isEqualTo(labels[i]);
        }
        assertThat(model.supportVectors()).isEqualTo(15);
    }

    @Test
    void regressesLikeTheReference() {
        SupportVectorRegressor model = SupportVectorMachines.regressor(SmallTable.gram(), SmallTable.numbers(), 2, 0.1);

        assertThat(model.dualObjective()).isCloseTo(13.538433186538292, within(OBJECTIVE));
        assertThat(model.function().bias()).isCloseTo(2.528916645822839, within(DECISION));
        assertThat(model.supportVectors()).isEqualTo(18);
        assertValues(
                model,
                -0.21853149729831722,
                2.463314720786219,
                4.57230515676145,
                4.039072951876752,
                0.2986343649650105,
                -0.07787380840147806);
    }

    private static void assertValues(SupportVectorRegressor model, double... expected) {
        double[][] kernel = SmallTable.testKernel();
        for (int i = 0; i < expected.length; i++) {
            Decision.OfValue decision = model.decide(model.needed(kernel[i]));
            assertThat(decision.value()).isCloseTo(expected[i], within(DECISION));
        }
    }

    @Test
    void likenessIsTheReferences() {
        var model = SupportVectorMachines.oneClass(SmallTable.gram(), 0.3);

        // the reference's, divided by ν·m
        double[] expected = {
            -0.009093676740633525,
            0.01761250513088762,
            -0.07775118819114042,
            -0.023219687453098103,
            0.017356208471235608,
            0.0039594907192403005
        };
        double[][] kernel = SmallTable.testKernel();
        for (int i = 0; i < expected.length; i++) {
            Decision.OfLikeness decision = model.decide(model.needed(kernel[i]));
            assertThat(decision.score()).isCloseTo(expected[i], within(DECISION));
            assertThat(decision.alike()).isEqualTo(expected[i] >= 0);
        }
        assertThat(Arrays.stream(model.function().coefficients().toArray()).sum())
                .isCloseTo(1, within(1e-12));
    }

    /// Free vectors are on the border.
    @Test
    void rowsOnTheBorderAreAlike() {
        double nu = 0.3;
        double[][] gram = SmallTable.gram();
        OneClassModel model = SupportVectorMachines.oneClass(gram, nu);
        double bound = 1 / (nu * SmallTable.ROWS);
        int free = 0;
        for (int j = 0; j < model.rows().size(); j++) {
            if (model.function().coefficients().get(j) < bound) {
                Decision.OfLikeness decision =
                        model.decide(model.needed(gram[model.rows().get(j)]));
                assertThat(decision.alike()).isTrue();
                assertThat(decision.score()).isCloseTo(0, within(2e-6));
                free++;
            }
        }
        assertThat(free).isPositive();
    }

    @Test
    void marginsOfFreeVectorsAreOne() {
        int[] labels = SmallTable.twoClasses();
        double[][] gram = SmallTable.gram();
        double c = 3;
        var model = SupportVectorMachines.classifier(gram, labels, TWO, c);

        SupportVectorClassifier.Machine machine = model.machines().getFirst();
        double balance = 0;
        for (int j = 0; j < machine.supportVectors(); j++) {
            int row = model.rows().get(machine.places().get(j));
            double coefficient = machine.coefficients().get(j);
            double side = labels[row] == 1 ? 1 : -1;
            double margin =
                    side * model.decide(model.needed(gram[row])).scores().get(0);
            balance += coefficient;
            assertThat(side * coefficient).isBetween(0.0, c);
            if (side * coefficient < c) {
                assertThat(margin).isCloseTo(1, within(DECISION));
            } else {
                assertThat(margin).isLessThan(1 + DECISION);
            }
        }
        assertThat(balance).isCloseTo(0, within(1e-9));
    }

    @Test
    void sameInputSameBits() {
        KernelModel once = SupportVectorMachines.classifierWithProbabilities(
                SmallTable.gram(), SmallTable.threeClasses(), THREE, 5, 7);
        KernelModel again = SupportVectorMachines.classifierWithProbabilities(
                SmallTable.gram(), SmallTable.threeClasses(), THREE, 5, 7);

        assertThat(again).isEqualTo(once);
        assertThat(SupportVectorMachines.classifierWithProbabilities(
                        SmallTable.gram(), SmallTable.threeClasses(), THREE, 5, 8))
                .isNotEqualTo(once);
    }

    @Test
    void probabilitiesGoWithTheDecisions() {
        var model = SupportVectorMachines.classifierWithProbabilities(
                SmallTable.gram(), SmallTable.twoClasses(), TWO, 1, 7);

        double[][] kernel = SmallTable.testKernel();
        double[] scores = new double[SmallTable.TESTS];
        double[] chances = new double[SmallTable.TESTS];
        for (int i = 0; i < scores.length; i++) {
            Decision.OfClass decision = model.decide(model.needed(kernel[i]));
            RealVector probabilities = requireNonNull(decision.probabilities());
            scores[i] = decision.scores().get(0);
            chances[i] = probabilities.get(1);
            assertThat(probabilities.get(0) + chances[i]).isCloseTo(1, within(1e-15));
        }
        int[] byScore = order(scores);
        assertThat(order(chances)).isEqualTo(byScore);
        assertThat(chances[byScore[0]]).isLessThan(0.5);
        assertThat(chances[byScore[5]]).isGreaterThan(0.5);
    }

    private static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Test
    void plattsSigmoidIsOfLargestLikelihood() {
        // sklearn.calibration._SigmoidCalibration().fit(scores, sides): its a_ and b_ have the other sign
        double[] scores = {-2, -1.5, -1, -0.5, -0.2, 0.1, 0.3, 0.8, 1.2, 2, -0.7, 0.6};
        int[] sides = {0, 0, 0, 1, 0, 1, 0, 1, 1, 1, 0, 0};
        var sigmoid = PlattScaling.fit(scores, sides);

        // the reference stops at gradients of 1e-6
        assertThat(sigmoid.slope()).isCloseTo(1.0173595294681088, within(1e-4));
        assertThat(sigmoid.offset()).isCloseTo(-0.3198936662642182, within(1e-4));
    }

    @Test
    void refusesWhatIsNoTrainingSet() {
        double[][] gram = SmallTable.gram();
        int[] labels = SmallTable.twoClasses();
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SupportVectorMachines.classifier(gram, new int[SmallTable.ROWS], TWO, 1))
                .withMessage("labels must have a row of class 1 in training");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SupportVectorMachines.classifier(gram, labels, TWO, 0))
                .withMessage("c must be greater than 0 and at most 100000.0, not 0.0");
        gram[3][4] += 0.1;
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SupportVectorMachines.classifier(gram, labels, TWO, 1))
                .withMessageStartingWith("gram[4][3] must be symmetric");
    }
}
