package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A plan for simulating one circuit, made once and bound by numbers only. Immutable and thread-safe.
public final class CompiledCircuit {

    private static final String DYNAMIC = "a dynamic circuit, which measures before its end, resets or branches, has no"
            + " single final state; ask for its outcomes instead";

    private final ParameterizedCircuit circuit;
    private final int preparedUniform;
    private final List<Operation> operations;
    private final List<Instruction.Measure> terminalMeasurements;
    private final ClassicalLayout layout;
    private final Optional<Schedule> schedule;
    private final Optional<SubspacePlan> subspace;
    private volatile @Nullable CompiledCircuit onAnyState;
    private volatile @Nullable CompiledCircuit upToPhases;
    private volatile @Nullable List<CompiledPart> parts;

    /// By the first parameter that a derivative is wanted of.
    private final ConcurrentHashMap<Integer, BackwardPlan> backward = new ConcurrentHashMap<>();

    CompiledCircuit(
            ParameterizedCircuit circuit,
            int preparedUniform,
            List<Operation> operations,
            List<Instruction.Measure> terminalMeasurements) {
        this(circuit, preparedUniform, operations, terminalMeasurements, Optional.empty());
    }

    private CompiledCircuit(
            ParameterizedCircuit circuit,
            int preparedUniform,
            List<Operation> operations,
            List<Instruction.Measure> terminalMeasurements,
            Optional<SubspacePlan> subspace) {
        this.circuit = circuit;
        this.preparedUniform = preparedUniform;
        this.operations = List.copyOf(operations);
        this.terminalMeasurements = List.copyOf(terminalMeasurements);
        this.layout = new ClassicalLayout(circuit.registers());
        this.subspace = subspace;
        this.schedule = isDynamic() || circuit.qubits() > Statevector.LARGEST
                ? Optional.empty()
                : Optional.of(Schedule.of(circuit.qubits(), unitarySteps()));
    }

    /// Compiles in time linear in the number of gates; allocates no state of 2^n amplitudes.
    ///
    /// A circuit that prepares a state with K ones and then keeps their number is simulated on the C(n, K)
    /// amplitudes of such basis states where the estimated cost of that is lower; it may have up to 62
    /// qubits. The choice is a function of the circuit alone. So may a circuit of several parts
    /// that no gate joins: where it has more qubits than a statevector can address, kernels and
    /// Bloch vectors are all that it is good for.
    ///
    /// @throws CircuitTooLargeException when a part of the circuit has more qubits than a
    ///     statevector can address
    public static CompiledCircuit compile(ParameterizedCircuit circuit) {
        Optional<SubspacePlan> plan = SubspacePlan.of(circuit);
        if (circuit.qubits() > Statevector.LARGEST && (plan.isPresent() || fitsInParts(circuit))) {
            List<Instruction.Measure> measurements = circuit.instructions().stream()
                    .filter(Instruction.Measure.class::isInstance)
                    .map(Instruction.Measure.class::cast)
                    .toList();
            return new CompiledCircuit(circuit, 0, List.of(), measurements, plan);
        }
        CompiledCircuit full = compileFull(circuit);
        Optional<SubspacePlan> cheaper = plan.filter(each -> each.cost() <= each.fullCost());
        return cheaper.isPresent() ? full.with(cheaper) : full;
    }

    private static boolean fitsInParts(ParameterizedCircuit circuit) {
        return qubitsOfLargestPart(circuit) <= Statevector.LARGEST;
    }

    /// The qubits of the largest part of `circuit` that no gate joins with the others: all, where
    /// there is one part.
    public static int qubitsOfLargestPart(ParameterizedCircuit circuit) {
        return CircuitPart.of(circuit).stream()
                .mapToInt(part -> part.qubits().size())
                .max()
                .orElseThrow();
    }

    /// Compiles for the full state whatever the circuit, for comparisons.
    ///
    /// @throws CircuitTooLargeException when the circuit has more qubits than a statevector can address
    public static CompiledCircuit compileFull(ParameterizedCircuit circuit) {
        if (circuit.qubits() > Statevector.LARGEST) {
            throw new CircuitTooLargeException("a statevector holds at most " + Statevector.LARGEST
                    + " qubits, the circuit has " + circuit.qubits());
        }
        return new CircuitCompiler(circuit, true).compile();
    }

    /// The same circuit on `plan` where there is one.
    CompiledCircuit with(Optional<SubspacePlan> plan) {
        return new CompiledCircuit(circuit, preparedUniform, operations, terminalMeasurements, plan);
    }

    public ParameterizedCircuit circuit() {
        return circuit;
    }

    public int numberOfQubits() {
        return circuit.qubits();
    }

    public int numberOfParameters() {
        return circuit.parameters().size();
    }

    /// Whether it measures before its end, resets, or branches on classical bits, so that it has no single
    /// final state.
    public boolean isDynamic() {
        return operations.stream().anyMatch(operation -> !(operation instanceof Operation.Unitary));
    }

