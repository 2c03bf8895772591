package io.ketstream.benchmarks.compare;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.Gradient;
import io.ketstream.simulator.PureState;
import io.ketstream.simulator.Statevector;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Workloads on our simulator, through its public API.
///
/// The circuit and the observable are compiled once, as a run of many evaluations does; everything that depends on the
/// parameters is in the timed part.
final class OwnEvaluations {
    private final StatevectorSimulator simulator;

    OwnEvaluations(StatevectorSimulator simulator) {
        this.simulator = simulator;
    }

    Evaluation of(Workload workload) {
        return switch (workload.task()) {
            case EXPECTATION -> new Expectation(workload);
            case GRADIENT -> new Derivatives(workload);
            case STATE -> new FinalState(workload.circuit());
        };
    }

    private final class Expectation implements Evaluation {
        private final CompiledCircuit circuit;
        private final CompiledObservable observable;
        private final RealVector parameters;
        private double last;

        Expectation(Workload workload) {
            this.circuit = CompiledCircuit.compile(workload.circuit());
            this.observable = CompiledObservable.compile(workload.observable());
            this.parameters = workload.parameters();
        }

        @Override
        public void run() {
            last = simulator.expectation(circuit, parameters, observable);
        }

        @Override
        public double[] values() {
            return new double[] {last};
        }
    }

    private final class Derivatives implements Evaluation {
        private final CompiledCircuit circuit;
        private final CompiledObservable observable;
        private final RealVector parameters;
        private Gradient last;

        Derivatives(Workload workload) {
            this.circuit = CompiledCircuit.compile(workload.circuit());
            this.observable = CompiledObservable.compile(workload.observable());
            this.parameters = workload.parameters();
            this.last = new Gradient(0, RealVector.of());
        }

        @Override
        public void run() {
            last = simulator.gradient(circuit, parameters, observable);
        }

        @Override
        public double[] values() {
            var values = new double[1 + last.derivatives().size()];
            values[0] = last.expectation();
            for (int parameter = 1; parameter < values.length; parameter++) {
                values[parameter] = last.derivatives().get(parameter - 1);
            }
            return values;
        }
    }

    /// On all amplitudes it works in the memory of the state before, as the peers do. Where the simulator holds fewer,
    /// compiling is timed too: it already carries out the circuit up to its first parameter, and there is none.
    private final class FinalState implements Evaluation {
        private final CompiledCircuit compiled;
        private final boolean carriedOut;
        private @Nullable PureState last;

        FinalState(ParameterizedCircuit circuit) {
            this.compiled = CompiledCircuit.compile(circuit);
            this.carriedOut = compiled.amplitudes() < Math.pow(2, circuit.qubits());
        }

        @Override
        public void run() {
            if (carriedOut) {
                last = simulator.finalState(CompiledCircuit.compile(compiled.circuit()), RealVector.of());
            } else if (last instanceof Statevector state) {
                simulator.run(compiled, RealVector.of(), state);
            } else {
                last = simulator.run(compiled, RealVector.of());
            }
        }

        @Override
        public double[] values() {
            PureState state = Objects.requireNonNull(last, "it has not run");
            int qubits = compiled.numberOfQubits();
            var values = new double[qubits];
            for (int place = 0; place < state.size(); place++) {
                double probability = state.probability(place);
                long bits = state.basisState(place);
                for (int qubit = 0; qubit < qubits && probability != 0; qubit++) {
                    values[qubit] += (bits >>> qubit & 1) == 0 ? probability : -probability;
                }
            }
            return values;
        }
    }
}
