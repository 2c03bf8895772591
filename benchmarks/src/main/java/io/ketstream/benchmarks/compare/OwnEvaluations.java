package io.ketstream.benchmarks.compare;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.Gradient;
import io.ketstream.simulator.Precision;
import io.ketstream.simulator.PureState;
import io.ketstream.simulator.Statevector;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Workloads on our simulator, through its public API.
///
/// The circuit and the observable are compiled once, as a run of many evaluations does; everything that depends on the
/// parameters is in the timed part.
final class OwnEvaluations implements AutoCloseable {
    private final StatevectorSimulator simulator;

    /// For a batch without the simulator's own: one for each thread.
    private final List<StatevectorSimulator> alone;

    private OwnEvaluations(StatevectorSimulator simulator, List<StatevectorSimulator> alone) {
        this.simulator = simulator;
        this.alone = alone;
    }

    static OwnEvaluations of(Contender contender, int threads) {
        long memory = Runtime.getRuntime().maxMemory();
        Precision precision = contender.precision() == Contender.Precision.F32 ? Precision.SINGLE : Precision.DOUBLE;
        List<StatevectorSimulator> alone = new ArrayList<>();
        for (int thread = 0; contender == Contender.KETSTREAM_LOOPS && thread < threads; thread++) {
            alone.add(new StatevectorSimulator(memory));
        }
        return new OwnEvaluations(new StatevectorSimulator(memory, threads, precision), alone);
    }

    @Override
    public void close() {
        simulator.close();
        alone.forEach(StatevectorSimulator::close);
    }

    Evaluation of(Workload workload) {
        return switch (workload.task()) {
            case EXPECTATION -> new Expectation(workload);
            case GRADIENT -> new Derivatives(workload);
            case BATCH -> new Batch(workload);
            case STATE -> new FinalState(workload.circuit());
            case KERNEL -> new LearningEvaluations.Kernel(simulator, workload);
            case STEP, FIRST_STEP -> new LearningEvaluations.Step(simulator, workload);
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

    /// In one call, or in a loop for each thread over a share of its own.
    private final class Batch implements Evaluation {
        private final CompiledCircuit circuit;
        private final CompiledObservable observable;
        private final List<RealVector> vectors;
        private double[] last = new double[0];

        Batch(Workload workload) {
            this.circuit = CompiledCircuit.compile(workload.circuit());
            this.observable = CompiledObservable.compile(workload.observable());
            this.vectors = workload.batch();
        }

        @Override
        public void run() {
            last = alone.isEmpty() ? simulator.expectations(circuit, vectors, observable) : loops();
        }

        private double[] loops() {
            var energies = new double[vectors.size()];
            List<Thread> threads = new ArrayList<>();
            for (int thread = 0; thread < alone.size(); thread++) {
                StatevectorSimulator own = alone.get(thread);
                int from = energies.length * thread / alone.size();
                int to = energies.length * (thread + 1) / alone.size();
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int k = from; k < to; k++) {
                        energies[k] = own.expectation(circuit, vectors.get(k), observable);
                    }
                }));
            }
            for (Thread thread : threads) {
                join(thread);
            }
            return energies;
        }

        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a loop was running", e);
            }
        }

        @Override
        public double[] values() {
            return last;
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
