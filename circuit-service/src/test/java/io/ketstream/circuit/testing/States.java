package io.ketstream.circuit.testing;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.Gradient;
import io.ketstream.simulator.Statevector;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.List;

/// What circuits prepare, by the exact simulator.
public final class States {

    private static final StatevectorSimulator SIMULATOR = new StatevectorSimulator(256L << 20);

    private States() {}

    public static Statevector of(ParameterizedCircuit circuit, double... parameters) {
        return SIMULATOR.run(CompiledCircuit.compile(circuit), RealVector.of(parameters));
    }

    /// |⟨a|b⟩|².
    public static double fidelity(Statevector a, Statevector b) {
        var overlaps = SIMULATOR.overlaps(List.of(a), List.of(b));
        double re = overlaps.real(0, 0);
        double im = overlaps.imaginary(0, 0);
        return re * re + im * im;
    }

    public static double energy(ParameterizedCircuit circuit, PauliSum cost, double... parameters) {
        return SIMULATOR.expectation(
                CompiledCircuit.compile(circuit), RealVector.of(parameters), CompiledObservable.compile(cost));
    }

    /// ⟨H⟩ with its gradient as a function of the parameters.
    public static Descent.Function energy(ParameterizedCircuit circuit, PauliSum cost) {
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        CompiledObservable observable = CompiledObservable.compile(cost);
        return parameters -> {
            Gradient gradient = SIMULATOR.gradient(compiled, RealVector.of(parameters), observable);
            return new Descent.Value(
                    gradient.expectation(), gradient.derivatives().toArray());
        };
    }
}
