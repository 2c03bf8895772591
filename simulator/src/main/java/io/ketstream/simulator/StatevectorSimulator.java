package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Exact simulation, in double precision unless asked for [Precision#SINGLE].
///
/// Results are pure functions of (circuit, parameters, shots, seed) and of [#ENGINE] and [#numericProfile];
/// the number of threads does not change a bit of them. Thread-safe: many callers may share one instance.
public final class StatevectorSimulator implements AutoCloseable {

    /// Changes whenever any result may change in any bit.
    public static final String ENGINE = "statevector-2";

    /// 64-bit floating point throughout: [Precision#DOUBLE].
    public static final String NUMERIC_PROFILE = "f64";

    private final Workers workers;
    private final Precision precision;
    private final FullEngine engine;
    private final long memoryLimit;

    /// One thread; at most `memoryLimit` bytes for the states of one call.
    public StatevectorSimulator(long memoryLimit) {
        this(memoryLimit, 1);
    }

    /// `parallelism` threads for circuits of 16 qubits or more; at most `memoryLimit` bytes for the states of
    /// one call.
    public StatevectorSimulator(long memoryLimit, int parallelism) {
        this(memoryLimit, parallelism, Precision.DOUBLE);
    }

    /// The same with amplitudes of `precision`.
    public StatevectorSimulator(long memoryLimit, int parallelism, Precision precision) {
        if (memoryLimit < 1) {
            throw new IllegalArgumentException("the memory limit is positive, not " + memoryLimit);
        }
        this.memoryLimit = memoryLimit;
        this.workers = new Workers(parallelism);
        this.precision = precision;
        this.engine = switch (precision) {
            case DOUBLE -> new AmplitudeEngine(workers);
            case SINGLE -> new SingleAmplitudeEngine(workers);
        };
    }

    public Precision precision() {
        return precision;
    }

    /// The name of [#precision] in results.
    public String numericProfile() {
        return precision.numericProfile();
    }

    /// The final state of a circuit that is not dynamic, before its terminal measurements. Amplitudes of single
    /// precision
    /// are widened; [#finalState] gives them as they are, at a third of the memory.
    ///
    /// @throws CircuitTooLargeException when it would not fit
    /// @throws IllegalArgumentException when the circuit is dynamic or the number of parameters is wrong
    public Statevector run(CompiledCircuit compiled, RealVector parameters) {
        compiled.check(parameters);
        refuseAbove(compiled, 1, precision == Precision.DOUBLE ? 0 : compiled.stateBytes());
        return switch (engine.run(compiled, parameters)) {
            case Statevector state -> state;
            case SingleStatevector single -> {
                var state = new Statevector(compiled.numberOfQubits());
                state.copyFrom(single);
                yield state;
            }
        };
    }

    /// The same in the memory of `state`, whose former content does not matter.
    public void run(CompiledCircuit compiled, RealVector parameters, Statevector state) {
        compiled.check(parameters);
        if (state.numberOfQubits() != compiled.numberOfQubits()) {
            throw new IllegalArgumentException(
                    "a state of " + state.numberOfQubits() + " qubits for a circuit of " + compiled.numberOfQubits());
        }
        switch (engine) {
            case AmplitudeEngine amplitudes -> amplitudes.run(compiled, parameters, state);
            case SingleAmplitudeEngine amplitudes -> {
                refuseAbove(compiled, 1);
                state.copyFrom(amplitudes.run(compiled, parameters));
            }
        }
    }

    /// The final state of a circuit that is not dynamic, by the amplitudes that its simulation holds: all of
    /// them, or those of one number of ones.
    ///
    /// @throws CircuitTooLargeException when it would not fit
    /// @throws IllegalArgumentException when the circuit is dynamic or the number of parameters is wrong
    public PureState finalState(CompiledCircuit compiled, RealVector parameters) {
        Optional<SubspacePlan> plan = compiled.subspace();
        if (plan.isPresent()) {
            return evolve(compiled, plan.get(), parameters);
        }
        compiled.check(parameters);
        refuseAbove(compiled, 1);
        return engine.run(compiled, parameters);
    }

    /// ⟨H⟩ in the final state.
    public double expectation(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        check(compiled, observable);
        if (usesSubspace(compiled, observable)) {
            return expectation(finalState(compiled, parameters), observable);
        }
        compiled.check(parameters);
        refuseAbove(compiled, 1);
        return engine.expectation(compiled, parameters, observable);
    }

    public double expectation(PureState state, CompiledObservable observable) {
        check(state, observable);
        return switch (state) {
            case Statevector full -> Expectations.expectation(observable, full, workers);
            case SingleStatevector full -> SingleExpectations.expectation(observable, full, workers);
            case SubspaceState part ->
                observable.energies().isPresent()
                        ? SubspaceEngine.expectation(part, observable.energies().get(), workers)
                        : Expectations.expectation(observable, part.expanded(), workers);
        };
    }

    /// ⟨H⟩ and the variance of H in the final state.
    public Estimate estimate(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        check(compiled, observable);
        if (usesSubspace(compiled, observable)) {
            return estimate(finalState(compiled, parameters), observable);
        }
        compiled.check(parameters);
        refuseAbove(compiled, observable.energies().isPresent() ? 1 : 2);
        return engine.estimate(compiled, parameters, observable);
    }

    public Estimate estimate(PureState state, CompiledObservable observable) {
        check(state, observable);
        return switch (state) {
            case Statevector full -> Expectations.estimate(observable, full, workers);
            case SingleStatevector full -> SingleExpectations.estimate(observable, full, workers);
            case SubspaceState part ->
                observable.energies().isPresent()
                        ? SubspaceEngine.estimate(part, observable.energies().get(), workers)
                        : Expectations.estimate(observable, part.expanded(), workers);
        };
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
        refuseAbove(compiled, 3);
        return engine.gradient(compiled, parameters, observable);
    }

    /// Draws basis states of all qubits from the final state.
    public BasisCounts sample(CompiledCircuit compiled, RealVector parameters, long shots, long seed) {
        return sample(finalState(compiled, parameters), shots, seed);
    }

    public BasisCounts sample(PureState state, long shots, long seed) {
        return switch (state) {
            case FullState full -> Sampler.sample(full, shots, seed, workers);
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
        refuseAbove(compiled, 0, Math.max(2, BranchExplorer.openStates(compiled)) * compiled.stateBytes());
        return new DynamicProgram(compiled, parameters, workers);
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

    private void refuseAbove(CompiledCircuit compiled, int states) {
        refuseAbove(compiled, states, 0);
    }

    private void refuseAbove(CompiledCircuit compiled, int states, long more) {
        if (compiled.numberOfQubits() > Statevector.LARGEST) {
            throw new CircuitTooLargeException("a statevector holds at most " + Statevector.LARGEST
                    + " qubits, the circuit has " + compiled.numberOfQubits());
        }
        refuseAboveLimit(compiled, states * compiled.stateBytes(precision) + more);
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
