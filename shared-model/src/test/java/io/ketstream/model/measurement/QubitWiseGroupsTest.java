package io.ketstream.model.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.execution.CircuitDefinition.MeasurementGroup;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QubitWiseGroupsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyTermIsInOneGroupWhoseBasisMeasuresIt(long seed) {
        PauliSum observable = random(5, 60, seed);
        List<MeasurementGroup> groups = QubitWiseGroups.of(observable);
        List<Integer> placed = groups.stream()
                .flatMap(group -> group.terms().stream())
                .sorted()
                .toList();
        List<Integer> measured = IntStream.range(0, observable.terms().size())
                .filter(index -> observable.terms().get(index).pauli().weight() > 0)
                .boxed()
                .toList();
        assertThat(placed).isEqualTo(measured);
        for (MeasurementGroup group : groups) {
            for (int index : group.terms()) {
                PauliString pauli = observable.terms().get(index).pauli();
                for (int qubit = 0; qubit < 5; qubit++) {
                    if (pauli.at(qubit) != 'I') {
                        assertThat(group.basis().at(qubit)).isEqualTo(pauli.at(qubit));
                    }
                }
            }
        }
    }

    @Test
    void aDiagonalObservableIsOneGroup() {
        var observable = new PauliSum(
                3,
                List.of(
                        new PauliSum.Term(new PauliString("III"), 4),
                        new PauliSum.Term(new PauliString("ZZI"), 1),
                        new PauliSum.Term(new PauliString("IZZ"), 1)));
        assertThat(QubitWiseGroups.of(observable))
                .containsExactly(new MeasurementGroup(new PauliString("ZZZ"), List.of(1, 2)));
    }

    @Test
    void theLargestCoefficientChoosesItsBasisFirst() {
        var observable = new PauliSum(
                2,
                List.of(
                        new PauliSum.Term(new PauliString("IX"), 0.1),
                        new PauliSum.Term(new PauliString("IZ"), -3),
                        new PauliSum.Term(new PauliString("ZI"), 0.2)));
        assertThat(QubitWiseGroups.of(observable))
                .containsExactly(
                        new MeasurementGroup(new PauliString("ZZ"), List.of(1, 2)),
                        new MeasurementGroup(new PauliString("IX"), List.of(0)));
    }

    private static PauliSum random(int qubits, int terms, long seed) {
        var random = new Random(seed);
        var sum = new ArrayList<PauliSum.Term>();
        for (int k = 0; k < terms; k++) {
            var label = new StringBuilder();
            for (int qubit = 0; qubit < qubits; qubit++) {
                label.append("IIXYZ".charAt(random.nextInt(5)));
            }
            sum.add(new PauliSum.Term(new PauliString(label.toString()), random.nextGaussian()));
        }
        return new PauliSum(qubits, sum).simplified();
    }
}
