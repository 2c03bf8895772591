package io.ketstream.optimizer.learning.control;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.optimizer.learning.kernel.SmallTable;
import io.ketstream.optimizer.learning.kernel.StoppingRule;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/// The figures are of scikit-learn 1.9.1 with numpy 2.4.6 on [SmallTable]; iterative ones with `tol=1e-12`.
class TrainersTest {

    /// Two ways of the same closed form, or of a few thousand steps of it.
    private static final double ROUNDING = 1e-9;

    @Test
    void logisticRegressionIsTheReferences() {
        Classifier two = new LogisticRegression(2).train(SmallTable.features(), SmallTable.twoClasses(), 2, 0);

        // L-BFGS ends when the mean loss moves by less than 1e-8
        assertScores(
                two,
                1e-4,
                -0.07511599970983546,
                0.3165298981409281,
                0.5082671063038903,
                0.4680656815585815,
                0.1875189918693245,
                -0.27418745349331114);
        Classifier three = new LogisticRegression(0.5).train(SmallTable.features(), SmallTable.threeClasses(), 3, 0);
        assertProbabilities(three, 1e-4, new double[][] {
            {0.3942652423231968, 0.45406607063562743, 0.15166868704117573},
            {0.6025173667014704, 0.12279848563667169, 0.2746841476618581},
            {0.5130097932673152, 0.032362691686045324, 0.4546275150466395},
            {0.5996235357230569, 0.05712178201938925, 0.34325468225755373},
            {0.5751928196929286, 0.2661383668617098, 0.15866881344536166},
            {0.2781035111089855, 0.5280712200475542, 0.19382526884346016}
        });
    }

    private static void assertScores(Classifier trained, double tolerance, double... expected) {
        double[][] test = SmallTable.testFeatures();
        for (int i = 0; i < expected.length; i++) {
            assertThat(trained.decide(test[i]).scores().get(0)).isCloseTo(expected[i], within(tolerance));
        }
    }

    private static void assertProbabilities(Classifier trained, double tolerance, double[][] expected) {
        double[][] test = SmallTable.testFeatures();
        for (int i = 0; i < expected.length; i++) {
            RealVector probabilities = requireNonNull(trained.decide(test[i]).probabilities());
            for (int k = 0; k < expected[i].length; k++) {
                assertThat(probabilities.get(k)).isCloseTo(expected[i][k], within(tolerance));
            }
        }
    }

