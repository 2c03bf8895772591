package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A circuit on the C(n, K) amplitudes of the basis states with K ones: gates without parameters that prepare a
/// state of K ones, by whatever path, then steps that keep the number of ones.
///
/// The preparation is simulated once, on its non-zero amplitudes. Immutable and thread-safe but for tables, which are
/// made when they are first needed.
final class SubspacePlan {

    /// Basis states are numbers of 62 bits; binomials of more would not fit a long.
    static final int MOST_QUBITS = 62;

    /// Bytes that a plan may keep.
    private static final long MOST_BYTES = 1L << 28;

    /// Amplitudes that the preparation may touch, added up over its gates: about a second.
    private static final long MOST_PREPARATION = 1L << 25;

    /// The same where the whole circuit is preparation, because it has no parameters and runs once.
    private static final long MOST_CONSTANT = 1L << 20;

    /// How far before the first parameter the steps that keep the number of ones may begin.
    private static final int MOST_CUTS = 64;

    private final int qubits;
    private final int ones;
    private final long amplitudes;
    private final int preparationGates;
    private final List<SubspaceStep> steps;
    private final List<SortedMap<Long, Double>> phaseFactors;
    private final long keptBytes;
    private @Nullable SparseState prepared;
    private volatile @Nullable SubspaceTables tables;

    private SubspacePlan(
            int qubits,
            int ones,
            int preparationGates,
            SparseState prepared,
            List<SubspaceStep> steps,
            List<SortedMap<Long, Double>> phaseFactors) {
        this.qubits = qubits;
        this.ones = ones;
        this.amplitudes = SubspaceBasis.binomial(qubits, ones);
        this.preparationGates = preparationGates;
        this.prepared = prepared;
        this.steps = List.copyOf(steps);
        this.phaseFactors = List.copyOf(phaseFactors);
        this.keptBytes = keptBytes();
    }

    /// The plan of a circuit that has one, whether or not it is worth it.
    static Optional<SubspacePlan> of(ParameterizedCircuit circuit) {
        Optional<List<Instruction.Apply>> unitary = gates(circuit);
        if (circuit.qubits() > MOST_QUBITS || unitary.isEmpty()) {
            return Optional.empty();
        }
        List<Instruction.Apply> gates = unitary.get();
        int firstParameter = 0;
        while (firstParameter < gates.size() && isConstant(gates.get(firstParameter))) {
            firstParameter++;
        }
        long effort = 0;
        for (int cut = firstParameter;
                cut >= Math.max(0, firstParameter - MOST_CUTS) && effort <= 8L * gates.size() + 1000;
                cut--) {
            WeightBlocks.Split split =
                    WeightBlocks.of(circuit.qubits(), circuit.parameters().size(), gates.subList(cut, gates.size()));
            effort += split.seen();
            if (split.pieces().isPresent()) {
                // Cutting earlier would add steps that keep the number of ones, and so not make it definite.
                return of(circuit, gates.subList(0, cut), split.pieces().get());
            }
        }
        return Optional.empty();
    }

    private static Optional<SubspacePlan> of(
            ParameterizedCircuit circuit, List<Instruction.Apply> preparation, List<WeightBlocks.Piece> pieces) {
        int qubits = circuit.qubits();
        long mostAmplitudes = qubits > Statevector.LARGEST ? Long.MAX_VALUE : Math.max(256, 1L << (qubits - 1));
        Optional<SparseState> start =
                SparseState.after(preparation, mostAmplitudes, pieces.isEmpty() ? MOST_CONSTANT : MOST_PREPARATION);
        Optional<Integer> ones = start.flatMap(SparseState::weight);
        // 32 bytes an amplitude are kept at least; so the number of amplitudes fits an array
        if (ones.isEmpty() || SubspaceBasis.binomial(qubits, ones.get()) > MOST_BYTES / 32) {
            return Optional.empty();
        }
        var phases = new SubspacePhases();
        var steps = new ArrayList<SubspaceStep>();
        for (WeightBlocks.Piece piece : pieces) {
            switch (piece) {
                case WeightBlocks.Piece.Diagonal diagonal -> phases.add(diagonal.gate());
                case WeightBlocks.Piece.Block block -> {
                    if (phases.touch(block.low(), block.high())) {
                        phases.drain().ifPresent(steps::add);
                    }
                    steps.add(new SubspaceStep.Block(block.low(), block.high(), block.gates(), block.leavesEqual()));
                }
            }
        }
        phases.drain().ifPresent(steps::add);
        var plan = new SubspacePlan(qubits, ones.get(), preparation.size(), start.get(), steps, phases.tables());
        return plan.keptBytes <= MOST_BYTES ? Optional.of(plan) : Optional.empty();
    }

