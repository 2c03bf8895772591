package io.ketstream.simulator;

import io.ketstream.model.RealVector;

/// The simulation in the precision of its [Statevector].
final class AmplitudeEngine implements FullEngine {

    private final Workspaces workspaces = new Workspaces();
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
        Workspace workspace = workspaces.borrow();
        evolve(workspace, compiled, parameters, state);
        workspaces.giveBack(workspace);
    }

    /// Applies a circuit that is compiled for any state to `state` as it is.
    void apply(CompiledCircuit compiled, RealVector parameters, Statevector state) {
        Workspace workspace = workspaces.borrow();
        workspace.bound(compiled).bind(parameters).apply(state, workers);
        workspaces.giveBack(workspace);
    }

    @Override
    public /* wide */ double expectation(
            CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        Workspace workspace = workspaces.borrow();
        Statevector state = workspace.state(compiled.numberOfQubits());
        evolve(workspace, asFarAs(observable, compiled), parameters, state);
        /* wide */ double expectation = Expectations.expectation(observable, state, workers);
        workspaces.giveBack(workspace);
        return expectation;
    }

    @Override
    public Estimate estimate(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        Workspace workspace = workspaces.borrow();
        Statevector state = workspace.state(compiled.numberOfQubits());
        evolve(workspace, asFarAs(observable, compiled), parameters, state);
        Estimate estimate = Expectations.estimate(observable, state, workers);
        workspaces.giveBack(workspace);
        return estimate;
    }

    @Override
    public BasisCounts sample(CompiledCircuit compiled, RealVector parameters, long shots, long seed) {
        Workspace workspace = workspaces.borrow();
        Statevector state = workspace.state(compiled.numberOfQubits());
        evolve(workspace, compiled, parameters, state);
        BasisCounts counts = Sampler.sample(state, shots, seed, workers);
        workspaces.giveBack(workspace);
        return counts;
    }

    // region only in double precision
    /// ⟨H⟩ and all its derivatives.
    Gradient gradient(CompiledCircuit circuit, RealVector parameters, CompiledObservable observable) {
        CompiledCircuit compiled = asFarAs(observable, circuit);
        Workspace workspace = workspaces.borrow();
        Statevector state = workspace.state(compiled.numberOfQubits());
        BoundCircuit bound = workspace.bound(compiled);
        Passes forward = bound.bind(parameters);
        BackwardPasses backward = bound.backward(forward, 0);
        Checkpoints kept = workspace.kept(compiled.numberOfQubits(), forward, backward);
        forward.evolve(compiled.preparedUniform(), state, kept, workers);
        Statevector costate = workspace.costate(compiled.numberOfQubits());
        Gradient gradient = backward.gradient(compiled.numberOfParameters(), state, costate, kept, observable, workers);
        workspaces.giveBack(workspace);
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
}
