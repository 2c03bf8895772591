package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.CircuitDefinition.MeasurementGroup;
import io.ketstream.model.measurement.CommutingGroup;
import io.ketstream.model.measurement.CommutingGroups;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Grouping;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.CompiledReadout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A circuit without measurements and an observable, compiled once for the statevector simulator. Thread-safe.
public final class CompiledDefinition {

    /// X, Y and Z of single qubits are measured in so many bases.
    public static final int BLOCH_BASES = 3;

    private final ParameterizedCircuit circuit;
    private final CompiledCircuit compiled;
    private final CompiledObservable observable;
    private final List<List<Integer>> qubitWise;
    private final double offset;

    /// Made when a sampled estimate of a non-diagonal observable first needs them.
    private final Map<Grouping, List<List<Integer>>> groupings = new ConcurrentHashMap<>();

    private final Map<Grouping, List<MeasuredGroup>> groups = new ConcurrentHashMap<>();

    /// Of a batch; a run asks for the same one always.
    private volatile @Nullable CompiledReadout readout;

    private volatile @Nullable Measured measured;

    /// X, Y and Z of each qubit.
    private volatile @Nullable MeasuredReadout bloch;

    private volatile @Nullable Shifted shifted;

    private record Measured(List<PauliString> strings, Grouping grouping, MeasuredReadout readout) {}

    /// The circuit with shifts behind so many inputs, what of it is measured, and it compiled as it
    /// is.
    private record Shifted(int inputs, ShiftedRotations rotations, CompiledDefinition definition) {}

    private CompiledDefinition(
            ParameterizedCircuit circuit, PauliSum observable, List<List<Integer>> qubitWise, double offset) {
        this.circuit = circuit;
        this.compiled = CompiledCircuit.compile(circuit);
        this.observable = CompiledObservable.compile(observable);
        this.qubitWise = qubitWise;
        this.offset = offset;
    }

    /// @param grouping the observable's qubit-wise groups; empty: grouped here, first fit
    /// @throws InvalidValueException when the parts do not fit each other
    /// @throws io.ketstream.simulator.CircuitTooLargeException when it has more qubits than a statevector can
    ///     address
    public static CompiledDefinition compile(
            ParameterizedCircuit circuit, PauliSum observable, List<MeasurementGroup> grouping) {
        if (observable.qubits() != circuit.qubits()) {
            throw new InvalidValueException(
                    "observable",
                    "must have " + circuit.qubits() + " qubits as the circuit, not " + observable.qubits());
        }
        List<MeasurementGroup> groups = grouping.isEmpty() ? QubitWiseGrouping.firstFit(observable) : grouping;
        String fault = QubitWiseGrouping.fault(observable, groups);
        if (fault != null) {
            throw new InvalidValueException("groups", "must measure each term once: " + fault);
        }
        double offset = 0;
        for (PauliSum.Term term : observable.terms()) {
            offset += term.pauli().weight() == 0 ? term.coefficient() : 0;
        }
        return new CompiledDefinition(
                circuit,
                observable,
                groups.stream().map(MeasurementGroup::terms).toList(),
                offset);
    }

    public CompiledCircuit circuit() {
        return compiled;
    }

    public CompiledObservable observable() {
        return observable;
    }

    /// The amplitudes of one state of the simulation that the observable needs.
    public double amplitudes() {
        return compiled.amplitudes(observable);
    }

    /// 2^n of n qubits.
    public double allAmplitudes() {
        return Math.scalb(1.0, circuit.qubits());
    }

    public int measurementGroups(Grouping grouping) {
        return grouped(grouping).size();
    }

    /// Bases in which Pauli strings are sampled.
    ///
    /// @param strings of as many letters as there are qubits
    public int bases(List<PauliString> strings, Grouping grouping) {
        return measured(strings, grouping).bases();
    }

