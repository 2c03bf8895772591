package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.CircuitDefinition.MeasurementGroup;
import io.ketstream.model.measurement.CommutingGroup;
import io.ketstream.model.measurement.CommutingGroups;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Grouping;
import io.ketstream.simulator.BasisCounts;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.PureState;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Several Pauli strings that are read of the same states, prepared once for a circuit. Immutable and thread-safe.
///
/// Where they are sampled, those that can be measured in one basis come of the same shots, and each basis has all of
/// them: group g, of the strings in their order, draws with the seed [Seeds#derive]`(seed, g)`.
final class Readout {

    /// A group with the positions of its terms in the readout.
    private record Part(MeasuredGroup group, List<Integer> positions) {}

    private final CompiledCircuit circuit;
    private final List<PauliString> strings;
    private final Grouping grouping;
    private final List<CompiledObservable> observables;
    private final List<Part> parts;

    private Readout(
            CompiledCircuit circuit,
            List<PauliString> strings,
            Grouping grouping,
            List<CompiledObservable> observables,
            List<Part> parts) {
        this.circuit = circuit;
        this.strings = strings;
        this.grouping = grouping;
        this.observables = observables;
        this.parts = parts;
    }

    /// @throws InvalidValueException naming `[i]`, when a string has not one letter for each qubit
    static Readout of(
            ParameterizedCircuit circuit, CompiledCircuit compiled, List<PauliString> strings, Grouping grouping) {
        var observables = new ArrayList<CompiledObservable>(strings.size());
        var terms = new ArrayList<PauliSum.Term>(strings.size());
        for (int i = 0; i < strings.size(); i++) {
            PauliString string = strings.get(i);
            if (string.qubits() != circuit.qubits()) {
                throw new InvalidValueException(
                        "[" + i + "]",
                        "must have " + circuit.qubits() + " letters, one for each qubit, not " + string.qubits());
            }
            observables.add(CompiledObservable.compile(PauliSum.of(string)));
            terms.add(new PauliSum.Term(string, 1));
        }
        var sum = new PauliSum(circuit.qubits(), terms);
        List<Part> parts = groups(sum, grouping).stream()
                .map(group -> new Part(MeasuredGroup.of(circuit, sum, group), group))
                .toList();
        return new Readout(compiled, List.copyOf(strings), grouping, observables, parts);
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

    boolean isOf(List<PauliString> otherStrings, Grouping otherGrouping) {
        return grouping == otherGrouping && strings.equals(otherStrings);
    }

    int size() {
        return strings.size();
    }

    /// Bases that sampling measures in.
    int bases() {
        return parts.size();
    }

    /// Σ coefficients[i]·string i.
    CompiledObservable weighted(double[] coefficients) {
        var terms = new ArrayList<PauliSum.Term>(strings.size());
        for (int i = 0; i < coefficients.length; i++) {
            terms.add(new PauliSum.Term(strings.get(i), coefficients[i]));
        }
        return CompiledObservable.compile(new PauliSum(circuit.numberOfQubits(), terms));
    }

    /// The strings' exact expectations in the circuit's final state.
    double[] exact(StatevectorSimulator simulator, RealVector parameters) {
        PureState state = simulator.finalState(circuit, parameters);
        var means = new double[observables.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = simulator.expectation(state, observables.get(i));
        }
        return means;
    }

    /// Their estimates from `shots` shots in each basis.
    SampledReadout sampled(StatevectorSimulator simulator, RealVector parameters, int shots, long seed) {
        var means = new double[strings.size()];
        // of identities, which no basis measures
        Arrays.fill(means, 1);
        var drawn = new ArrayList<BasisCounts>(parts.size());
        for (int g = 0; g < parts.size(); g++) {
            Part part = parts.get(g);
            BasisCounts counts = simulator.sample(part.group().circuit(), parameters, shots, Seeds.derive(seed, g));
            for (int k = 0; k < part.positions().size(); k++) {
                int term = k;
                MeasuredGroup group = part.group();
                means[part.positions().get(k)] =
                        new SampledEnergies(counts, outcome -> group.value(term, outcome)).mean();
            }
            drawn.add(counts);
        }
        return new SampledReadout(this, means, drawn);
    }

    /// The variance of Σ slopes[i]·mean i, of means that were estimated from `drawn`.
    double variance(double[] slopes, List<BasisCounts> drawn) {
        double variance = 0;
        for (int g = 0; g < parts.size(); g++) {
            Part part = parts.get(g);
            double bound = 0;
            for (int position : part.positions()) {
                bound += Math.abs(slopes[position]);
            }
            var values = new SampledEnergies(drawn.get(g), outcome -> {
                double value = 0;
                for (int k = 0; k < part.positions().size(); k++) {
                    value += slopes[part.positions().get(k)] * part.group().value(k, outcome);
                }
                return value;
            });
            variance += values.variance(bound) / values.shots();
        }
        return variance;
    }
}
