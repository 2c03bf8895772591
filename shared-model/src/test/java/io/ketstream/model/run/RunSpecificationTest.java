package io.ketstream.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which problems `ansatz.maxQubits` goes with.
class RunSpecificationTest {

    private static final Problem IN_NUMBERS = new PortfolioProblem(
            List.of("A", "B", "C"),
            RealVector.zeros(3),
            RealMatrix.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}),
            null,
            null,
            0.5,
            1);

    @Test
    void aPortfolioByItsUniverseMayBeTakenApart() {
        var byUniverse = new PortfolioProblem(null, null, null, "u", null, 0.5, 100);

        assertThat(specification(byUniverse, 2).settings(1).ansatz()).isEqualTo(new Ansatz.Qaoa(1, Mixer.X, 2));
    }

    @Test
    void aPortfolioInNumbersMustFit() {
        assertThat(specification(IN_NUMBERS, 3).problem()).isEqualTo(IN_NUMBERS);
        assertThatThrownBy(() -> specification(IN_NUMBERS, 2))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("ansatz.maxQubits must be at least 3, the number of assets, or absent: only a portfolio by"
                        + " its universe can be taken apart");
    }

    @Test
    void noOtherProblemIsTakenApart() {
        var maxCut = new MaxCutProblem(2, List.of(new Interaction(0, 1, 1)));

        assertThatThrownBy(() -> specification(maxCut, 26))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("ansatz.maxQubits must be absent: only a portfolio by its universe can be taken apart");
    }

    private static RunSpecification specification(Problem problem, int maxQubits) {
        return new RunSpecification(null, problem, new Ansatz.Qaoa(1, Mixer.X, maxQubits), null, null, null);
    }
}
