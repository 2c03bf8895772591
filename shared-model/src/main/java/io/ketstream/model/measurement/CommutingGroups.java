package io.ketstream.model.measurement;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Puts the terms of an observable into groups of mutually commuting strings by sorted insertion (Crawford et al.,
/// arXiv 1908.06942): by falling |coefficient| (then by position), each into the first group all of which it commutes
/// with. Identity terms need no measurement and are in no group.
///
/// A group is asked by its generators, at most n of them on n qubits: T terms in G groups take O(T G n) operations on
/// words of 64 bits. At most 63 qubits.
public final class CommutingGroups {

    private CommutingGroups() {}

    public static List<CommutingGroup> of(PauliSum observable) {
        List<PauliSum.Term> terms = observable.terms();
        var open = new ArrayList<OpenGroup>();
        IntStream.range(0, terms.size())
                .filter(index -> terms.get(index).pauli().weight() > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        index -> -Math.abs(terms.get(index).coefficient())))
                .forEach(index -> place(index, terms.get(index).pauli(), open));
        return open.stream().map(group -> group.close(observable)).toList();
    }

    private static void place(int index, PauliString pauli, List<OpenGroup> open) {
        Bits bits = Bits.of(pauli);
        for (OpenGroup group : open) {
            if (group.generators.commuteWith(bits)) {
                group.add(index, bits);
                return;
            }
        }
        var group = new OpenGroup();
        group.add(index, bits);
        open.add(group);
    }

    private static final class OpenGroup {

        private final List<Integer> terms = new ArrayList<>();
        private final Generators generators = new Generators();

        void add(int index, Bits bits) {
            terms.add(index);
            generators.add(bits);
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
