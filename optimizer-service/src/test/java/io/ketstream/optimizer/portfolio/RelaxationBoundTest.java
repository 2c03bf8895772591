package io.ketstream.optimizer.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Variable;

class RelaxationBoundTest {

    @Test
    void equalAssetsHaveTheirClosedForm() {
        // x = K/n everywhere: qσK²/n
        double[][] covariance = new double[7][7];
        for (int i = 0; i < 7; i++) {
            covariance[i][i] = 0.3;
        }
        var problem = new SelectionProblem(RealVector.zeros(7), RealMatrix.of(covariance), 2, 3);
        assertThat(RelaxationBound.of(problem, 0, 0).value()).isCloseTo(2 * 0.3 * 9 / 7, within(1e-14));
    }

    @Test
    void withoutRiskTheBoundIsTheOptimumAtOnce() {
        var returns = RealVector.of(0.1, -0.3, 0.7, 0.2);
        RealMatrix covariance = RealMatrix.of(new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}});
        assertThat(RelaxationBound.of(new SelectionProblem(returns, covariance, 0, 2), 0, 0)
                        .value())
                .isCloseTo(-0.9, within(1e-15));
    }

    @Test
    void theNearestPointHasItsClosedForm() {
        // x = min(1, max(0, y − τ)): 1 + (0.9 − τ) + (0.2 − τ) + (0.4 − τ) = 2 at τ = 1/6
        double[] point = {0.9, 2.5, -1, 0.2, 0.4};
        CappedSimplex.project(point, 2, 2);
        assertThat(point[0]).isCloseTo(0.7333333333333333, within(1e-14));
        assertThat(point[1]).isEqualTo(1);
        assertThat(point[2]).isZero();
        assertThat(point[3]).isCloseTo(0.0333333333333333, within(1e-14));
        assertThat(point[4]).isCloseTo(0.2333333333333333, within(1e-14));
    }

    @Test
    void theNearestPointOfARangeOfSumsHasThatOfTheNearestEnd() {
        // clipped, it has a sum of 1.5
        double[] point = {0.5, 2.5, -1, -0.7, -0.4};
        assertThat(projected(point, 1, 3)).containsExactly(0.5, 1, 0, 0, 0);
        assertThat(projected(point, 0, 1)).containsExactly(projected(point, 1, 1));
        assertThat(projected(point, 2, 4)).containsExactly(projected(point, 2, 2));
    }

    private static double[] projected(double[] point, int fewest, int most) {
        double[] projected = point.clone();
        CappedSimplex.project(projected, fewest, most);
        return projected;
    }

    @Test
    void theLeastOfARangeTakesWhatItMustAndThenWhatIsBelowZero() {
        double[] costs = {3, -1, 2, -4, 5};
        assertThat(CappedSimplex.least(costs, 1, 1)).isEqualTo(-4);
        assertThat(CappedSimplex.least(costs, 1, 4)).isEqualTo(-5);
        assertThat(CappedSimplex.least(costs, 3, 4)).isEqualTo(-3);
        assertThat(CappedSimplex.least(costs, 0, 5)).isEqualTo(-5);
    }

    @ParameterizedTest
    @CsvSource({"12, 4, 0.5", "25, 8, 2", "40, 3, 10", "40, 20, 0.3", "60, 6, 1"})
    void theRelaxationIsSolvedAsByAnInteriorPoint(int assets, int cardinality, double aversion) {
        for (long seed = 1; seed <= 3; seed++) {
            SelectionProblem problem = Problems.random(assets, cardinality, aversion, seed);
            RelaxationBound bound = RelaxationBound.of(problem, 1e-10, 100_000);
            // what the solver promises of its own accuracy
            double expected = solved(problem);
            assertThat(bound.relaxed()).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
            assertThat(bound.value()).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
        }
    }

    @ParameterizedTest
    @CsvSource({"25, 2, 12, 2", "25, 10, 12, 2", "40, 2, 4, 0.3", "40, 3, 30, 8"})
    void theRelaxationOfARangeIsSolvedAsByAnInteriorPoint(int assets, int fewest, int most, double aversion) {
        for (long seed = 1; seed <= 3; seed++) {
            SelectionProblem problem = Problems.random(assets, fewest, most, aversion, seed);
            RelaxationBound bound = RelaxationBound.of(problem, 1e-10, 100_000);
            double expected = solved(problem);
            assertThat(bound.relaxed()).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
            assertThat(bound.value()).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
        }
    }

    private static double solved(SelectionProblem problem) {
        var model = new ExpressionsBasedModel();
        Variable[] variables = new Variable[problem.size()];
        for (int i = 0; i < variables.length; i++) {
            variables[i] = model.newVariable("x" + i)
                    .lower(0)
                    .upper(1)
                    .weight(-problem.expectedReturns().get(i));
        }
        var sum = model.newExpression("sum").lower(problem.minCardinality()).upper(problem.cardinality());
        var risk = model.newExpression("risk").weight(problem.riskAversion());
        for (int i = 0; i < variables.length; i++) {
            sum.set(variables[i], 1);
            for (int j = 0; j < variables.length; j++) {
                risk.set(variables[i], variables[j], problem.covariance().get(i, j));
            }
        }
        return model.minimise().getValue();
    }
}
