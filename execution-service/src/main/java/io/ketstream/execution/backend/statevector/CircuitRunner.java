package io.ketstream.execution.backend.statevector;

import io.ketstream.execution.backend.CircuitResult;
import io.ketstream.execution.backend.Workload;
import io.ketstream.execution.estimate.CompiledDefinition;
import io.ketstream.execution.estimate.PubEstimator;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ClassicalRegister;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;

/// Runs circuits with their own measurements.
///
/// A circuit without classical bits is measured on all its qubits, highest first. Vector k draws its counts with
/// the seed derived from (seed, k), and observable i is sampled with as many shots of its own and a seed derived
/// from that and i + 1.
final class CircuitRunner {

    static final int MOST_OUTCOMES = 1 << 16;

    private final StatevectorSimulator simulator;
    private final PubEstimator estimator;

    CircuitRunner(StatevectorSimulator simulator, PubEstimator estimator) {
        this.simulator = simulator;
        this.estimator = estimator;
    }

    List<CircuitResult> run(Workload.CircuitRun run) {
        CompiledCircuit measured = CompiledCircuit.compile(measured(run.circuit()));
        var observables = new ArrayList<CompiledDefinition>(run.observables().size());
        for (PauliSum observable : run.observables()) {
            observables.add(CompiledDefinition.compile(unmeasured(run.circuit()), observable, List.of()));
        }
        var results = new ArrayList<CircuitResult>(run.parameters().size());
        for (int k = 0; k < run.parameters().size(); k++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted between parameter vectors");
            }
            results.add(run(run, measured, observables, run.parameters().get(k), Seeds.derive(run.seed(), k)));
        }
        return results;
    }

    private CircuitResult run(
            Workload.CircuitRun run,
            CompiledCircuit measured,
            List<CompiledDefinition> observables,
            RealVector parameters,
            long seed) {
        var expectations = new ArrayList<CircuitResult.Expectation>(observables.size());
        for (int i = 0; i < observables.size(); i++) {
            PointResult mean = estimator.mean(
                    observables.get(i), parameters, run.shots(), Seeds.derive(seed, i + 1), run.grouping());
            expectations.add(new CircuitResult.Expectation(mean.mean(), mean.standardError()));
        }
        if (run.shots() != null) {
            SortedMap<String, Long> counts = simulator.counts(measured, parameters, run.shots(), seed);
            if (counts.size() > MOST_OUTCOMES) {
                throw new TooManyOutcomesException(counts.size());
            }
            return new CircuitResult(parameters, counts, null, expectations);
        }
        SortedMap<String, Double> probabilities =
                simulator.distribution(measured, parameters).probabilities();
        if (probabilities.size() > MOST_OUTCOMES) {
            throw new TooManyOutcomesException(probabilities.size());
        }
        return new CircuitResult(parameters, null, probabilities, expectations);
    }

    /// The circuit, with a measurement of every qubit when it has no classical bits.
    static ParameterizedCircuit measured(ParameterizedCircuit circuit) {
        if (circuit.classicalBits() > 0) {
            return circuit;
        }
        var instructions = new ArrayList<>(circuit.instructions());
        for (int qubit = 0; qubit < circuit.qubits(); qubit++) {
            instructions.add(new Instruction.Measure(qubit, qubit));
        }
        return new ParameterizedCircuit(
                circuit.qubits(),
                List.of(new ClassicalRegister("all", circuit.qubits())),
                circuit.parameters(),
                instructions);
    }

    /// A circuit that is not dynamic, without its terminal measurements.
    private static ParameterizedCircuit unmeasured(ParameterizedCircuit circuit) {
        return ParameterizedCircuit.of(
                circuit.qubits(),
                circuit.parameters(),
                circuit.instructions().stream()
                        .filter(instruction -> !(instruction instanceof Instruction.Measure))
                        .toList());
    }
}
