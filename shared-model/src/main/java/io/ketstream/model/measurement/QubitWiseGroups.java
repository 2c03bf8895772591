package io.ketstream.model.measurement;

import io.ketstream.model.execution.CircuitDefinition.MeasurementGroup;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;

/// The terms of an observable in groups of strings that commute qubit-wise, by [SortedInsertion]. A group's
/// basis has the letters of its strings. At most 63 qubits.
public final class QubitWiseGroups {

    private QubitWiseGroups() {}

    public static List<MeasurementGroup> of(PauliSum observable) {
        return SortedInsertion.of(observable, OpenGroup::new).stream()
                .map(group -> group.close(observable.qubits()))
                .toList();
    }

    /// With its basis as bits of the qubits with X or Y, and with Z or Y.
    private static final class OpenGroup implements SortedInsertion.OpenGroup {

        private final List<Integer> terms = new ArrayList<>();
        private long flips;
        private long phases;

        @Override
        public boolean accepts(Bits string) {
            long shared = (flips | phases) & string.support();
            return ((flips ^ string.flips()) & shared) == 0 && ((phases ^ string.phases()) & shared) == 0;
        }

        @Override
        public void add(int index, Bits string) {
            terms.add(index);
            flips |= string.flips();
            phases |= string.phases();
        }

        MeasurementGroup close(int qubits) {
            char[] letters = new char[qubits];
            for (int qubit = 0; qubit < qubits; qubit++) {
                boolean flip = (flips >>> qubit & 1) == 1;
                boolean phase = (phases >>> qubit & 1) == 1;
                letters[qubits - 1 - qubit] = flip ? (phase ? 'Y' : 'X') : (phase ? 'Z' : 'I');
            }
            return new MeasurementGroup(
                    new PauliString(new String(letters)),
                    terms.stream().sorted().toList());
        }
    }
}