    /// Whether it writes any classical bit.
    public boolean hasMeasurements() {
        return !terminalMeasurements.isEmpty() || isDynamic();
    }

    /// The number of amplitudes of one state in the simulation chosen: C(n, K) or 2^n.
    public double amplitudes() {
        return subspace.map(plan -> (double) plan.amplitudes()).orElse(Math.pow(2, circuit.qubits()));
    }

    /// The number of amplitudes of one state in the simulation that `observable` needs: an observable that is not
    /// diagonal needs all 2^n.
    public double amplitudes(CompiledObservable observable) {
        return observable.energies().isPresent() ? amplitudes() : Math.pow(2, circuit.qubits());
    }

    /// About how many amplitudes one evolution touches, each of them once for each step: an estimate of its time, a
    /// function of the circuit alone.
    public double work() {
        return subspace.map(SubspacePlan::cost).orElseGet(this::workOnAllAmplitudes);
    }

    /// The same in a simulation of all amplitudes, which observables that are not diagonal need.
    public double workOnAllAmplitudes() {
        return (1 + steps(operations)) * Math.pow(2, circuit.qubits());
    }

    /// The qubits of the largest part that no gate joins with the others: all, where there is one
    /// part.
    public int qubitsOfLargestPart() {
        return parts().stream().mapToInt(part -> part.qubits().size()).max().orElseThrow();
    }

    /// The parts that no gate joins with each other.
    public int numberOfParts() {
        return parts().size();
    }

    /// 2^c of the c qubits of the largest of these parts.
    public double amplitudesOfLargestPart() {
        return Math.pow(2, qubitsOfLargestPart());
    }

    /// The amplitudes of one state of each part that no gate joins with the others, Σ 2^c of parts
    /// of c qubits.
    public double amplitudesOfParts() {
        return parts().stream()
                .mapToDouble(part -> Math.pow(2, part.qubits().size()))
                .sum();
    }

    /// About how many amplitudes are touched where each of these parts evolves by itself.
    public double workOnParts() {
        return parts().stream()
                .mapToDouble(part -> part.compiled().workOnAllAmplitudes())
                .sum();
    }

    /// The bytes of one state of the largest of these parts.
    public long stateBytesOfLargestPart() {
        return Precision.DOUBLE.stateBytes(qubitsOfLargestPart());
    }

    /// The bytes of one state with all amplitudes, 16·2^n; as many as a long holds where that is more.
    public long stateBytes() {
        return stateBytes(Precision.DOUBLE);
    }

    /// The same in `precision`.
    public long stateBytes(Precision precision) {
        return precision.stateBytes(circuit.qubits());
    }

    /// The bytes that the compiled circuit itself holds in tables, once it has run; at most 256 MiB, and in no
    /// figure of [#memoryBytes].
    public long keptBytes() {
        return subspace.map(SubspacePlan::kept).orElse(0L);
    }

    /// The bytes that computing `wanted` of a diagonal observable holds at once, at most.
    public long memoryBytes(Set<Wanted> wanted) {
        return memoryBytes(wanted, Precision.DOUBLE);
    }

    /// The same in `precision`.
    public long memoryBytes(Set<Wanted> wanted, Precision precision) {
        return subspace.map(plan -> plan.memoryBytes(wanted))
                .orElseGet(() -> memoryBytesOfAllAmplitudes(wanted, precision));
    }

    /// The bytes that computing `wanted` of `observable` holds at once, at most.
    public long memoryBytes(Set<Wanted> wanted, CompiledObservable observable) {
        return memoryBytes(wanted, observable, Precision.DOUBLE);
    }

    /// The same in `precision`.
    public long memoryBytes(Set<Wanted> wanted, CompiledObservable observable, Precision precision) {
        return observable.energies().isPresent()
                ? memoryBytes(wanted, precision)
                : memoryBytesOfAllAmplitudes(wanted, precision);
    }

    /// The bytes that computing `wanted` of any observable holds at once, at most.
    public long memoryBytesOfAllAmplitudes(Set<Wanted> wanted) {
        return memoryBytesOfAllAmplitudes(wanted, Precision.DOUBLE);
    }

    /// The same in `precision`; dynamic circuits are in double precision always.
    public long memoryBytesOfAllAmplitudes(Set<Wanted> wanted, Precision precision) {
        if (circuit.qubits() > Statevector.LARGEST) {
            return Long.MAX_VALUE;
        }
        long state = stateBytes(precision(precision));
        long more = 0;
        for (Wanted each : wanted) {
            more = Math.max(
                    more,
                    switch (each) {
                        case EXPECTATION, SAMPLES -> 0;
                        case PROBABILITIES -> (long) Double.BYTES << circuit.qubits();
                        case VARIANCE -> state;
                        // in double precision always, ψ and H|ψ⟩
                        case GRADIENT -> 2 * stateBytes() + checkpointBytes() - state;
                    });
        }
        return state + Math.max(more, isDynamic() ? (BranchExplorer.openStates(this) - 1) * state : 0);
    }

