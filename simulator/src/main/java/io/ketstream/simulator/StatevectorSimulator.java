package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Exact simulation in double precision.
///
/// Results are pure functions of (circuit, parameters, shots, seed) and of [#ENGINE] and [#NUMERIC_PROFILE];
/// the number of threads does not change a bit of them. Thread-safe: many callers may share one instance.
public final class StatevectorSimulator implements AutoCloseable {

    /// Changes whenever any result may change in any bit.
    public static final String ENGINE = "statevector-3";

    /// 64-bit floating point throughout.
    public static final String NUMERIC_PROFILE = "f64";

    /// The state of the last call that gave none to its caller, for the next: new memory costs as much as a layer.
    private final AtomicReference<@Nullable SoftReference<Statevector>> spare = new AtomicReference<>();

    /// The same of the second state that a gradient takes.
    private final AtomicReference<@Nullable SoftReference<Statevector>> spareCostate = new AtomicReference<>();

    private final Workers workers;
    private final long memoryLimit;

    /// One thread; at most `memoryLimit` bytes for the states of one call.
    public StatevectorSimulator(long memoryLimit) {
        this(memoryLimit, 1);
    }

    /// `parallelism` threads for circuits of 16 qubits or more; at most `memoryLimit` bytes for the states of
    /// one call.
    public StatevectorSimulator(long memoryLimit, int parallelism) {
        if (memoryLimit < 1) {
            throw new IllegalArgumentException("the memory limit is positive, not " + memoryLimit);
        }
        this.memoryLimit = memoryLimit;
        this.workers = new Workers(parallelism);
    }

    /// The final state of a circuit that is not dynamic, before its terminal measurements.
    ///
    /// @throws CircuitTooLargeException when it would not fit
    /// @throws IllegalArgumentException when the circuit is dynamic or the number of parameters is wrong
    public Statevector run(CompiledCircuit compiled, RealVector parameters) {
        compiled.check(parameters);
        List<Step.Bound> steps = bind(compiled, parameters);
        Statevector state = allocate(compiled, 1);
        evolve(compiled, steps, state);
        return state;
    }

    /// The same in the memory of `state`, whose former content does not matter.
    public void run(CompiledCircuit compiled, RealVector parameters, Statevector state) {
        compiled.check(parameters);
        if (state.numberOfQubits() != compiled.numberOfQubits()) {
            throw new IllegalArgumentException(
                    "a state of " + state.numberOfQubits() + " qubits for a circuit of " + compiled.numberOfQubits());
        }
        evolve(compiled, bind(compiled, parameters), state);
    }

    /// The final state of a circuit that is not dynamic, by the amplitudes that its simulation holds: all of
    /// them, or those of one number of ones.
    ///
    /// @throws CircuitTooLargeException when it would not fit
    /// @throws IllegalArgumentException when the circuit is dynamic or the number of parameters is wrong
    public PureState finalState(CompiledCircuit compiled, RealVector parameters) {
        Optional<SubspacePlan> plan = compiled.subspace();
        return plan.isPresent() ? evolve(compiled, plan.get(), parameters) : run(compiled, parameters);
    }

    /// ⟨H⟩ in the final state.
    public double expectation(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        check(compiled, observable);
        if (usesSubspace(compiled, observable)) {
            return expectation(finalState(compiled, parameters), observable);
        }
        refuseAbove(compiled, 1);
        Statevector state = borrow(spare, compiled.numberOfQubits());
        run(compiled, parameters, state);
        double expectation = expectation(state, observable);
        spare.set(new SoftReference<>(state));
        return expectation;
    }

    public double expectation(PureState state, CompiledObservable observable) {
        check(state, observable);
        return switch (state) {
            case Statevector full -> observable.expectation(full, workers);
            case SubspaceState part ->
                observable.energies().isPresent()
                        ? SubspaceEngine.expectation(part, observable.energies().get(), workers)
                        : observable.expectation(part.expanded(), workers);
        };
    }

    /// ⟨H⟩ and the variance of H in the final state.
    public Estimate estimate(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        check(compiled, observable);
        if (usesSubspace(compiled, observable)) {
            return estimate(finalState(compiled, parameters), observable);
        }
        refuseAbove(compiled, observable.energies().isPresent() ? 1 : 2);
        Statevector state = borrow(spare, compiled.numberOfQubits());
        run(compiled, parameters, state);
        Estimate estimate = estimate(state, observable);
        spare.set(new SoftReference<>(state));
        return estimate;
    }

    public Estimate estimate(PureState state, CompiledObservable observable) {
        double expectation = expectation(state, observable);
        double variance = switch (state) {
            case Statevector full -> observable.variance(full, expectation, workers);
            case SubspaceState part ->
                observable.energies().isPresent()
                        ? SubspaceEngine.variance(part, observable.energies().get(), expectation, workers)
                        : observable.variance(part.expanded(), expectation, workers);
        };
        return new Estimate(expectation, variance);
    }

    /// ⟨H⟩ and all its derivatives by adjoint differentiation, exact for every parameterised gate, also where
    /// gates share parameters.
    public Gradient gradient(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        check(compiled, observable);
        compiled.check(parameters);
        if (usesSubspace(compiled, observable)) {
            SubspacePlan plan = compiled.subspace().orElseThrow();
            refuseAboveLimit(compiled, plan.memoryBytes(Set.of(Wanted.GRADIENT)));
            return SubspaceEngine.gradient(
                    plan, parameters, observable.energies().orElseThrow(), workers);
        }
        List<Step.Bound> steps = bind(compiled, parameters);
        refuseAbove(compiled, 2);
        Statevector state = borrow(spare, compiled.numberOfQubits());
        evolve(compiled, steps, state);
        Statevector costate = borrow(spareCostate, compiled.numberOfQubits());
        Gradient gradient = BackwardPasses.bind(compiled.backward(), steps)
                .gradient(compiled.numberOfParameters(), state, costate, observable, workers);
        spare.set(new SoftReference<>(state));
        spareCostate.set(new SoftReference<>(costate));
        return gradient;
    }

