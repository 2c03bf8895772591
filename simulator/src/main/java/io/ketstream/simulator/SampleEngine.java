package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import java.util.Arrays;
import java.util.Optional;

/// One sample of a batch after another: a circuit's outputs, and the derivatives of a loss of them, each by one sweep
/// forward and one back with the observable Σ_c ∂loss/∂⟨P_c⟩ P_c. In double precision. Thread-safe.
final class SampleEngine {

    private final Workspaces workspaces = new Workspaces();
    private final Workers workers;

    SampleEngine(Workers workers) {
        this.workers = workers;
    }

    /// ⟨P_c⟩ of each string of `readout`.
    void read(CompiledCircuit circuit, RealVector parameters, CompiledReadout readout, double[] outputs) {
        CompiledCircuit compiled = asFarAs(readout, circuit);
        Workspace workspace = workspaces.borrow();
        Statevector state = workspace.state(compiled.numberOfQubits());
        workspace.bound(compiled).bind(parameters).evolve(compiled.preparedUniform(), state, workers);
        readout.read(state, outputs, workers);
        workspaces.giveBack(workspace);
    }

    /// X, Y and Z of each qubit.
    double[] blochVectors(CompiledCircuit compiled, RealVector parameters) {
        Workspace workspace = workspaces.borrow();
        Statevector state = workspace.state(compiled.numberOfQubits());
        workspace.bound(compiled).bind(parameters).evolve(compiled.preparedUniform(), state, workers);
        double[] vectors = BlochVectors.of(state, workers);
        workspaces.giveBack(workspace);
        return vectors;
    }

    /// The loss where `loss` expects `target`, and its derivatives by the parameters from number `first` on.
    ///
    /// @param derivatives as many as there are such parameters; not numbers where the loss has none
    double lossGradient(
            CompiledCircuit circuit,
            RealVector parameters,
            int first,
            CompiledReadout readout,
            SampleLoss loss,
            double target,
            double[] derivatives) {
        CompiledCircuit compiled = asFarAs(readout, circuit);
        Workspace workspace = workspaces.borrow();
        Statevector state = workspace.state(compiled.numberOfQubits());
        BoundCircuit bound = workspace.bound(compiled);
        Passes forward = bound.bind(parameters);
        BackwardPasses backward = bound.backward(forward, first);
        Checkpoints kept = workspace.kept(compiled.numberOfQubits(), forward, backward);
        forward.evolve(compiled.preparedUniform(), state, kept, workers);
        readout.read(state, loss.outputs(), workers);
        double value = loss.evaluate(target);
        if (loss.isFlat()) {
            Arrays.fill(derivatives, 0);
        } else if (!loss.hasFiniteDerivatives()) {
            Arrays.fill(derivatives, Double.NaN);
        } else {
            Statevector costate = workspace.costate(compiled.numberOfQubits());
            double[] all = derivatives(backward, parameters.size(), state, costate, kept, readout, loss.derivatives());
            System.arraycopy(all, first, derivatives, 0, derivatives.length);
        }
        workspaces.giveBack(workspace);
        return value;
    }

    /// By all parameters; those before the first that is wanted may be wrong.
    private double[] derivatives(
            BackwardPasses backward,
            int parameters,
            Statevector state,
            Statevector costate,
            Checkpoints kept,
            CompiledReadout readout,
            double[] weights) {
        if (!readout.hasTable()) {
            Expectations.apply(readout.weighted(weights), state, costate, workers);
            return backward.derivatives(parameters, state, costate, kept, Optional.empty(), workers);
        }
        Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
        double[] energies = scratch.numbers(0, state.size());
        readout.energies(weights, energies);
        double[] all = backward.derivatives(parameters, state, costate, kept, Optional.of(energies), workers);
        workers.giveBack(scratch);
        return all;
    }

    /// What of the circuit a readout depends on.
    private static CompiledCircuit asFarAs(CompiledReadout readout, CompiledCircuit compiled) {
        return readout.isDiagonal() ? compiled.upToPhases() : compiled;
    }
}