    /// The bytes of the states that a gradient keeps on the way forward, at most.
    private long checkpointBytes() {
        return isDynamic()
                ? 0
                : Math.max(backward().checkpointBytes(), upToPhases().backward().checkpointBytes());
    }

    /// The plan for a person to read.
    public String explain() {
        return explain(Precision.DOUBLE);
    }

    /// The plan of a simulator with `precision`.
    public String explain(Precision precision) {
        return PlanText.of(this, precision);
    }

    /// What states with all amplitudes have when `precision` is asked for.
    Precision precision(Precision asked) {
        return isDynamic() ? Precision.DOUBLE : asked;
    }

    /// The plan on states of one number of ones, where that was chosen.
    Optional<SubspacePlan> subspace() {
        return subspace;
    }

    int preparedUniform() {
        return preparedUniform;
    }

    List<Operation> operations() {
        return operations;
    }

    List<Instruction.Measure> terminalMeasurements() {
        return terminalMeasurements;
    }

    ClassicalLayout layout() {
        return layout;
    }

    private static int steps(List<Operation> operations) {
        int steps = 0;
        for (Operation operation : operations) {
            steps += switch (operation) {
                case Operation.Unitary unitary -> unitary.steps().size();
                case Operation.Measure _, Operation.Reset _ -> 1;
                case Operation.Branch branch -> Math.max(steps(branch.then()), steps(branch.otherwise()));
            };
        }
        return steps;
    }

    /// The steps of a circuit that is not dynamic, in order.
    List<Step> unitarySteps() {
        var steps = new ArrayList<Step>();
        for (Operation operation : operations) {
            switch (operation) {
                case Operation.Unitary unitary -> steps.addAll(unitary.steps());
                case Operation.Measure _, Operation.Reset _, Operation.Branch _ ->
                    throw new IllegalArgumentException(DYNAMIC);
            }
        }
        return steps;
    }

    /// @throws IllegalArgumentException when it is dynamic
    void refuseDynamic() {
        if (isDynamic()) {
            throw new IllegalArgumentException(DYNAMIC);
        }
    }

    /// The same gates on whatever state they find: nothing of them is in the start. Compiled when first asked for.
    CompiledCircuit onAnyState() {
        CompiledCircuit known = onAnyState;
        if (known == null) {
            known = new CircuitCompiler(circuit, false).compile();
            onAnyState = known;
        }
        return known;
    }

    /// The same without phases at the end, which change no probability of a basis state. Made when first asked for.
    CompiledCircuit upToPhases() {
        CompiledCircuit known = upToPhases;
        if (known == null) {
            List<Step> steps = unitarySteps();
            List<Step> kept = withoutLastPhases(steps);
            known = kept.size() == steps.size()
                    ? this
                    : new CompiledCircuit(
                            circuit, preparedUniform, List.of(new Operation.Unitary(kept)), terminalMeasurements);
            upToPhases = known;
        }
        return known;
    }

    private static List<Step> withoutLastPhases(List<Step> steps) {
        var kept = new ArrayList<Step>();
        int flipped = 0;
        for (Step step : steps.reversed()) {
            if (!(step instanceof DiagonalStep) || (step.touched() & flipped) != 0) {
                kept.addFirst(step);
                flipped |= step.flipped();
            }
        }
        return kept;
    }

    /// The parts that no gate joins, compiled when they are first asked for; itself, where there is
    /// one.
    List<CompiledPart> parts() {
        List<CompiledPart> known = parts;
        if (known == null) {
            List<CircuitPart> found = CircuitPart.of(circuit);
            known = found.size() == 1
                    ? List.of(new CompiledPart(this, found.getFirst().qubits()))
                    : found.stream()
                            .map(part -> new CompiledPart(compileFull(part.circuit()), part.qubits()))
                            .toList();
            parts = known;
        }
        return known;
    }

    /// A [CircuitPart] that is compiled for all its amplitudes.
    record CompiledPart(CompiledCircuit compiled, List<Integer> qubits) {}

    /// How [#unitarySteps] are passed over the state.
    Schedule schedule() {
        return schedule.orElseThrow(() -> new IllegalArgumentException("a dynamic circuit has no single schedule"));
    }

    /// How a backward sweep undoes the steps of a circuit that is not dynamic; made when it is first asked for.
    BackwardPlan backward() {
        return backward(0);
    }

    /// The same for the derivatives by the parameters from number `first` on.
    BackwardPlan backward(int first) {
        BackwardPlan known = backward.get(first);
        return known == null
                ? backward.computeIfAbsent(first, from -> BackwardPlan.of(circuit.qubits(), unitarySteps(), from))
                : known;
    }

    void check(RealVector parameters) {
        if (parameters.size() != numberOfParameters()) {
            throw new IllegalArgumentException(
                    "the circuit has " + numberOfParameters() + " parameters, not " + parameters.size());
        }
    }
}
