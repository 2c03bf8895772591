package io.ketstream.execution.estimate;

import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Puts the terms of an observable into groups of commuting terms by sorted insertion (Crawford et al., Quantum 5, 385
/// (2021), arXiv:1908.06942, sec. 4): terms by falling |coefficient|, then by position, each into the first group with
/// all
/// of which it commutes. Identity terms need no measurement and are in no group. Time O(m²) for m terms.
final class CommutingGrouping {

    private CommutingGrouping() {}

    /// The positions of each group's terms, ascending.
    static List<List<Integer>> of(PauliSum observable) {
        List<PauliSum.Term> terms = observable.terms();
        long[] flips = terms.stream().mapToLong(term -> term.pauli().xMask()).toArray();
        long[] phases = terms.stream().mapToLong(term -> term.pauli().zMask()).toArray();
        int[] order = IntStream.range(0, terms.size())
                .filter(index -> (flips[index] | phases[index]) != 0)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        index -> -Math.abs(terms.get(index).coefficient())))
                .mapToInt(Integer::intValue)
                .toArray();
        var groups = new ArrayList<List<Integer>>();
        for (int index : order) {
            List<Integer> place = null;
            for (int g = 0; g < groups.size() && place == null; g++) {
                boolean commutes = true;
                for (int member : groups.get(g)) {
                    commutes &= commute(flips, phases, index, member);
                }
                place = commutes ? groups.get(g) : null;
            }
            if (place == null) {
                place = new ArrayList<>();
                groups.add(place);
            }
            place.add(index);
        }
        return groups.stream().map(group -> group.stream().sorted().toList()).toList();
    }

    private static boolean commute(long[] flips, long[] phases, int a, int b) {
        return (Long.bitCount(flips[a] & phases[b]) + Long.bitCount(phases[a] & flips[b])) % 2 == 0;
    }
}
