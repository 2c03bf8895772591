package io.ketstream.model.measurement;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;

/// The terms of an observable in groups of mutually commuting strings, by [SortedInsertion].
///
/// A group is asked by its generators, at most n of them on n qubits: T terms in G groups take O(T G n) operations on
/// words of 64 bits. At most 63 qubits.
public final class CommutingGroups {

    private CommutingGroups() {}

    public static List<CommutingGroup> of(PauliSum observable) {
        return SortedInsertion.of(observable, OpenGroup::new).stream()
                .map(group -> group.close(observable))
                .toList();
    }

    private static final class OpenGroup implements SortedInsertion.OpenGroup {

        private final List<Integer> terms = new ArrayList<>();
        private final Generators generators = new Generators();

        @Override
        public boolean accepts(Bits string) {
            return generators.commuteWith(string);
        }

        @Override
        public void add(int index, Bits string) {
            terms.add(index);
            generators.add(string);
        }

        CommutingGroup close(PauliSum observable) {
            List<Integer> rising = terms.stream().sorted().toList();
            List<PauliString> strings = rising.stream()
                    .map(index -> observable.terms().get(index).pauli())
                    .toList();
            return new CommutingGroup(rising, Diagonalization.of(strings));
        }
    }
}
