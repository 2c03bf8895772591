package io.ketstream.optimizer.learning.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.learning.SupportVectorClassifier.Machine;
import io.ketstream.model.learning.SupportVectorRegressor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The kernel of one qubit, whose rank is 4, on states that are spread over the sphere, with targets
/// that have nothing to do with them. References are of scikit-learn 1.9.1 with numpy 2.4.6 on `u @
/// u.T / 2`: `SVC` and `SVR` with `kernel='precomputed'` and the tolerance that is
/// named.
class StoppingRuleTest {

    private static final List<String> TWO = List.of("a", "b");
    private static final int ROWS = 40;
    private static final double GOLDEN_ANGLE = 2.399963;

    /// Of an entry in single precision, 1 at most.
    private static final double SINGLE = 6e-8;

    /// (1 + u·v)/2 of Bloch vectors u, v.
    private static double[][] qubit(int rows) {
        var states = new double[rows][];
        for (int i = 0; i < rows; i++) {
            double z = 1 - (2 * i + 1.0) / rows;
            double radius = Math.sqrt(1 - z * z);
            double angle = i * GOLDEN_ANGLE;
            states[i] = new double[] {1, radius * Math.cos(angle), radius * Math.sin(angle), z};
        }
        var gram = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                for (int k = 0; k < 4; k++) {
                    gram[i][j] += states[i][k] * states[j][k] / 2;
                }
            }
        }
        return gram;
    }

    /// 11 of the rows are of the second class.
    private static int[] labels() {
        return IntStream.range(0, ROWS).map(i -> i * i * 7 % 11 < 3 ? 1 : 0).toArray();
    }

    /// Whether the budget of so many dual variables is not enough for the finest tolerance.
    private static boolean stalls(int variables, double[][] gram, Function<Libsvm, double[]> fit) {
        Libsvm finest = Libsvm.ofKernel(gram, StoppingRule.FINEST);
        return IterationBudget.within(variables, StoppingRule.budget(variables), () -> fit.apply(finest))
                .isEmpty();
    }

    /// As few of the second class have any multiplier that is allowed, and as many of the first as
    /// make up for them: the dual objective is 2·11·C, which `SVC(tol=1e-5)` confirms to 1e-12 at C =
    /// 1 and 10, and at C = 1000 to 1e-8 after two million iterations.
    @ParameterizedTest
    @CsvSource({"1, 1e-6", "10, 1e-5", "1000, 1e-3"})
    void aClassifierOfLowRankIsFittedToACoarserTolerance(double c, double tolerance) {
        double[][] gram = qubit(ROWS);
        int[] labels = labels();
        int[] rows = IntStream.range(0, ROWS)
                .boxed()
                .sorted((i, j) -> Integer.compare(labels[j], labels[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sides =
                IntStream.of(rows).mapToDouble(i -> 2 * labels[i] - 1.0).toArray();
        assertThat(stalls(ROWS, gram, solver -> solver.classifier(rows, sides, c)))
                .isTrue();

        SupportVectorClassifier model = SupportVectorMachines.classifier(gram, labels, TWO, c);
        assertThat(model.machines().getFirst().dualObjective()).isCloseTo(22 * c, within(tolerance));
        assertThat(violation(model, gram, labels, c)).isLessThan(tolerance + 2 * SINGLE * 22 * c);
    }

    /// Of the optimality conditions in double precision (R.-E. Fan, P.-H. Chen, C.-J. Lin, JMLR 6,
    /// 1889 (2005)): what LIBSVM compares with its tolerance.
    private static double violation(SupportVectorClassifier model, double[][] gram, int[] labels, double c) {
        Machine machine = model.machines().getFirst();
        var coefficients = new double[ROWS];
        for (int k = 0; k < machine.places().size(); k++) {
            coefficients[model.rows().get(machine.places().get(k))] =
                    machine.coefficients().get(k);
        }
        double up = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        for (int i = 0; i < ROWS; i++) {
            double side = 2 * labels[i] - 1.0;
            double slope = side;
            for (int j = 0; j < ROWS; j++) {
                slope -= coefficients[j] * gram[i][j];
            }
            double alpha = side * coefficients[i];
            if (side > 0 ? alpha < c : alpha > 0) {
                up = Math.max(up, slope);
            }
            if (side > 0 ? alpha > 0 : alpha < c) {
                low = Math.min(low, slope);
            }
        }
        return up - low;
    }

    /// On two qubits of the same state, whose rank is 9 or 10: `SVR(C=1000, epsilon=0.01,
    /// tol=1e-4)`, after 2,647,721 iterations; with `tol=1e-3` it comes to 27094.8946 after 21,786
    @Test
    void aRegressorOfLowRankIsFittedToACoarserTolerance() {
        double[][] gram = qubit(60);
        for (double[] row : gram) {
            Arrays.setAll(row, j -> row[j] * row[j]);
        }
        double[] numbers =
                IntStream.range(0, 60).mapToDouble(i -> Math.sin(i * i)).toArray();
        assertThat(stalls(120, gram, solver -> solver.regressor(numbers, 1000, 0.01)))
                .isTrue();

        SupportVectorRegressor model = SupportVectorMachines.regressor(gram, numbers, 1000, 0.01);
        assertThat(model.dualObjective()).isCloseTo(27094.92069934553, within(0.1));
    }

    /// What comes to the finest tolerance is what it was.
    @Test
    void theBudgetLeavesWhatConvergesToTheBit() {
        double[][] gram = SmallTable.gram();
        var before = new MatrixModels(gram, StoppingRule.FINEST);
        var now = new MatrixModels(gram, StoppingRule.BUDGETED);
        assertThat(now.machine(SmallTable.twoClasses(), TWO, 1e4, 7L))
                .isEqualTo(before.machine(SmallTable.twoClasses(), TWO, 1e4, 7L));
        assertThat(now.machine(SmallTable.numbers(), 2, 0.1)).isEqualTo(before.machine(SmallTable.numbers(), 2, 0.1));
        assertThat(now.oneClass(0.3)).isEqualTo(before.oneClass(0.3));
    }

    @Test
    void tolerancesGoFromTheFinestToTheCoarsest() {
        assertThat(StoppingRule.FINEST.tolerances(1e-8, 100)).containsExactly(1e-8 * 100);
        assertThat(StoppingRule.BUDGETED.tolerances(1e-8, 1)).containsExactly(1e-8, 1e-6, 1e-5, 1e-3);
        assertThat(StoppingRule.BUDGETED.tolerances(1e-8, 100)).containsExactly(1e-8 * 100, 1e-6 * 100, 1e-3);
        assertThat(StoppingRule.BUDGETED.tolerances(1e-8, 1e5)).containsExactly(1e-8 * 1e5, 1e-6 * 1e5);
        assertThat(StoppingRule.budget(5000)).isEqualTo(500_000);
        assertThat(StoppingRule.budget(40_000)).isEqualTo(4_000_000);
    }
}
