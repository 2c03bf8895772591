package io.ketstream.optimizer.learning.kernel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.GaussianProcessClassifier;
import io.ketstream.model.learning.GaussianProcessRegressor;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.KernelPrincipalComponents;
import io.ketstream.model.learning.OneClassModel;
import io.ketstream.model.learning.SupportVectorClassifier;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The figures are scikit-learn 1.9.1's with numpy 2.4.6 on [SmallTable], with rows 0, 3, 7, 8, 12,
/// 17, 21 and 26 as landmarks: `F = Nystroem(kernel='rbf', gamma=0.8,
/// n_components=8).fit(X[landmarks]).transform(X)`, and on it `KernelRidge(kernel='precomputed',
/// alpha=0.1).fit(F @ F.T, y - y.mean())`, `SVC` and `SVR` with `kernel='linear'` and `tol=1e-10`,
/// `GaussianProcessRegressor(DotProduct(0), alpha=0.05, optimizer=None)`; variances are `numpy`'s
/// `1 - diag(K solve(F @ F.T + 0.05 I, K.T))` with `K = F_test @ F.T`, those of classes algorithm
/// 3.2 with it.
class NystromModelsTest {

    /// Both invert a matrix of condition 2.6e3.
    private static final double ROUNDING = 1e-10;

    /// LIBSVM's matrix has single precision.
    private static final double SINGLE = 1e-5;

    private static final List<String> TWO = List.of("no", "yes");
    private static final List<String> THREE = List.of("a", "b", "c");
    private static final int[] PLACES = {0, 3, 7, 8, 12, 17, 21, 26};
    private static final Landmarks LANDMARKS =
            Landmarks.of(IntStream.of(PLACES).boxed().toList(), of(SmallTable.gram(), PLACES), 0);
    private static final double[][] FEATURES = LANDMARKS.features(columns(SmallTable.gram()));
    private static final NystromModels MODELS = new NystromModels(LANDMARKS, FEATURES, StoppingRule.current());
    private static final double[][] TEST = columns(SmallTable.testKernel());

    private static double[][] of(double[][] gram, int[] places) {
        return KernelMatrices.part(gram, places, places);
    }

    private static double[][] columns(double[][] kernel) {
        return KernelMatrices.part(kernel, IntStream.range(0, kernel.length).toArray(), PLACES);
    }

    private static double[] values(KernelModel model) {
        return Arrays.stream(TEST)
                .mapToDouble(row -> ((Decision.OfValue) model.decide(row)).value())
                .toArray();
    }

    private static double[] scores(KernelModel model, int place) {
        return Arrays.stream(TEST)
                .mapToDouble(
                        row -> ((Decision.OfClass) model.decide(row)).scores().get(place))
                .toArray();
    }

    @Test
    void theKernelIsTheReferences() {
        double[][] ofTest = LANDMARKS.features(TEST);
        double[] expected = {0.24223062213943392, 0.08613642335796878, 0.18306232460677244, 0.5834614850357069};
        for (int j = 0; j < expected.length; j++) {
            assertThat(Landmarks.product(ofTest[0], FEATURES[j])).isCloseTo(expected[j], within(ROUNDING));
        }
        assertThat(LANDMARKS.rank()).isEqualTo(8);
        double residual = Arrays.stream(FEATURES)
                .mapToDouble(row -> 1 - Landmarks.product(row, row))
                .average()
                .orElseThrow();
        assertThat(residual).isCloseTo(0.0776139789127871, within(ROUNDING));
    }

    @Test
    void ridgeRegressionIsTheReferences() {
        assertThat(values(MODELS.ridge(SmallTable.numbers(), 0.1)))
                .containsExactly(
                        new double[] {
                            0.06189774476961585,
                            2.4688461794337915,
                            4.748856099834626,
                            4.311556967977295,
                            0.30377270182272165,
                            0.1332693658123909
                        },
                        offset(ROUNDING));
    }

