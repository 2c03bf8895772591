package io.ketstream.execution.estimate;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.CircuitDefinition.MeasurementGroup;
import io.ketstream.model.measurement.CommutingGroup;
import io.ketstream.model.measurement.CommutingGroups;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Grouping;
import io.ketstream.simulator.BasisCounts;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Several Pauli strings that are sampled of the same states, prepared once for a circuit. Immutable and thread-safe.
///
/// Those that can be measured in one basis come of the same shots, and each basis has all of them: group g, of the
/// strings in their order, draws with the seed [Seeds#derive]`(seed, g)`.
final class MeasuredReadout {

    /// A group with the positions of its terms in the readout.
    private record Part(MeasuredGroup group, List<Integer> positions) {}

    private final int size;
    private final List<Part> parts;

    private MeasuredReadout(int size, List<Part> parts) {
        this.size = size;
        this.parts = parts;
    }

    /// @param strings of as many letters as the circuit has qubits
    static MeasuredReadout of(ParameterizedCircuit circuit, List<PauliString> strings, Grouping grouping) {
        var sum = new PauliSum(
                circuit.qubits(),
                strings.stream().map(string -> new PauliSum.Term(string, 1)).toList());
        List<Part> parts = groups(sum, grouping).stream()
                .map(group -> new Part(MeasuredGroup.of(circuit, sum, group), group))
                .toList();
        return new MeasuredReadout(strings.size(), parts);
    }

    private static List<List<Integer>> groups(PauliSum sum, Grouping grouping) {
        return switch (grouping) {
            case QUBIT_WISE ->
                QubitWiseGrouping.firstFit(sum).stream()
                        .map(MeasurementGroup::terms)
                        .toList();
            case COMMUTING ->
                CommutingGroups.of(sum).stream().map(CommutingGroup::terms).toList();
        };
    }

    /// Bases that are measured in.
    int bases() {
        return parts.size();
    }

    /// Estimates from `shots` shots in each basis.
    ReadoutSample sample(StatevectorSimulator simulator, RealVector parameters, int shots, long seed) {
        var means = new double[size];
        // of identities, which no basis measures
        Arrays.fill(means, 1);
        var drawn = new ArrayList<BasisCounts>(parts.size());
        for (int g = 0; g < parts.size(); g++) {
            MeasuredGroup group = parts.get(g).group();
            List<Integer> positions = parts.get(g).positions();
            BasisCounts counts = simulator.sample(group.circuit(), parameters, shots, Seeds.derive(seed, g));
            for (int k = 0; k < positions.size(); k++) {
                int term = k;
                means[positions.get(k)] = new SampledEnergies(counts, outcome -> group.value(term, outcome)).mean();
            }
            drawn.add(counts);
        }
        return new ReadoutSample(this, means, drawn);
    }

    /// The variance of Σ slopes[i]·mean i, of means that were estimated from `drawn`.
    double variance(double[] slopes, List<BasisCounts> drawn) {
        double variance = 0;
        for (int g = 0; g < parts.size(); g++) {
            MeasuredGroup group = parts.get(g).group();
            List<Integer> positions = parts.get(g).positions();
            double bound = 0;
            for (int position : positions) {
                bound += Math.abs(slopes[position]);
            }
            var values = new SampledEnergies(drawn.get(g), outcome -> {
                double value = 0;
                for (int k = 0; k < positions.size(); k++) {
                    value += slopes[positions.get(k)] * group.value(k, outcome);
                }
                return value;
            });
            variance += values.variance(bound) / values.shots();
        }
        return variance;
    }
}
