package io.ketstream.execution.backend.statevector;

import io.ketstream.execution.backend.Demand;
import io.ketstream.execution.backend.Workload;
import io.ketstream.execution.estimate.CompiledDefinition;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Objective;
import io.ketstream.simulator.CircuitTooLargeException;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.Wanted;
import java.util.EnumSet;

/// Rough estimates of what a workload takes: memory a little too much rather than too little, time within a
/// factor of a few.
final class Demands {

    /// Amplitudes that one gate touches in a second on one ordinary core.
    private static final double AMPLITUDES_PER_SECOND = 2e8;

    private static final double SECONDS_PER_SHOT = 2e-7;

    /// A drawn state with its count, as the simulator keeps it.
    private static final long BYTES_PER_DRAWN_STATE = 120;

    /// Evolutions that an adjoint gradient amounts to.
    private static final double GRADIENT_EVOLUTIONS = 4;

    private Demands() {}

    static Demand of(Pub pub, CompiledDefinition definition) {
        CompiledCircuit circuit = definition.circuit();
        boolean diagonal = definition.observable().energies().isPresent();
        boolean tail = pub.objective() instanceof Objective.ConditionalValueAtRisk && pub.shots() == null;
        boolean grouped = pub.shots() != null && !diagonal;
        var wanted = EnumSet.of(Wanted.EXPECTATION);
        double evolutions = grouped ? definition.measurementGroups() : 1;
        int shots = pub.shots() == null ? 0 : pub.shots();
        switch (pub.wanted()) {
            case ESTIMATE -> {}
            case GRADIENT -> {
                wanted.add(Wanted.GRADIENT);
                evolutions = GRADIENT_EVOLUTIONS;
            }
            case SAMPLES -> shots = shots == 0 ? 4096 : shots;
        }
        double amplitudes = diagonal ? circuit.amplitudes() : Math.pow(2, circuit.numberOfQubits());
        double gates = circuit.circuit().instructions().size() + 1 + (tail ? 64 : 0);
        double seconds = pub.parameters().size()
                * (evolutions * gates * amplitudes / AMPLITUDES_PER_SECOND + shots * SECONDS_PER_SHOT);
        long bytes = circuit.memoryBytes(wanted, definition.observable());
        return new Demand(bytes + drawn(circuit, shots), seconds);
    }

    static Demand of(Workload.CircuitRun run) {
        CompiledCircuit circuit = compile(run.circuit());
        int shots = run.shots() == null ? 0 : run.shots();
        boolean diagonal = run.observables().stream().allMatch(PauliSum::isDiagonal);
        // A sum that is not diagonal needs all amplitudes.
        double amplitudes = diagonal ? circuit.amplitudes() : Math.pow(2, circuit.numberOfQubits());
        double gates = run.circuit().instructions().size() + 1;
        double evolutions = 1 + run.observables().size() + (circuit.isDynamic() ? Math.max(16, 0.1 * shots) : 0);
        double seconds = run.parameters().size()
                * (evolutions * gates * amplitudes / AMPLITUDES_PER_SECOND + shots * SECONDS_PER_SHOT);
        var wanted = EnumSet.of(Wanted.EXPECTATION, Wanted.PROBABILITIES);
        long bytes = diagonal ? circuit.memoryBytes(wanted) : circuit.memoryBytesOfAllAmplitudes(wanted);
        // No cache holds this circuit, whose tables are therefore the workload's own.
        return new Demand(bytes + circuit.keptBytes() + drawn(circuit, shots), seconds);
    }

    private static long drawn(CompiledCircuit circuit, int shots) {
        return (long) (BYTES_PER_DRAWN_STATE * Math.min(shots, circuit.amplitudes()));
    }

    private static CompiledCircuit compile(ParameterizedCircuit circuit) {
        try {
            return CompiledCircuit.compile(CircuitRunner.measured(circuit));
        } catch (CircuitTooLargeException e) {
            throw new InvalidValueException("circuit", "must be smaller: " + e.getMessage());
        }
    }
}