    @Test
    void supportVectorsAreTheReferences() {
        assertThat(values(MODELS.machine(SmallTable.numbers(), 10, 0.05)))
                .containsExactly(
                        new double[] {
                            0.062393773731102,
                            2.356302545172266,
                            4.8518713871163826,
                            4.289215369753787,
                            0.3359407810269053,
                            0.16171561181248117
                        },
                        offset(SINGLE));
        assertThat(scores(MODELS.machine(SmallTable.twoClasses(), TWO, 10, null), 0))
                .containsExactly(
                        new double[] {
                            0.37788308928274983,
                            -0.1452892053314816,
                            -4.5899978296127575,
                            -3.440173116557805,
                            1.9860301330554924,
                            -0.8687720971797739
                        },
                        offset(SINGLE));
        SupportVectorClassifier three = MODELS.machine(SmallTable.threeClasses(), THREE, 10, null);
        double[][] ofPairs = {
            {0.005702667525420868, 0.1915725954238088, 0.7685430546115918},
            {1.2850707105841068, 2.589673284448197, 0.6097671699569781},
            {0.9829213699580139, 1.053212709518431, -0.2522344896265823},
            {1.133941953436517, 2.0957444267329324, 0.14008052037367455},
            {0.8362536736066286, 1.8788763586495258, 0.9080310606576515},
            {-0.6833092192867867, -0.5613662976281626, 0.9186344946109645}
        };
        int[] labels = {0, 0, 0, 0, 0, 1};
        for (int i = 0; i < labels.length; i++) {
            Decision.OfClass decision = three.decide(TEST[i]);
            for (int pair = 0; pair < 3; pair++) {
                // scikit-learn's scores are positive for the first class of a pair
                assertThat(-decision.scores().get(pair)).isCloseTo(ofPairs[i][pair], within(SINGLE));
            }
            assertThat(decision.label()).isEqualTo(labels[i]);
        }
        assertThat(three.rows()).isEqualTo(LANDMARKS.places());
    }

    @Test
    void gaussianProcessesAreTheReferences() {
        GaussianProcessRegressor process = MODELS.process(1, SmallTable.numbers(), 0.05);
        assertThat(values(process))
                .containsExactly(
                        new double[] {
                            0.003721103545742732,
                            2.4827554084200116,
                            4.8430120464689,
                            4.386913888408909,
                            0.2800980703292426,
                            0.09299708823585329
                        },
                        offset(ROUNDING));
        double[] variances = {
            0.40053090424359894,
            0.030765557524662146,
            0.1001476974397334,
            0.04732041927772224,
            0.1551589430300977,
            0.31325228812359807
        };
        for (int i = 0; i < variances.length; i++) {
            double deviation = requireNonNull(process.decide(TEST[i]).deviation());
            assertThat(deviation * deviation).isCloseTo(variances[i], within(ROUNDING));
        }
        assertThat(process.logMarginalLikelihood()).isCloseTo(-21.81059935939898, within(1e-8));
    }

    @Test
    void gaussianProcessesOfClassesAreTheReferences() {
        GaussianProcessClassifier classifier = MODELS.process(1, SmallTable.twoClasses(), TWO);
        assertThat(scores(classifier, 0))
                .containsExactly(
                        new double[] {
                            0.09809142803352322,
                            0.02608334241705712,
                            -1.1700415031427172,
                            -0.901215109266071,
                            0.7711087950375058,
                            -0.47127521603416045
                        },
                        offset(ROUNDING));
        var latent = classifier.processes().getFirst();
        assertThat(latent.logMarginalLikelihood()).isCloseTo(-17.673606465766316, within(1e-8));
        // the probability is that of the mean under the latent variance
        double[] variances = {
            0.6867280137454805,
            0.41820258801481114,
            0.6348010096732221,
            0.5064590917585005,
            0.5113260541049423,
            0.634229793106319
        };
        double[][] whitening = requireNonNull(latent.variance()).whitening().toArray();
        for (int i = 0; i < variances.length; i++) {
            double explained = 0;
            for (double[] row : whitening) {
                double entry = Landmarks.product(row, TEST[i]);
                explained += entry * entry;
            }
            assertThat(1 - explained).isCloseTo(variances[i], within(ROUNDING));
        }
    }