    private static void assertValues(Regressor trained, double[][] test, double tolerance, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(trained.value(test[i])).isCloseTo(expected[i], within(tolerance));
        }
    }

    /// `Ridge(alpha=1)` on standardised columns.
    @Test
    void ridgeRegressionIsTheReferences() {
        Regressor trained =
                Standardised.of(new RidgeRegression(1)).train(SmallTable.features(), SmallTable.numbers(), 0);

        assertValues(
                trained,
                SmallTable.testFeatures(),
                ROUNDING,
                0.15803928961065816,
                2.4675582563508356,
                4.779658877963847,
                3.6901815285323334,
                0.7997906671204333,
                0.3668447432897586);
    }

    @Test
    void gaussianSupportVectorsAreTheReferences() {
        var machine = new GaussianSupportVectors(1, 1, 0.1, StoppingRule.current());

        // the dual variables are found with a matrix in single precision
        assertScores(
                machine.train(SmallTable.features(), SmallTable.twoClasses(), 2, 0),
                2e-5,
                -0.05966782520193936,
                -0.32351265273570257,
                -1.656144866200498,
                -1.6202250291172982,
                0.7930944532518378,
                -0.6718925952616596);
        assertValues(
                machine.train(SmallTable.features(), SmallTable.numbers(), 0),
                SmallTable.testFeatures(),
                2e-5,
                0.22071069568502555,
                2.432813435629688,
                4.0785056704065035,
                3.7754685572376405,
                0.5139451865098277,
                0.22290438623078535);
    }

    /// The reference takes columns in single precision.
    private static double[][] single(double[][] rows, int columns) {
        return Arrays.stream(rows)
                .map(row -> IntStream.range(0, columns)
                        .mapToDouble(j -> (double) (float) row[j])
                        .toArray())
                .toArray(double[][]::new);
    }

    @Test
    void boostedTreesOfNumbersAreTheReferences() {
        assertValues(
                new BoostedTrees(100, 3, 0.1).train(single(SmallTable.features(), 1), SmallTable.numbers(), 0),
                single(SmallTable.testFeatures(), 1),
                ROUNDING,
                -0.4166907605380624,
                2.173565224014401,
                4.9632892465584355,
                3.4657216448571586,
                0.6482773257612153,
                0.5303926075922853);
        assertValues(
                new BoostedTrees(10, 2, 0.1).train(single(SmallTable.features(), 2), SmallTable.numbers(), 0),
                single(SmallTable.testFeatures(), 2),
                ROUNDING,
                0.9468371999700029,
                2.5214264186701065,
                3.959078401120583,
                3.021474534370162,
                1.270653945323905,
                1.1954183996329042);
    }

    @Test
    void boostedTreesOfClassesAreTheReferences() {
        Classifier deep =
                new BoostedTrees(100, 3, 0.1).train(single(SmallTable.features(), 1), SmallTable.twoClasses(), 2, 0);
        double[] expected = {
            -3.2365416925638115,
            2.161759677651011,
            3.395014860725582,
            -2.8849071583215613,
            2.963701526068,
            2.8531606363753714
        };
        double[][] test = single(SmallTable.testFeatures(), 1);
        for (int i = 0; i < expected.length; i++) {
            // Newton steps divide by curvatures that become small
            assertThat(deep.decide(test[i]).scores().get(0)).isCloseTo(expected[i], within(1e-7));
        }
        Classifier three =
                new BoostedTrees(20, 2, 0.1).train(single(SmallTable.features(), 1), SmallTable.threeClasses(), 3, 0);
        assertProbabilities(three, 1e-7, new double[][] {
            {0.272667407507738, 0.3107911655285652, 0.41654142696369684},
            {0.7500522589545069, 0.0742855083847595, 0.1756622326607337},
            {0.1037683029149098, 0.04989932166142383, 0.8463323754236663},
            {0.10758789676949432, 0.037475394938978085, 0.8549367082915276},
            {0.3272261718485571, 0.5676868687685389, 0.10508695938290395},
            {0.588757540145254, 0.244873473466432, 0.16636898638831404}
        });
        Classifier wide =
                new BoostedTrees(10, 2, 0.1).train(single(SmallTable.features(), 2), SmallTable.twoClasses(), 2, 0);
        assertThat(wide.decide(single(SmallTable.testFeatures(), 2)[3]).scores().get(0))
                .isCloseTo(-0.826990002255259, within(1e-7));
    }

    /// The reference's weights at the start are replaced by formulas, W[h][j] = sin(3h + 7j + out)/2 and
    /// b[h] = cos(h + out)/10 of a layer of `out` units.
    private static Perceptron formula(int outputs) {
        int hidden = 7;
        var parameters = new double[hidden * 3 + outputs * (hidden + 1)];
        int p = 0;
        for (int h = 0; h < hidden; h++) {
            for (int j = 0; j < 2; j++) {
                parameters[p++] = Math.sin(3.0 * h + 7.0 * j + hidden) / 2;
            }
        }
        for (int h = 0; h < hidden; h++) {
            parameters[p++] = Math.cos((double) h + hidden) / 10;
        }
        for (int k = 0; k < outputs; k++) {
            for (int h = 0; h < hidden; h++) {
                parameters[p++] = Math.sin(3.0 * k + 7.0 * h + outputs) / 2;
            }
        }
        for (int k = 0; k < outputs; k++) {
            parameters[p++] = Math.cos((double) k + outputs) / 10;
        }
        return new Perceptron(2, hidden, outputs, parameters);
    }

    private static PerceptronTraining.Loss ofClasses(int[] labels) {
        return new PerceptronTraining.Loss() {
            @Override
            public double value(double[] outputs, int row) {
                return Scores.loss(outputs, labels[row]);
            }

            @Override
            public double[] gradient(double[] outputs, int row) {
                return Scores.gradient(outputs, labels[row]);
            }
        };
    }

    /// `MLPClassifier((7,), alpha=0.05, learning_rate_init=0.02, batch_size=30, max_iter=40, tol=0)`.
    @Test
    void theNetworksStepsAreTheReferences() {
        Perceptron two = formula(1);
        double[] losses = new PerceptronTraining(
                        SmallTable.features(), ofClasses(SmallTable.twoClasses()), 0.05, 0.02, 30)
                .train(two, 40, new MersenneTwister(1));

        assertThat(losses[0]).isCloseTo(0.6655208482137004, within(ROUNDING));
        assertThat(losses[39]).isCloseTo(0.2808293416676081, within(ROUNDING));
        double[] chances = {
            0.48418393541781796,
            0.5469075703992733,
            0.11425371779111304,
            0.28336548775973003,
            0.8312526781781434,
            0.22620160100410658
        };
        double[][] test = SmallTable.testFeatures();
        for (int i = 0; i < chances.length; i++) {
            assertThat(Scores.probabilities(two.outputs(test[i]))[1]).isCloseTo(chances[i], within(ROUNDING));
        }

        Perceptron three = formula(3);
        losses = new PerceptronTraining(SmallTable.features(), ofClasses(SmallTable.threeClasses()), 0.05, 0.02, 30)
                .train(three, 40, new MersenneTwister(2));
        assertThat(losses[39]).isCloseTo(0.3822526069061226, within(ROUNDING));
        assertThat(Scores.probabilities(three.outputs(test[1]))[0]).isCloseTo(0.8870925531492789, within(ROUNDING));
    }

    @Test
    void theNetworkStopsWhereTheReferenceStops() {
        double[] losses = new PerceptronTraining(
                        SmallTable.features(), ofClasses(SmallTable.twoClasses()), 0.05, 0.02, 30)
                .train(formula(1), 3000, new MersenneTwister(1));

        assertThat(losses).hasSize(176);
    }

    @Test
    void wavesOfAGaussianSpectrumAreItsKernel() {
        // to 1/√count
        var gaussian = new RandomFourierFeatures(new Frequencies.Gaussian(0.8), 20_000, 0.1);
        Regressor waves = gaussian.train(SmallTable.features(), SmallTable.numbers(), 5);
        double[][] test = SmallTable.testFeatures();
        // KernelRidge's, see ClosedFormModelsTest
        assertValues(waves, test, 0.05, -0.3602197298450118, 2.4785383856058334, 4.644448748089804, 4.041084504543034);
        assertThat(gaussian.train(SmallTable.features(), SmallTable.numbers(), 5)
                        .value(test[0]))
                .isEqualTo(waves.value(test[0]));
        assertThat(gaussian.train(SmallTable.features(), SmallTable.numbers(), 6)
                        .value(test[0]))
                .isNotEqualTo(waves.value(test[0]));
    }

    @Test
    void encodedFrequenciesAreBinomial() {
        var random = new MersenneTwister(3);
        var frequencies = new Frequencies.Encoded(2, 0.5);
        var counts = new int[5];
        for (int i = 0; i < 8000; i++) {
            for (double frequency : frequencies.draw(2, random)) {
                counts[(int) (2 * frequency) + 2]++;
            }
        }
        // C(4, k)/16 of 16000, each within five standard deviations of at most 63
        int[] expected = {1000, 4000, 6000, 4000, 1000};
        for (int k = 0; k < 5; k++) {
            assertThat(counts[k]).isBetween(expected[k] - 315, expected[k] + 315);
        }
    }

    @Test
    void learnsAWaveOfItsSpectrum() {
        double[][] rows = IntStream.range(0, 60)
                .mapToObj(i -> new double[] {0.1 * i, Math.sin(i)})
                .toArray(double[][]::new);
        double[] targets = Arrays.stream(rows)
                .mapToDouble(row -> Math.cos(2 * row[0] - row[1]))
                .toArray();
        Regressor trained = new RandomFourierFeatures(new Frequencies.Encoded(2, 1), 400, 1e-4).train(rows, targets, 1);
        assertThat(trained.value(new double[] {1.23, 0.4})).isCloseTo(Math.cos(2.06), within(0.01));
    }

    @Test
    void constantsKnowNothingOfTheRow() {
        Classifier majority = new MajorityClass().train(SmallTable.features(), SmallTable.threeClasses(), 3, 0);
        assertThat(majority.decide(new double[] {7, 7}).label()).isEqualTo(2);
        assertThat(majority.decide(new double[] {7, 7}).probabilities())
                .isEqualTo(RealVector.of(10 / 30.0, 7 / 30.0, 13 / 30.0));
        Regressor mean = new MeanTarget().train(new double[2][1], new double[] {1, 4}, 0);
        assertThat(mean.value(new double[] {7})).isEqualTo(2.5);
    }
}
