package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The exact probabilities of a circuit's classical outcomes, keyed as counts are: registers in order of
/// declaration separated by a space, highest index first in each.
public record OutcomeDistribution(SortedMap<String, Double> probabilities) {

    public OutcomeDistribution {
        probabilities = Collections.unmodifiableSortedMap(new TreeMap<>(probabilities));
    }

    public double probability(String outcome) {
        return probabilities.getOrDefault(outcome, 0.0);
    }

    /// Counts of `shots` draws by inversion of the cumulative distribution in order of keys.
    SortedMap<String, Long> sample(long shots, long seed) {
        List<String> outcomes = new ArrayList<>(probabilities.keySet());
        var cumulative = new double[outcomes.size()];
        double total = 0;
        for (int k = 0; k < cumulative.length; k++) {
            total += probability(outcomes.get(k));
            cumulative[k] = total;
        }
        var random = new SplitMix64(seed);
        var counts = new TreeMap<String, Long>();
        for (long shot = 0; shot < shots; shot++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble() * total);
            int position = found >= 0 ? found + 1 : -found - 1;
            counts.merge(outcomes.get(Math.min(position, outcomes.size() - 1)), 1L, Long::sum);
        }
        return counts;
    }
}