    /// A rough count of the bytes it holds on the heap; more once it has a circuit with shifts
    /// ([#rotations]).
    public long weight() {
        long gates = circuit.instructions().size();
        long table = observable.energies().isPresent() && circuit.qubits() <= 20 ? 8L << circuit.qubits() : 0;
        Shifted other = shifted;
        return (other == null ? 0 : other.definition().weight())
                + 1024
                + 400 * gates * (1 + 2 * Math.max(BLOCH_BASES, qubitWise.size()))
                + 200L * observable.observable().terms().size()
                + compiled.keptBytes()
                + table;
    }

    /// @throws InvalidValueException naming `readout[i]`, when a string has not one letter for each qubit
    CompiledReadout readout(List<PauliString> strings) {
        CompiledReadout known = readout;
        if (known == null || !known.strings().equals(strings)) {
            known = CompiledReadout.compile(circuit.qubits(), strings);
            readout = known;
        }
        return known;
    }

    /// The same where it is sampled.
    MeasuredReadout measured(List<PauliString> strings, Grouping grouping) {
        Measured known = measured;
        if (known == null || known.grouping() != grouping || !known.strings().equals(strings)) {
            known = new Measured(strings, grouping, MeasuredReadout.of(circuit, strings, grouping));
            measured = known;
        }
        return known.readout();
    }

    /// Rotations that have a weight, the parameters behind the first `inputs`.
    ///
    /// @throws InvalidValueException naming `wanted`, when a weight is in a gate that is no
    ///     rotation
    public int rotations(int inputs) {
        return shifted(inputs).rotations().size();
    }

    /// The circuit with a shift for each of them.
    ShiftedRotations shiftedRotations(int inputs) {
        return shifted(inputs).rotations();
    }

    /// That circuit compiled, with the same observable.
    CompiledDefinition shiftedDefinition(int inputs) {
        return shifted(inputs).definition();
    }

    private Shifted shifted(int inputs) {
        Shifted known = shifted;
        if (known == null || known.inputs() != inputs) {
            ShiftedRotations rotations = ShiftedRotations.of(circuit, inputs);
            known = new Shifted(
                    inputs,
                    rotations,
                    new CompiledDefinition(rotations.circuit(), observable.observable(), qubitWise, offset));
            shifted = known;
        }
        return known;
    }

    /// X, Y and Z of each qubit in turn where they are sampled.
    MeasuredReadout bloch() {
        MeasuredReadout known = bloch;
        if (known == null) {
            var strings = new ArrayList<PauliString>();
            for (int qubit = 0; qubit < circuit.qubits(); qubit++) {
                strings.add(PauliString.of(circuit.qubits(), 'X', qubit));
                strings.add(PauliString.of(circuit.qubits(), 'Y', qubit));
                strings.add(PauliString.of(circuit.qubits(), 'Z', qubit));
            }
            known = MeasuredReadout.of(circuit, strings, Grouping.QUBIT_WISE);
            bloch = known;
        }
        return known;
    }

    /// The coefficient of the identity.
    double offset() {
        return offset;
    }

    /// The largest distance of an energy from the offset.
    double spread() {
        double spread = 0;
        for (PauliSum.Term term : observable.observable().terms()) {
            spread += term.pauli().weight() == 0 ? 0 : Math.abs(term.coefficient());
        }
        return spread;
    }

    List<MeasuredGroup> groups(Grouping grouping) {
        return groups.computeIfAbsent(
                grouping,
                kind -> grouped(kind).stream()
                        .map(group -> MeasuredGroup.of(circuit, observable.observable(), group))
                        .toList());
    }

    private List<List<Integer>> grouped(Grouping grouping) {
        return switch (grouping) {
            case QUBIT_WISE -> qubitWise;
            case COMMUTING ->
                groupings.computeIfAbsent(
                        grouping,
                        _ -> CommutingGroups.of(observable.observable()).stream()
                                .map(CommutingGroup::terms)
                                .toList());
        };
    }
}
