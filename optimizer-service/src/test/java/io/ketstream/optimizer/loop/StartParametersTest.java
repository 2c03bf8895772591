package io.ketstream.optimizer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.Sense;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Mixer;
import io.ketstream.model.run.OptimizerSpecification;
import io.ketstream.model.run.OptimizerType;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.Selection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartParametersTest {

    /// γ rises to its slope; |β| falls from its own, with the sign that leads from the start to low energies.
    @ParameterizedTest
    @CsvSource({"X, -0.6", "XY_RING, -0.6", "XY_COMPLETE, -0.2", "WARM_START, 0.6"})
    void qaoaBeginsOnARamp(Mixer mixer, double firstBeta) {
        var settings = new RunSettings(
                "ramp",
                new Ansatz.Qaoa(2, mixer),
                OptimizerSpecification.of(OptimizerType.L_BFGS),
                ExecutionSpecification.of(null, null, null, null, null),
                7);
        assertRamp(StartParameters.of(settings, 4, 7), firstBeta);
    }

    private static void assertRamp(RealVector start, double firstBeta) {
        double[] expected = {0.3, 0.6, firstBeta, firstBeta / 2};
        for (int k = 0; k < 4; k++) {
            assertThat(start.get(k)).isCloseTo(expected[k], within(1e-15));
        }
    }

    /// Of a complete mixer, as the largest block in which ones can move asks for; without one, as `x`.
    @Test
    void blocksAreMixedByTheirSize() {
        var complete = new Ansatz.Qaoa(2, Mixer.XY_COMPLETE);
        var small = new Selection.KeptOnes(List.of(0, 1, 2), 1);
        var large = new Selection.KeptOnes(List.of(3, 4, 5, 6), 2);
        var full = new Selection.KeptOnes(List.of(7, 8, 9, 10, 11), 5);
        assertRamp(StartParameters.linearRamp(complete, formulation(List.of(small, large, full))), -0.4);
        assertRamp(StartParameters.linearRamp(complete, formulation(List.of(full))), -0.6);
    }

    private static Formulation formulation(List<Selection.KeptOnes> kept) {
        int qubits = 12;
        List<String> symbols = IntStream.range(0, qubits).mapToObj(k -> "S" + k).toList();
        var ising = new IsingHamiltonian(RealVector.zeros(qubits), List.of(), 0);
        var problem = new PortfolioProblem(
                symbols, RealVector.zeros(qubits), RealMatrix.of(new double[qubits][qubits]), null, null, 1, 6);
        var selection = new Selection(symbols, List.of(), SelectionRules.none(qubits), kept, null, ising, problem);
        return new Formulation(Sense.MINIMIZE, ising.toPauliSum(), ising, null, selection);
    }
}
