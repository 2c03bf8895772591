package io.ketstream.simulator;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/// How often each basis state was drawn, in ascending order of the state's index (bit k is qubit k).
public final class BasisCounts {

    private final long[] states;
    private final long[] counts;
    private final long shots;

    private BasisCounts(long[] states, long[] counts) {
        this.states = states;
        this.counts = counts;
        this.shots = Arrays.stream(counts).sum();
    }

    static BasisCounts of(SortedMap<Long, Long> drawn) {
        var states = new long[drawn.size()];
        var counts = new long[drawn.size()];
        int k = 0;
        for (Map.Entry<Long, Long> entry : drawn.entrySet()) {
            states[k] = entry.getKey();
            counts[k] = entry.getValue();
            k++;
        }
        return new BasisCounts(states, counts);
    }

    /// The number of distinct states.
    public int size() {
        return states.length;
    }

    /// The `position`-th drawn state.
    public long state(int position) {
        return states[position];
    }

    /// How often the `position`-th state was drawn.
    public long count(int position) {
        return counts[position];
    }

    public long shots() {
        return shots;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BasisCounts basis
                && Arrays.equals(states, basis.states)
                && Arrays.equals(counts, basis.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(states) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("{");
        for (int k = 0; k < states.length; k++) {
            text.append(k == 0 ? "" : ", ").append(states[k]).append('=').append(counts[k]);
        }
        return text.append('}').toString();
    }
}