    int ones() {
        return ones;
    }

    /// C(n, K).
    long amplitudes() {
        return amplitudes;
    }

    int preparationGates() {
        return preparationGates;
    }

    List<SubspaceStep> steps() {
        return steps;
    }

    long stateBytes() {
        return 16 * amplitudes;
    }

    /// The bytes of all tables and of the values of one observable.
    long kept() {
        return keptBytes;
    }

    /// The bytes that computing `wanted` holds at once, besides [#kept].
    long memoryBytes(Set<Wanted> wanted) {
        long states = wanted.contains(Wanted.GRADIENT) ? 2 : 1;
        return states * stateBytes() + stateBytes() / 2;
    }

    /// The estimated cost of an evaluation, in amplitudes of a full state that are touched once: an
    /// amplitude here takes as long, its neighbours are looked up, but those of a gate all at once.
    double cost() {
        double pairs = SubspaceBasis.binomial(qubits - 2, ones - 1);
        double touched = 0;
        for (SubspaceStep step : steps) {
            touched += switch (step) {
                case SubspaceStep.Phase phase ->
                    (double) amplitudes * Math.max(1, phase.terms().size());
                case SubspaceStep.Block block -> 2 * pairs + (block.leavesEqual() ? 0 : amplitudes);
            };
        }
        return touched;
    }

    /// The estimated cost of the same on the full state: one pass for each phase and each gate of a block.
    double fullCost() {
        double passes = 0;
        for (SubspaceStep step : steps) {
            passes += switch (step) {
                case SubspaceStep.Phase _ -> 1;
                case SubspaceStep.Block block -> block.gates().size();
            };
        }
        return passes * Math.pow(2, qubits);
    }

    /// Runs the circuit; the state is new to its caller.
    SubspaceState evolve(RealVector parameters, Workers workers) {
        return new SubspaceMemory(this, workers).evolve(parameters);
    }

    /// A new state, prepared.
    SubspaceState start() {
        return tables().start();
    }

    /// Prepares `state` again.
    void start(SubspaceState state) {
        tables().start(state);
    }

    /// The steps, with numbers that are yet to be set.
    SubspaceOperation[] operations(SubspaceState state, Workers workers) {
        SubspaceTables made = tables();
        return steps.stream().map(step -> step.operation(made, state, workers)).toArray(SubspaceOperation[]::new);
    }

    private SubspaceTables tables() {
        SubspaceTables made = tables;
        return made == null ? makeTables() : made;
    }

    private synchronized SubspaceTables makeTables() {
        SubspaceTables made = tables;
        if (made == null) {
            SparseState from = prepared;
            if (from == null) {
                throw new IllegalStateException("the start is gone");
            }
            made = new SubspaceTables(qubits, ones, from, steps, phaseFactors);
            tables = made;
            prepared = null;
        }
        return made;
    }

    private long keptBytes() {
        // the start, the basis, the values of an observable
        long bytes = (16 + 8 + 8) * amplitudes + 8 * amplitudes * phaseFactors.size();
        var seen = new BitSet();
        for (SubspaceStep step : steps) {
            if (step instanceof SubspaceStep.Block block && !seen.get(block.low() * qubits + block.high())) {
                seen.set(block.low() * qubits + block.high());
                bytes += SubspacePairs.bytes(qubits, ones, block.low());
            }
        }
        return bytes;
    }

    /// The gates of a circuit that is nothing else but gates and measurements at its end.
    private static Optional<List<Instruction.Apply>> gates(ParameterizedCircuit circuit) {
        var gates = new ArrayList<Instruction.Apply>();
        var measured = new BitSet();
        for (Instruction instruction : circuit.instructions()) {
            switch (instruction) {
                case Instruction.Apply apply -> {
                    if (apply.qubits().stream().anyMatch(measured::get)) {
                        return Optional.empty();
                    }
                    gates.add(apply);
                }
                case Instruction.Measure measure -> measured.set(measure.qubit());
                case Instruction.Barrier _ -> {}
                case Instruction.Reset _, Instruction.Conditional _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(gates);
    }

    private static boolean isConstant(Instruction.Apply gate) {
        return gate.angles().stream().allMatch(angle -> angle.isConstant());
    }
}
