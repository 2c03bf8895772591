package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.lang.ref.SoftReference;

/// The simulation in the precision of its [Statevector].
final class AmplitudeEngine implements FullEngine {

    /// For calls that follow; at most as many as there were calls at a time.
    private final Spares<SoftReference<Workspace>> spares = new Spares<>();

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
        Workspace workspace = borrow();
        evolve(workspace, compiled, parameters, state);
        giveBack(workspace);
    }

    /// Applies a circuit that is compiled for any state to `state` as it is.
    void apply(CompiledCircuit compiled, RealVector parameters, Statevector state) {
        Workspace workspace = borrow();
        workspace.bound(compiled).bind(parameters).apply(state, workers);
        giveBack(workspace);
    }

    @Override
    public /* wide */ double expectation(
            CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        Workspace workspace = borrow();
        Statevector state = workspace.state(compiled.numberOfQubits());
        evolve(workspace, asFarAs(observable, compiled), parameters, state);
        /* wide */ double expectation = Expectations.expectation(observable, state, workers);
        giveBack(workspace);
        return expectation;
    }

    @Override
    public Estimate estimate(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        Workspace workspace = borrow();
        Statevector state = workspace.state(compiled.numberOfQubits());
        evolve(workspace, asFarAs(observable, compiled), parameters, state);
        Estimate estimate = Expectations.estimate(observable, state, workers);
        giveBack(workspace);
        return estimate;
    }

    @Override
    public BasisCounts sample(CompiledCircuit compiled, RealVector parameters, long shots, long seed) {
        Workspace workspace = borrow();
        Statevector state = workspace.state(compiled.numberOfQubits());
        evolve(workspace, compiled, parameters, state);
        BasisCounts counts = Sampler.sample(state, shots, seed, workers);
        giveBack(workspace);
        return counts;
    }

    // region only in double precision
    /// ⟨H⟩ and all its derivatives.
    Gradient gradient(CompiledCircuit circuit, RealVector parameters, CompiledObservable observable) {
        CompiledCircuit compiled = asFarAs(observable, circuit);
        Workspace workspace = borrow();
        Statevector state = workspace.state(compiled.numberOfQubits());
        BoundCircuit bound = workspace.bound(compiled);
        Passes forward = bound.bind(parameters);
        BackwardPasses backward = bound.backward(forward);
        Checkpoints kept = backward.keeps()
                ? workspace.kept(compiled.numberOfQubits(), backward.firstKept(), forward.numberOfPhases() - 1)
                : Checkpoints.NONE;
        forward.evolve(compiled.preparedUniform(), state, kept, workers);
        Statevector costate = workspace.costate(compiled.numberOfQubits());
        Gradient gradient = backward.gradient(compiled.numberOfParameters(), state, costate, kept, observable, workers);
        giveBack(workspace);
        return gradient;
    }
    // endregion

    /// What of the circuit an observable depends on.
    private static CompiledCircuit asFarAs(CompiledObservable observable, CompiledCircuit compiled) {
        return observable.energies().isPresent() ? compiled.upToPhases() : compiled;
    }

    private void evolve(Workspace workspace, CompiledCircuit compiled, RealVector parameters, Statevector state) {
        workspace.bound(compiled).bind(parameters).evolve(compiled.preparedUniform(), state, workers);
    }

    /// One that no other thread gets until it is given back.
    private Workspace borrow() {
        SoftReference<Workspace> kept = spares.take();
        while (kept != null) {
            Workspace workspace = kept.get();
            if (workspace != null) {
                return workspace;
            }
            kept = spares.take();
        }
        return new Workspace();
    }

    private void giveBack(Workspace workspace) {
        spares.giveBack(workspace.reference());
    }
}
