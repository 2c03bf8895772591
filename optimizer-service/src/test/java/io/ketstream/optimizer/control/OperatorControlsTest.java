package io.ketstream.optimizer.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.model.testing.ReferenceInstances;
import io.ketstream.model.testing.SpinModels;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OperatorControlsTest {

    private static final long NODES = ClassicalControls.DEFAULT_NODES;

    @Test
    void groundEnergiesOfSpinModelsAreExact() {
        int checked = 0;
        for (JsonNode expected :
                ReferenceData.json("spin/reference_spin_models.json").get("results")) {
            PauliSum sum = SpinModels.of(expected);
            if (sum.qubits() > 10) {
                continue;
            }
            double ground = expected.get("ground_energy").asDouble();
            var problem = new ControlProblem.Operator(sum);
            ExactControl exact = ClassicalControls.exact(problem, NODES, 1);
            String what = expected.toString();
            assertThat(exact)
                    .as(what)
                    .isInstanceOfSatisfying(
                            ExactControl.Proven.class,
                            proven -> assertThat(proven.objective()).as(what).isCloseTo(ground, within(1e-9)));

            // A product state is a state: never below the ground energy.
            HeuristicControl heuristic = ClassicalControls.heuristic(problem, 400, 1);
            assertThat(heuristic.objective())
                    .as(what)
                    .isGreaterThan(ground - 1e-9)
                    .isLessThan(0);
            assertThat(heuristic.evaluations()).isLessThanOrEqualTo(400);
            checked++;
        }
        assertThat(checked).isEqualTo(60);
    }

    @Test
    void groundEnergiesOfMoleculesAreExact() {
        int checked = 0;
        for (var entry : ReferenceData.json("chem/pauli_jw_generated.json.gz")
                .get("molecules")
                .properties()) {
            JsonNode molecule = entry.getValue();
            int qubits = molecule.get("n_qubits").asInt();
            if (qubits > 4) {
                continue;
            }
            var problem = new ControlProblem.Operator(ReferenceInstances.paulis(qubits, molecule.get("hamiltonian")));
            ExactControl exact = ClassicalControls.exact(problem, NODES, 1);
            assertThat(exact)
                    .isInstanceOfSatisfying(
                            ExactControl.Proven.class,
                            proven -> assertThat(proven.objective())
                                    .isCloseTo(molecule.get("fci_sector_energy").asDouble(), within(1e-9)));
            // Hartree-Fock is the best product of one-qubit states in this basis: occupied or empty orbitals.
            assertThat(ClassicalControls.heuristic(problem, 400, 1).objective())
                    .isCloseTo(molecule.get("hf").asDouble(), within(1e-6));
            checked++;
        }
        assertThat(checked).isPositive();
    }

    @Test
    void aLargeOperatorIsAnsweredWithABound() {
        PauliSum sum = SpinModels.chain(20, false, -1, 0, 0, 0, -1);
        ExactControl exact = ClassicalControls.exact(new ControlProblem.Operator(sum), NODES, 1);

        assertThat(exact).isEqualTo(new ExactControl.Bounded(-39, 0));
    }

    @Test
    void aSmallBudgetIsAnsweredWithABound() {
        ExactControl exact = ClassicalControls.exact(
                new ControlProblem.Operator(SpinModels.chain(10, true, 1, 1, 1, 0, 0)), 1000, 1);

        assertThat(exact).isInstanceOf(ExactControl.Bounded.class);
    }

    @Test
    void randomProductStatesAverageToTheIdentityCoefficient() {
        var sum = new PauliSum(2, List.of(term("II", 0.5), term("XY", 1), term("ZI", -2)));
        RandomControl random = ClassicalControls.random(new ControlProblem.Operator(sum), 20_000, 3);

        assertThat(random.mean()).isCloseTo(0.5, within(5 * random.standardError()));
        // Each component of a uniform direction has variance 1/3.
        assertThat(random.standardError()).isCloseTo(Math.sqrt((1 / 9.0 + 4 / 3.0) / 20_000), within(5e-4));
        assertThat(random.best()).isGreaterThan(0.5 - 3);
    }

    private static PauliSum.Term term(String label, double coefficient) {
        return new PauliSum.Term(new PauliString(label), coefficient);
    }
}
