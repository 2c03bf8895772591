package io.ketstream.model.learning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class KernelModelTest {

    private static final List<String> TWO = List.of("no", "yes");
    private static final List<String> THREE = List.of("a", "b", "c");
    private static final KernelExpansion FUNCTION = new KernelExpansion(RealVector.of(0.5, -0.25), 0.1);
    private static final PosteriorVariance VARIANCE =
            new PosteriorVariance(1, RealMatrix.of(new double[][] {{0.5, 0}, {0.1, 0.4}}));

    static Stream<KernelModel> models() {
        return Stream.of(
                two(null),
                two(new Sigmoid(1.5, 0.2)),
                new KernelRidgeClassifier(TWO, List.of(1, 4), List.of(FUNCTION)),
                new GaussianProcessClassifier(
                        TWO,
                        List.of(0, 1),
                        List.of(new GaussianProcessClassifier.LatentProcess(FUNCTION, VARIANCE, -3.5))),
                new SupportVectorRegressor(List.of(1, 4), FUNCTION, 0.7),
                new KernelRidgeRegressor(List.of(0, 1), FUNCTION),
                new GaussianProcessRegressor(List.of(0, 1), FUNCTION, 0.1, VARIANCE, -3.5),
                new GaussianProcessRegressor(List.of(0, 1), FUNCTION, 0.1, null, -3.5),
                new OneClassModel(List.of(1, 4), FUNCTION, 0.5),
                new KernelPrincipalComponents(List.of(1, 4), List.of(FUNCTION, FUNCTION), RealVector.of(2, 1), 4));
    }

    private static SupportVectorClassifier two(@Nullable Sigmoid sigmoid) {
        return new SupportVectorClassifier(
                TWO,
                List.of(1, 4),
                List.of(new SupportVectorClassifier.Machine(
                        0, 1, List.of(0, 1), RealVector.of(0.5, -0.5), 0.1, 0.7, sigmoid)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelReadFromJsonDecidesTheSame(KernelModel model) {
        JsonMapper mapper = JsonMapper.builder().build();
        KernelModel read = mapper.readValue(mapper.writeValueAsString(model), KernelModel.class);

        double[] kernelRow = {0.3, 0.9};
        assertThat(read).isEqualTo(model);
        assertThat(read.decide(kernelRow)).isEqualTo(model.decide(kernelRow));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aKernelRowHasAnEntryForEachRowNeeded(KernelModel model) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> model.decide(new double[3]))
                .withMessage("kernelRow must have 2 entries, not 3");
    }

    @Test
    void takesFromAWholeRowWhatItNeeds() {
        assertThat(two(null).needed(new double[] {9, 1, 9, 9, 4})).containsExactly(1, 4);
    }

    @Test
    void theScoreIsPositiveForTheSecondClass() {
        Decision.OfClass decision = two(new Sigmoid(2, 0)).decide(new double[] {1, 0});

        assertThat(decision.label()).isEqualTo(1);
        assertThat(decision.scores().get(0)).isCloseTo(0.6, within(1e-15));
        RealVector probabilities = requireNonNull(decision.probabilities());
        assertThat(probabilities.get(1)).isCloseTo(1 / (1 + Math.exp(-1.2)), within(1e-15));
    }

    @Test
    void ofClassesWithAsManyVotesTheFirstWins() {
        // a over b, c over a, b over c
        var model = new SupportVectorClassifier(
                THREE, List.of(0), List.of(machine(0, 1, -1), machine(0, 2, 1), machine(1, 2, -1)));
        assertThat(model.decide(new double[] {0.5}).label()).isZero();
        // now b over a, and b has two
        var second = new SupportVectorClassifier(
                THREE, List.of(0), List.of(machine(0, 1, 1), machine(0, 2, 1), machine(1, 2, -1)));
        assertThat(second.decide(new double[] {0.5}).label()).isEqualTo(1);
    }

    private static SupportVectorClassifier.Machine machine(int first, int second, double coefficient) {
        return new SupportVectorClassifier.Machine(first, second, List.of(0), RealVector.of(coefficient), 0, 0, null);
    }

    @Test
    void couplingReturnsTheProbabilitiesThatPairsWereMadeOf() {
        double[] p = {0.2, 0.5, 0.1, 0.2};
        var ofSecond = new double[4][4];
        for (int a = 0; a < 4; a++) {
            for (int b = a + 1; b < 4; b++) {
                ofSecond[a][b] = p[b] / (p[a] + p[b]);
            }
        }
        RealVector coupled = PairwiseCoupling.probabilities(ofSecond);
        for (int k = 0; k < 4; k++) {
            // where the sweeps stop, of a quadratic form
            assertThat(coupled.get(k)).isCloseTo(p[k], within(1e-9));
        }
    }

    /// By mpmath's quad, 30 digits.
    @ParameterizedTest
    @CsvSource({
        "0, 4, 0.5",
        "1, 0, 0.7310585786300049",
        "1.2, 0.5, 0.7476083482658619",
        "-0.7, 9, 0.4201625796261063",
        "30, 400, 0.9323956080045458"
    })
    void meanOfTheLogisticFunction(double mean, double variance, double expected) {
        assertThat(LogisticNormal.mean(mean, variance)).isCloseTo(expected, within(1e-10));
    }

    /// A model that leaves out the variance tells of each row what it told when it was tested.
    @Test
    void withoutVarianceAGaussianProcessTellsTheSameClass() {
        var model = new GaussianProcessClassifier(
                THREE, List.of(0), List.of(process(2, 9), process(1.8, 0.1), process(-1, 0.1)));
        double[] row = {1};
        Decision.OfClass decision = model.decide(row);
        RealVector probabilities = requireNonNull(decision.probabilities());
        assertThat(probabilities.get(1)).isGreaterThan(probabilities.get(0));
        assertThat(model.withoutVariance().decide(row).label()).isEqualTo(decision.label());
        assertThat(decision.label()).isZero();
    }

    private static GaussianProcessClassifier.LatentProcess process(double mean, double variance) {
        return new GaussianProcessClassifier.LatentProcess(
                new KernelExpansion(RealVector.of(mean), 0),
                new PosteriorVariance(variance, RealMatrix.of(new double[][] {{0}})),
                0);
    }

    @Test
    void refusesPlacesThatAreNotInOrder() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new KernelRidgeRegressor(List.of(4, 1), FUNCTION))
                .withMessage("rows[1] must be at least 5");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new KernelRidgeClassifier(THREE, List.of(1, 4), List.of(FUNCTION)))
                .withMessage("functions must have 3 entries, not 1");
    }
}
