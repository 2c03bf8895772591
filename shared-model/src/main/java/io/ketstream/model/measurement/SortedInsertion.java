package io.ketstream.model.measurement;

import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Puts the terms of an observable into groups (Crawford et al., arXiv 1908.06942): by falling |coefficient|, then by
/// position, each into the first group that accepts it. Identity terms need no measurement and are in no group.
final class SortedInsertion {

    /// A group being filled.
    interface OpenGroup {

        boolean accepts(Bits string);

        /// @param index of the term in the observable
        void add(int index, Bits string);
    }

    private SortedInsertion() {}

    static <G extends OpenGroup> List<G> of(PauliSum observable, Supplier<G> fresh) {
        List<PauliSum.Term> terms = observable.terms();
        var open = new ArrayList<G>();
        IntStream.range(0, terms.size())
                .filter(index -> terms.get(index).pauli().weight() > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        index -> -Math.abs(terms.get(index).coefficient())))
                .forEach(index -> place(index, Bits.of(terms.get(index).pauli()), open, fresh));
        return open;
    }

    private static <G extends OpenGroup> void place(int index, Bits string, List<G> open, Supplier<G> fresh) {
        for (G group : open) {
            if (group.accepts(string)) {
                group.add(index, string);
                return;
            }
        }
        G group = fresh.get();
        group.add(index, string);
        open.add(group);
    }
}
