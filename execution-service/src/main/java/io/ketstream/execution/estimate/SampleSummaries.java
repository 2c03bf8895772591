package io.ketstream.execution.estimate;

import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.execution.SampledState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Makes [SampleSummary] records.
final class SampleSummaries {

    private static final int MOST_PROBABLE = 64;
    private static final int LEVELS = 16;

    /// Energies this close, relative to the larger, are one level.
    private static final double SAME_LEVEL = 1e-9;

    private SampleSummaries() {}

    static SampleSummary of(SampledEnergies samples, int qubits, double mean, double standardError) {
        List<Integer> positions = IntStream.range(0, samples.size()).boxed().toList();
        var frequent = positions.stream()
                .sorted(Comparator.comparingLong(samples::count).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(MOST_PROBABLE)
                .map(position -> samples.state(position, qubits))
                .toList();
        return new SampleSummary(
                Math.toIntExact(samples.shots()),
                mean,
                standardError,
                samples.state(samples.lowest(), qubits),
                frequent,
                levels(samples, positions, qubits));
    }

    private static List<SampledState> levels(SampledEnergies samples, List<Integer> positions, int qubits) {
        List<Integer> ascending = positions.stream()
                .sorted(Comparator.<Integer>comparingDouble(samples::energy).thenComparing(Comparator.naturalOrder()))
                .toList();
        var levels = new ArrayList<SampledState>();
        int start = 0;
        while (start < ascending.size() && levels.size() < LEVELS) {
            double energy = samples.energy(ascending.get(start));
            int end = start;
            long count = 0;
            int frequent = ascending.get(start);
            while (end < ascending.size() && same(energy, samples.energy(ascending.get(end)))) {
                int position = ascending.get(end);
                count += samples.count(position);
                if (samples.count(position) > samples.count(frequent)
                        || (samples.count(position) == samples.count(frequent) && position < frequent)) {
                    frequent = position;
                }
                end++;
            }
            levels.add(new SampledState(
                    samples.state(frequent, qubits).bitString(), energy, (double) count / samples.shots()));
            start = end;
        }
        return levels;
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= SAME_LEVEL * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }
}
