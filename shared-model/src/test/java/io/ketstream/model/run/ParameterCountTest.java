package io.ketstream.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.problem.HamiltonianProblem;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a run is refused for because of the number of its circuit's parameters.
class ParameterCountTest {

    private static final List<Interaction> EDGE = List.of(new Interaction(0, 1, 1));
    private static final Problem MAX_CUT = new MaxCutProblem(4, EDGE);
    private static final Problem ONE_GROUP = hamiltonian("XZ");
    private static final Ansatz SMALLEST = new Ansatz.HamiltonianVariational(1);

    @Test
    void aStartHasAValueForEachParameter() {
        assertCount(6, MAX_CUT, new Ansatz.Qaoa(3, Mixer.X));
        assertCount(24, MAX_CUT, efficient(2, Rotation.RY, Rotation.RZ));
        assertCount(1, ONE_GROUP, SMALLEST);
        // XX, ZI and IZ together, twice
        assertCount(4, hamiltonian("XX", "ZI", "IZ"), new Ansatz.HamiltonianVariational(2));
        // Z and the driver that it gets
        assertCount(2, hamiltonian("Z"), SMALLEST);
        // by default QAOA with three layers
        assertCount(6, MAX_CUT, null);
    }

    @Test
    void whatIsNotKnownYetIsNotRefused() {
        accepted(universe(null), efficient(1, Rotation.RY), start(7));
        accepted(MAX_CUT, new Ansatz.HamiltonianVariational(1), start(7));
        // symbols tell the number of qubits before their prices are known
        refused(universe(List.of("A", "B", "C")), efficient(1, Rotation.RY), start(7), "optimizer.initialParameters");
    }

    @Test
    void bobyqaNeedsTwoParameters() {
        refused(ONE_GROUP, SMALLEST, optimizer(OptimizerType.BOBYQA), "optimizer.type");
        accepted(ONE_GROUP, new Ansatz.HamiltonianVariational(2), optimizer(OptimizerType.BOBYQA));
        accepted(ONE_GROUP, SMALLEST, optimizer(OptimizerType.COBYLA));
    }

    @ParameterizedTest
    @EnumSource(
            value = OptimizerType.class,
            names = {"SPSA", "ADAM", "L_BFGS"},
            mode = EnumSource.Mode.EXCLUDE)
    void methodsWithMatricesTakeAThousandParameters(OptimizerType type) {
        accepted(MAX_CUT, efficient(82, Rotation.RX, Rotation.RY, Rotation.RZ), optimizer(type)); // 996
        refused(MAX_CUT, efficient(83, Rotation.RX, Rotation.RY, Rotation.RZ), optimizer(type), "optimizer.type");
    }

    @Test
    void noMethodTakesMoreThanFitIntoAMessage() {
        Ansatz ansatz = efficient(199, Rotation.RX, Rotation.RY, Rotation.RZ); // 600 a node
        accepted(new MaxCutProblem(15, EDGE), ansatz, optimizer(OptimizerType.SPSA));
        refused(new MaxCutProblem(16, EDGE), ansatz, optimizer(OptimizerType.SPSA), "ansatz.layers");
    }

    private static void assertCount(int expected, Problem problem, @Nullable Ansatz ansatz) {
        accepted(problem, ansatz, start(expected));
        assertThatThrownBy(() -> new RunSpecification(null, problem, ansatz, start(expected + 1), null, null))
                .hasMessage("optimizer.initialParameters must have " + expected
                        + " entries, one for each parameter of the circuit, not " + (expected + 1));
        refused(problem, ansatz, start(0), "optimizer.initialParameters");
    }

    private static void accepted(Problem problem, @Nullable Ansatz ansatz, OptimizerSpecification optimizer) {
        assertThatCode(() -> new RunSpecification(null, problem, ansatz, optimizer, null, null))
                .doesNotThrowAnyException();
    }

    private static void refused(
            Problem problem, @Nullable Ansatz ansatz, OptimizerSpecification optimizer, String field) {
        assertThatThrownBy(() -> new RunSpecification(null, problem, ansatz, optimizer, null, null))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private static OptimizerSpecification optimizer(OptimizerType type) {
        return OptimizerSpecification.of(type);
    }

    private static OptimizerSpecification start(int size) {
        return new OptimizerSpecification(OptimizerType.SPSA, 10, 10, null, null, 0, RealVector.zeros(size), Map.of());
    }

    private static Ansatz efficient(int layers, Rotation... rotations) {
        return new Ansatz.HardwareEfficient(layers, List.of(rotations), Entanglement.LINEAR);
    }

    private static Problem hamiltonian(String... labels) {
        return new HamiltonianProblem(
                labels[0].length(),
                List.of(labels).stream()
                        .map(label -> new HamiltonianProblem.Term(label, 1))
                        .toList());
    }

    private static Problem universe(@Nullable List<String> symbols) {
        return new PortfolioProblem(symbols, null, null, "tech", null, 1, 2);
    }
}