    /// Draws basis states of all qubits from the final state.
    public BasisCounts sample(CompiledCircuit compiled, RealVector parameters, long shots, long seed) {
        return sample(finalState(compiled, parameters), shots, seed);
    }

    public BasisCounts sample(PureState state, long shots, long seed) {
        return switch (state) {
            case Statevector full -> Sampler.sample(full, shots, seed, workers);
            case SubspaceState part -> SubspaceEngine.sample(part, shots, seed);
        };
    }

    /// The exact distribution over the classical bits of any circuit. Mid-circuit measurements and resets are
    /// followed into both outcomes.
    ///
    /// @throws TooManyBranchesException when that would take too many branches; [#counts] still works then
    public OutcomeDistribution distribution(CompiledCircuit compiled, RealVector parameters) {
        Optional<SubspacePlan> plan = compiled.subspace();
        if (plan.isPresent()) {
            return SubspaceEngine.distribution(compiled, evolve(compiled, plan.get(), parameters));
        }
        return new BranchExplorer(program(compiled, parameters)).distribution();
    }

    /// Runs any circuit `shots` times and counts its classical outcomes. Draws from the exact distribution
    /// where that can be had, otherwise simulates shot by shot.
    public SortedMap<String, Long> counts(CompiledCircuit compiled, RealVector parameters, long shots, long seed) {
        if (!compiled.isDynamic()) {
            return OutcomeReader.read(compiled, sample(compiled, parameters, shots, seed));
        }
        DynamicProgram program = program(compiled, parameters);
        try {
            return new BranchExplorer(program).distribution().sample(shots, seed);
        } catch (TooManyBranchesException _) {
            return new Trajectories(program).counts(shots, seed);
        }
    }

    @Override
    public void close() {
        workers.close();
    }

    private DynamicProgram program(CompiledCircuit compiled, RealVector parameters) {
        compiled.check(parameters);
        // Two states at least: what a shot starts from, and the shot's own; or the table of outcomes.
        refuseAbove(compiled, Math.max(2, BranchExplorer.openStates(compiled)));
        return new DynamicProgram(compiled, parameters, workers);
    }

    private void evolve(CompiledCircuit compiled, List<Step.Bound> steps, Statevector state) {
        Passes.bind(compiled.schedule(), steps).evolve(compiled.preparedUniform(), state, workers);
    }

    private SubspaceState evolve(CompiledCircuit compiled, SubspacePlan plan, RealVector parameters) {
        compiled.check(parameters);
        refuseAboveLimit(compiled, plan.memoryBytes(Set.of(Wanted.SAMPLES)));
        return plan.evolve(parameters, workers);
    }

    /// An observable that leaves the states of one number of ones needs all amplitudes.
    private static boolean usesSubspace(CompiledCircuit compiled, CompiledObservable observable) {
        return compiled.subspace().isPresent() && observable.energies().isPresent();
    }

    private static List<Step.Bound> bind(CompiledCircuit compiled, RealVector parameters) {
        List<Step> steps = compiled.unitarySteps();
        var bound = new ArrayList<Step.Bound>(steps.size());
        for (Step step : steps) {
            bound.add(step.bind(parameters));
        }
        return bound;
    }

    /// The state of `spare`, if it has this size; no other thread gets it.
    private static Statevector borrow(AtomicReference<@Nullable SoftReference<Statevector>> spare, int qubits) {
        SoftReference<Statevector> kept = spare.getAndSet(null);
        Statevector state = kept == null ? null : kept.get();
        return state != null && state.numberOfQubits() == qubits ? state : new Statevector(qubits);
    }

    private Statevector allocate(CompiledCircuit compiled, int states) {
        refuseAbove(compiled, states);
        return new Statevector(compiled.numberOfQubits());
    }

    private void refuseAbove(CompiledCircuit compiled, int states) {
        if (compiled.numberOfQubits() > Statevector.LARGEST) {
            throw new CircuitTooLargeException("a statevector holds at most " + Statevector.LARGEST
                    + " qubits, the circuit has " + compiled.numberOfQubits());
        }
        refuseAboveLimit(compiled, states * compiled.stateBytes());
    }

    private void refuseAboveLimit(CompiledCircuit compiled, long bytes) {
        if (bytes > memoryLimit) {
            throw new CircuitTooLargeException("a circuit of " + compiled.numberOfQubits() + " qubits needs " + bytes
                    + " bytes for this, the limit is " + memoryLimit);
        }
    }

    private static void check(CompiledCircuit compiled, CompiledObservable observable) {
        if (compiled.numberOfQubits() != observable.numberOfQubits()) {
            throw new IllegalArgumentException("an observable of " + observable.numberOfQubits()
                    + " qubits for a circuit of " + compiled.numberOfQubits());
        }
    }

    private static void check(PureState state, CompiledObservable observable) {
        if (state.numberOfQubits() != observable.numberOfQubits()) {
            throw new IllegalArgumentException("an observable of " + observable.numberOfQubits()
                    + " qubits for a state of " + state.numberOfQubits());
        }
    }
}
