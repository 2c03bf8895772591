package io.ketstream.model.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.model.testing.ReferenceInstances;
import io.ketstream.model.testing.SpinModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CommutingGroupsTest {

    /// Amplitudes near 1 through at most a few hundred gates.
    private static final double ROUNDING = 1e-11;

    @Test
    void aRingOfHeisenbergTakesItsEvenAndItsOddBonds() {
        PauliSum ring = SpinModels.chain(8, true, 1, 1, 1, 0, 0).simplified();
        List<CommutingGroup> groups = CommutingGroups.of(ring);
        check(ring, groups);
        assertThat(groups).hasSize(2);
        assertThat(groups)
                .allSatisfy(
                        group -> assertThat(group.rotation().twoQubitGates()).isEqualTo(4));
    }

    @Test
    void anIsingChainInAFieldTakesNoGateOnTwoQubits() {
        PauliSum chain = SpinModels.chain(10, false, 0, 0, -1, -0.7, 0).simplified();
        List<CommutingGroup> groups = CommutingGroups.of(chain);
        check(chain, groups);
        assertThat(groups)
                .hasSize(2)
                .allSatisfy(
                        group -> assertThat(group.rotation().twoQubitGates()).isZero());
    }

    /// The largest coefficient opens the first group, whatever the order of the terms; identities are in none.
    @Test
    void termsAreInsertedByFallingCoefficient() {
        var observable = new PauliSum(
                2,
                List.of(
                        new PauliSum.Term(new PauliString("IX"), 0.1),
                        new PauliSum.Term(new PauliString("II"), 9),
                        new PauliSum.Term(new PauliString("XX"), -2),
                        new PauliSum.Term(new PauliString("ZZ"), 1),
                        new PauliSum.Term(new PauliString("YY"), -0.2)));
        assertThat(CommutingGroups.of(observable).stream().map(CommutingGroup::terms))
                .containsExactly(List.of(2, 3, 4), List.of(0));
        assertThat(CommutingGroups.of(new PauliSum(1, List.of(new PauliSum.Term(new PauliString("I"), 1)))))
                .isEmpty();
    }

    /// The numbers are those of a sorted insertion that asks every pair of strings, letter by letter.
    @ParameterizedTest
    @CsvSource({"qiskit_h2, 2", "H1-Li1_sto-3g_singlet_1.45, 41", "h2o_sto-3g, 51", "BeH2_sto6g_14, 54"})
    void molecules(String name, int expected) {
        JsonNode molecule = ReferenceData.json("chem/pauli_jw_generated.json.gz")
                .get("molecules")
                .get(name);
        PauliSum observable = ReferenceInstances.paulis(molecule.get("n_qubits").asInt(), molecule.get("hamiltonian"));
        List<CommutingGroup> groups = CommutingGroups.of(observable);
        check(observable, groups);
        assertThat(groups).hasSize(expected);
        actsOnARandomState(observable, groups);
    }

    @Test
    void thousandsOfTermsOnTwentyQubits() {
        var random = new Random(20261126);
        var terms = new ArrayList<PauliSum.Term>();
        for (int k = 0; k < 4000; k++) {
            var label = new StringBuilder();
            for (int qubit = 0; qubit < 20; qubit++) {
                label.append("IIIIXYYZ".charAt(random.nextInt(8)));
            }
            terms.add(new PauliSum.Term(new PauliString(label.toString()), random.nextGaussian()));
        }
        PauliSum observable = new PauliSum(20, terms).simplified();
        check(observable, CommutingGroups.of(observable));
    }

    /// Every term but the identity is in one group, whose strings commute letter by letter and become Z strings.
    private static void check(PauliSum observable, List<CommutingGroup> groups) {
        assertThat(groups.stream().flatMap(group -> group.terms().stream()).sorted())
                .containsExactlyElementsOf(IntStream.range(0, observable.terms().size())
                        .filter(index -> observable.terms().get(index).pauli().weight() > 0)
                        .boxed()
                        .toList());
        for (CommutingGroup group : groups) {
            List<PauliString> strings = strings(observable, group);
            for (PauliString string : strings) {
                assertThat(strings).allMatch(other -> DiagonalizationTest.commute(string, other));
                assertThat(group.rotation().of(string).mask()).isNotZero();
            }
            assertThat(strings.stream().map(group.rotation()::of).distinct()).hasSize(strings.size());
        }
    }

    /// The first and the last string of each group, on one random state.
    private static void actsOnARandomState(PauliSum observable, List<CommutingGroup> groups) {
        DenseState state = DenseState.random(observable.qubits(), new Random(7));
        for (CommutingGroup group : groups) {
            List<PauliString> strings = strings(observable, group);
            DenseState rotated = state.copy().apply(group.rotation().gates());
            for (PauliString string : List.of(strings.getFirst(), strings.getLast())) {
                DenseState measured =
                        state.copy().apply(string).apply(group.rotation().gates());
                assertThat(measured.distance(group.rotation().of(string), rotated))
                        .as(string.label())
                        .isLessThan(ROUNDING);
            }
        }
    }

    private static List<PauliString> strings(PauliSum observable, CommutingGroup group) {
        return group.terms().stream()
                .map(index -> observable.terms().get(index).pauli())
                .toList();
    }
}
