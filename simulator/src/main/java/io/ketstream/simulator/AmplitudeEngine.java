package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The simulation in the precision of its [Statevector].
final class AmplitudeEngine implements FullEngine {

    /// The state of the last call that gave none to its caller, for the next: new memory costs as much as a layer.
    private final AtomicReference<@Nullable SoftReference<Statevector>> spare = new AtomicReference<>();

    // region only in double precision
    /// The same of the second state that a gradient takes.
    private final AtomicReference<@Nullable SoftReference<Statevector>> spareCostate = new AtomicReference<>();
    // endregion

    private final Workers workers;

    AmplitudeEngine(Workers workers) {
        this.workers = workers;
    }

    @Override
    public Statevector run(CompiledCircuit compiled, RealVector parameters) {
        var state = new Statevector(compiled.numberOfQubits());
        run(compiled, parameters, state);
        return state;
    }

    /// The same in the memory of `state`, whose former content does not matter.
    void run(CompiledCircuit compiled, RealVector parameters, Statevector state) {
        evolve(compiled, bind(compiled, parameters), state);
    }

    /// Applies a circuit that is compiled for any state to `state` as it is.
    void apply(CompiledCircuit compiled, RealVector parameters, Statevector state) {
        Passes.bind(compiled.schedule(), bind(compiled, parameters)).apply(state, workers);
    }

    @Override
    public /* wide */ double expectation(
            CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        Statevector state = borrow(spare, compiled.numberOfQubits());
        run(asFarAs(observable, compiled), parameters, state);
        /* wide */ double expectation = Expectations.expectation(observable, state, workers);
        spare.set(new SoftReference<>(state));
        return expectation;
    }

    @Override
    public Estimate estimate(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        Statevector state = borrow(spare, compiled.numberOfQubits());
        run(asFarAs(observable, compiled), parameters, state);
        Estimate estimate = Expectations.estimate(observable, state, workers);
        spare.set(new SoftReference<>(state));
        return estimate;
    }

    // region only in double precision
    /// ⟨H⟩ and all its derivatives.
    Gradient gradient(CompiledCircuit circuit, RealVector parameters, CompiledObservable observable) {
        CompiledCircuit compiled = asFarAs(observable, circuit);
        List<Step.Bound> steps = bind(compiled, parameters);
        Statevector state = borrow(spare, compiled.numberOfQubits());
        evolve(compiled, steps, state);
        Statevector costate = borrow(spareCostate, compiled.numberOfQubits());
        Gradient gradient = BackwardPasses.bind(compiled.backward(), steps)
                .gradient(compiled.numberOfParameters(), state, costate, observable, workers);
        spare.set(new SoftReference<>(state));
        spareCostate.set(new SoftReference<>(costate));
        return gradient;
    }
    // endregion

    /// What of the circuit an observable depends on.
    private static CompiledCircuit asFarAs(CompiledObservable observable, CompiledCircuit compiled) {
        return observable.energies().isPresent() ? compiled.upToPhases() : compiled;
    }

    private void evolve(CompiledCircuit compiled, List<Step.Bound> steps, Statevector state) {
        Passes.bind(compiled.schedule(), steps).evolve(compiled.preparedUniform(), state, workers);
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
}