    /// `PCA(3).fit(F)`, with the sign by which the largest of the rows of training is positive.
    @Test
    void principalComponentsAreTheReferences() {
        KernelPrincipalComponents components = MODELS.components(3);
        double[][] expected = {
            {0.18169250318555, 0.4613071416724577, -0.044691380895476175},
            {0.524818025396204, -0.14213172103122443, 0.23943081473125338},
            {0.16688257498379677, -0.39976706003883944, 0.5192073456959949},
            {0.3376128354949339, -0.38127889483756816, 0.5356220035856347},
            {0.5451011779548806, 0.3141423198942284, -0.17964145034547657},
            {-0.07570822528617649, 0.5396548795464967, 0.10251038605697436}
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat(components.decide(TEST[i]).values().toArray()).containsExactly(expected[i], offset(ROUNDING));
        }
        assertThat(components.eigenvalues().toArray())
                .containsExactly(
                        new double[] {6.041008975688303, 5.533154248937005, 2.4296040627650335}, offset(ROUNDING));
        assertThat(components.explained()).isCloseTo(0.8369774978405694, within(ROUNDING));
    }

    /// `OneClassSVM(kernel='linear', nu=0.3, tol=1e-10).fit(F)`, divided by ν·m.
    @Test
    void likenessIsTheReferences() {
        double[] expected = {
            0.0181870246671522,
            0.03465276936593748,
            -0.04594161877465518,
            -0.007845922276628947,
            0.051423536018908395,
            0.024238025735959075
        };
        OneClassModel model = MODELS.oneClass(0.3);
        for (int i = 0; i < expected.length; i++) {
            Decision.OfLikeness decision = model.decide(TEST[i]);
            assertThat(decision.score()).isCloseTo(expected[i], within(SINGLE));
            assertThat(decision.alike()).isEqualTo(expected[i] >= 0);
        }
    }

    /// With all rows as landmarks nothing is approximated.
    @Test
    void allRowsAreTheWholeKernel() {
        int[] all = IntStream.range(0, SmallTable.ROWS).toArray();
        var landmarks = Landmarks.of(IntStream.of(all).boxed().toList(), SmallTable.gram(), 0);
        var models = new NystromModels(landmarks, landmarks.features(SmallTable.gram()), StoppingRule.current());
        var whole = new MatrixModels(SmallTable.gram(), StoppingRule.current());
        double[][] kernel = SmallTable.testKernel();
        for (double[] row : kernel) {
            assertThat(models.ridge(SmallTable.numbers(), 0.1).decide(row).value())
                    // the smallest eigenvalues, of a part in 1e10 of the largest, are cut off
                    .isCloseTo(
                            whole.ridge(SmallTable.numbers(), 0.1).decide(row).value(), within(1e-6));
        }
        List<Decision.OfClass> approximated = Arrays.stream(kernel)
                .map(models.machine(SmallTable.threeClasses(), THREE, 1, 7L)::decide)
                .toList();
        SupportVectorClassifier machine = whole.machine(SmallTable.threeClasses(), THREE, 1, 7L);
        for (int i = 0; i < kernel.length; i++) {
            Decision.OfClass exact = machine.decide(machine.needed(kernel[i]));
            assertThat(approximated.get(i).label()).isEqualTo(exact.label());
            for (int k = 0; k < 3; k++) {
                assertThat(requireNonNull(approximated.get(i).probabilities()).get(k))
                        .isCloseTo(requireNonNull(exact.probabilities()).get(k), within(1e-4));
            }
        }
    }

    /// A kernel of few dimensions has landmarks that others say already; noise has a spectrum of
    /// its own.
    @Test
    void whatIsRoundingOrNoiseIsCutOff() {
        var kernel = new double[12][12];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                kernel[i][j] = (1 + Math.cos(0.4 * (i - j))) / 2;
            }
        }
        List<Integer> places = IntStream.range(0, 12).boxed().toList();
        // 1, cos and sin
        assertThat(Landmarks.of(places, kernel, 0).rank()).isEqualTo(3);
        var random = new SplittableRandom(5);
        double noise = 0.01;
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < i; j++) {
                kernel[i][j] += noise * random.nextGaussian();
                kernel[j][i] = kernel[i][j];
            }
        }
        assertThat(Landmarks.of(places, kernel, 0).rank()).isGreaterThan(3);
        assertThat(Landmarks.of(places, kernel, noise).rank()).isEqualTo(3);
    }
}
