package io.ketstream.optimizer.learning.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.optimizer.learning.kernel.KernelMatrices;
import io.ketstream.optimizer.learning.kernel.KernelRidge;
import io.ketstream.optimizer.learning.kernel.SmallTable;
import io.ketstream.optimizer.learning.kernel.SupportVectorMachines;
import io.ketstream.optimizer.learning.metric.ClassificationMetrics;
import io.ketstream.optimizer.learning.metric.RegressionMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassicalModelsTest {

    private static final ControlBudget DEFAULTS = new ControlBudget(1, new Frequencies.Encoded(1, 1));

    /// Two rings, which no line divides.
    private static double[][] rings(int rows, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, rows)
                .mapToObj(i -> {
                    double angle = 2 * Math.PI * random.nextDouble();
                    double radius = (i % 2 == 0 ? 1 : 2) + 0.15 * random.nextGaussian();
                    return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
                })
                .toArray(double[][]::new);
    }

    private static int[] sides(int rows) {
        return IntStream.range(0, rows).map(i -> i % 2).toArray();
    }

    @ParameterizedTest
    @EnumSource(ControlModel.class)
    void tellsRingsApartAsFarAsTheModelCan(ControlModel control) {
        ToldClasses told = ClassicalModels.classify(control, rings(80, 1), sides(80), 2, rings(60, 2), DEFAULTS, 9);

        double accuracy = ClassificationMetrics.right(sides(60), told.labels()) / 60.0;
        switch (control) {
            case CONSTANT -> assertThat(accuracy).isEqualTo(0.5);
            case LINEAR -> assertThat(accuracy).isLessThan(0.75);
            case SUPPORT_VECTORS, NEURAL_NETWORK, BOOSTED_TREES, RANDOM_FOURIER_FEATURES ->
                assertThat(accuracy).isGreaterThan(0.85);
        }
        assertThat(told.tried()).isEqualTo(1);
        assertThat(ClassicalModels.classify(control, rings(80, 1), sides(80), 2, rings(60, 2), DEFAULTS, 9))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @EnumSource(ControlModel.class)
    void tellsNumbersAsFarAsTheModelCan(ControlModel control) {
        double[][] rows = rings(80, 3);
        double[] targets = Arrays.stream(rows)
                .mapToDouble(row -> 1000 + 200 * row[0] + 100 * row[1] * row[1])
                .toArray();
        double[][] test = rings(50, 4);
        double[] truth = Arrays.stream(test)
                .mapToDouble(row -> 1000 + 200 * row[0] + 100 * row[1] * row[1])
                .toArray();

        ToldNumbers told = ClassicalModels.regress(control, rows, targets, test, DEFAULTS, 9);

        double error = RegressionMetrics.rmse(truth, told.values().toArray());
        switch (control) {
            case CONSTANT -> assertThat(error).isBetween(200.0, 400.0);
            case LINEAR -> assertThat(error).isBetween(80.0, 200.0);
            case SUPPORT_VECTORS, NEURAL_NETWORK, BOOSTED_TREES, RANDOM_FOURIER_FEATURES ->
                assertThat(error).isLessThan(80);
        }
        assertThat(ClassicalModels.regress(control, rows, targets, test, DEFAULTS, 9))
                .isEqualTo(told);
    }

    @Test
    void aLargerBudgetChoosesOnTrainingRowsOnly() {
        var budget = new ControlBudget(8, new Frequencies.Encoded(1, 1));
        double[][] rows = rings(60, 5);
        // a line, which a wider kernel than the default follows better
        int[] labels = Arrays.stream(rows)
                .mapToInt(row -> row[0] + row[1] > 0.3 ? 1 : 0)
                .toArray();

        ToldClasses told =
                ClassicalModels.classify(ControlModel.SUPPORT_VECTORS, rows, labels, 2, rings(30, 6), budget, 9);
        ToldClasses other =
                ClassicalModels.classify(ControlModel.SUPPORT_VECTORS, rows, labels, 2, rings(10, 7), budget, 9);

        assertThat(told.tried()).isEqualTo(8);
        assertThat(told.settings()).isEqualTo(other.settings()).isNotEqualTo("C = 1.0, gamma = 1.0 scale");
        assertThat(ClassicalModels.classify(ControlModel.LINEAR, rows, labels, 2, rings(10, 7), budget, 9)
                        .tried())
                .isEqualTo(7);
        ToldNumbers numbers = ClassicalModels.regress(
                ControlModel.LINEAR,
                rows,
                Arrays.stream(rows).mapToDouble(row -> row[0]).toArray(),
                rings(10, 7),
                budget,
                9);
        assertThat(numbers.settings()).isEqualTo("alpha = 0.001");
    }

    @Test
    void shuffledTargetsAreTheSameInAnotherOrder() {
        int[] labels = SmallTable.threeClasses();
        int[] shuffled = ShuffledTargets.of(labels, 4);
        assertThat(shuffled).isNotEqualTo(labels).containsExactlyInAnyOrder(labels);
        assertThat(ShuffledTargets.of(labels, 4)).isEqualTo(shuffled);
        double[] numbers = SmallTable.numbers();
        assertThat(ShuffledTargets.of(numbers, 4)).isNotEqualTo(numbers).containsExactlyInAnyOrder(numbers);
    }

    @Test
    void aModelOfShuffledTargetsIsAtChance() {
        KernelClassification machine =
                (gram, labels, classes) -> SupportVectorMachines.classifier(gram, labels, classes, 1);
        double[][] rows = rings(160, 8);
        int[] training = IntStream.range(0, 100).toArray();
        int[] test = IntStream.range(100, 160).toArray();
        double[][] kernel = SmallTable.gaussian(rows, rows, 1);
        double[][] gram = KernelMatrices.part(kernel, training, training);
        double[][] testKernel = KernelMatrices.part(kernel, test, training);
        List<String> classes = List.of("inner", "outer");

        int learnt = ClassificationMetrics.right(sides(60), machine.told(gram, sides(100), classes, testKernel));
        double chance = 0;
        for (int seed = 0; seed < 20; seed++) {
            int[] told = machine.told(gram, ShuffledTargets.of(sides(100), seed), classes, testKernel);
            chance += ClassificationMetrics.right(sides(60), told) / 20.0;
        }

        assertThat(learnt).isGreaterThan(54);
        // shuffles of the same rows differ by some 6 of 60, so the mean of 20 by less than 2
        assertThat(chance).isCloseTo(30, within(5.0));
        KernelRegression ridge = (matrix, targets) -> KernelRidge.regressor(matrix, targets, 0.1);
        double[] numbers = IntStream.of(sides(100)).mapToDouble(side -> side).toArray();
        assertThat(ridge.told(gram, numbers, testKernel)[1]).isCloseTo(1, within(0.3));
    }
}
