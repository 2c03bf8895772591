package io.ketstream.execution.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.measurement.CommutingGroup;
import io.ketstream.model.measurement.CommutingGroups;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Grouping;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CommutingEstimatesTest {

    private static final int SHOTS = 100_000;

    private final PubEstimator estimator = new PubEstimator(new StatevectorSimulator(1 << 26));

    /// The first columns of the table in docs/decisions/0407: groups, and gates on two qubits in the longest change of
    /// basis.
    @ParameterizedTest
    @CsvSource({
        "H2_sto-3g_singlet_0.7414, 15, 5, 2, 2",
        "H1-Li1_sto-3g_singlet_1.45, 631, 174, 41, 9",
        "BeH2_sto6g_14, 1086, 357, 54, 11",
        "h2o_sto-3g, 1086, 357, 51, 12"
    })
    void moleculesNeedAFifthOfTheGroups(String name, int terms, int qubitWise, int commuting, int longest) {
        PauliSum molecule = molecule(name);
        assertThat(molecule.terms()).hasSize(terms);
        assertThat(QubitWiseGrouping.firstFit(molecule)).hasSize(qubitWise);
        List<CommutingGroup> groups = CommutingGroups.of(molecule);
        assertThat(groups).hasSize(commuting);
        assertThat(groups.stream()
                        .mapToInt(group -> group.rotation().twoQubitGates())
                        .max())
                .hasValue(longest);
    }

    /// Its last columns: the standard error of one state's energy with 10^5 shots, in thousandths of a Hartree.
    @ParameterizedTest
    @CsvSource({"H2_sto-3g_singlet_0.7414, 1.9, 0.8", "H1-Li1_sto-3g_singlet_1.45, 11.8, 6.2"})
    void theSameShotsTellMore(String name, double qubitWise, double commuting) {
        PauliSum molecule = molecule(name);
        CompiledDefinition definition = CompiledDefinition.compile(trial(molecule.qubits()), molecule, List.of());
        double exact = energy(definition, null, Grouping.QUBIT_WISE).mean();
        for (Grouping grouping : Grouping.values()) {
            PointResult sampled = energy(definition, SHOTS, grouping);
            // 5 standard errors: once in two million seeds
            assertThat(sampled.mean()).isCloseTo(exact, within(5 * sampled.standardError()));
            // to the digits of the table
            assertThat(1e3 * sampled.standardError())
                    .isCloseTo(grouping == Grouping.COMMUTING ? commuting : qubitWise, within(0.05));
        }
    }

    /// Over many seeds the estimates scatter as each says of itself.
    @Test
    void theStandardErrorIsThatOfTheEstimates() {
        CompiledDefinition definition = CompiledDefinition.compile(
                trial(3), sum(3, "XXI", "YYI", "ZZI", "IXX", "IYY", "IZZ", "IIZ"), List.of());
        double exact = energy(definition, null, Grouping.COMMUTING).mean();
        int seeds = 400;
        double squares = 0;
        double variances = 0;
        for (int seed = 0; seed < seeds; seed++) {
            PointResult sampled = estimator.mean(definition, RealVector.zeros(0), 500, seed, Grouping.COMMUTING);
            squares += Math.pow(sampled.mean() - exact, 2);
            variances += Math.pow(sampled.standardError(), 2);
        }
        // A sum of 400 squares of normal numbers has a relative standard deviation of √(2/400), 7 %: five of these.
        assertThat(squares / variances).isCloseTo(1, within(0.35));
    }

    private PointResult energy(CompiledDefinition definition, @Nullable Integer shots, Grouping grouping) {
        return estimator.mean(definition, RealVector.zeros(0), shots, 3, grouping);
    }

    private static PauliSum molecule(String name) {
        JsonNode hamiltonian = ReferenceData.json("chem/pauli_jw_generated.json.gz")
                .at("/molecules")
                .get(name)
                .get("hamiltonian");
        var terms = new ArrayList<PauliSum.Term>();
        hamiltonian.forEachEntry((letters, coefficient) -> terms.add(new PauliSum.Term(
                // there, the first letter acts on qubit 0
                new PauliString(new StringBuilder(letters).reverse().toString()), coefficient.asDouble())));
        return new PauliSum(terms.getFirst().pauli().qubits(), terms);
    }

    /// Some state that is no eigenstate of any term.
    private static ParameterizedCircuit trial(int qubits) {
        var gates = new ArrayList<Instruction>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            gates.add(rotation(Gate.RY, 0.3 + 0.1 * qubit, qubit));
            gates.add(rotation(Gate.RZ, 0.2 * qubit, qubit));
        }
        for (int qubit = 0; qubit + 1 < qubits; qubit++) {
            gates.add(new Instruction.Apply(Gate.CX, List.of(), List.of(qubit, qubit + 1)));
        }
        return ParameterizedCircuit.of(qubits, List.of(), gates);
    }

    private static Instruction rotation(Gate gate, double angle, int qubit) {
        return new Instruction.Apply(gate, List.of(ParameterExpression.constant(angle)), List.of(qubit));
    }

    private static PauliSum sum(int qubits, String... labels) {
        return new PauliSum(
                qubits,
                List.of(labels).stream()
                        .map(label -> new PauliSum.Term(new PauliString(label), 1))
                        .toList());
    }
}
