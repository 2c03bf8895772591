package io.ketstream.execution.backend.statevector;

import io.ketstream.execution.backend.Demand;
import io.ketstream.execution.backend.Workload;
import io.ketstream.execution.estimate.CompiledDefinition;
import io.ketstream.execution.estimate.PubEstimator;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Objective;
import io.ketstream.simulator.CircuitTooLargeException;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.Wanted;
import java.util.EnumSet;
import java.util.function.LongToIntFunction;

/// Rough estimates of what a workload takes: memory a little too much rather than too little, time within a
/// factor of a few.
final class Demands {

    /// Amplitudes that the steps of a compiled circuit touch in a second on one ordinary core.
    private static final double AMPLITUDES_PER_SECOND = 5e8;

    /// Passes over the amplitudes that finding a tail's mean amounts to.
    private static final double TAIL_PASSES = 64;

    private static final double SECONDS_PER_SHOT = 2e-7;

    /// A drawn state with its count, as the simulator keeps it.
    private static final long BYTES_PER_DRAWN_STATE = 120;

    /// Evolutions that an adjoint gradient amounts to.
    private static final double GRADIENT_EVOLUTIONS = 4;

    private Demands() {}

    /// @param parallel vectors of parameters that are computed side by side when one takes so many bytes
    static Demand of(Pub pub, CompiledDefinition definition, LongToIntFunction parallel) {
        CompiledCircuit circuit = definition.circuit();
        boolean diagonal = definition.observable().energies().isPresent();
        boolean tail = pub.objective() instanceof Objective.ConditionalValueAtRisk && pub.shots() == null;
        boolean grouped = pub.shots() != null && !diagonal;
        double evolutions = grouped ? definition.measurementGroups(pub.groupingOrDefault()) : 1;
        if (wantsGradient(pub)) {
            evolutions = GRADIENT_EVOLUTIONS;
        }
        double work = diagonal ? circuit.work() : circuit.workOnAllAmplitudes();
        double tailWork = tail ? TAIL_PASSES * circuit.amplitudes() : 0;
        double seconds = pub.parameters().size()
                * ((evolutions * work + tailWork) / AMPLITUDES_PER_SECOND + shots(pub) * SECONDS_PER_SHOT);
        long bytes = bytesEach(pub, definition);
        return new Demand(bytes * parallel.applyAsInt(bytes), seconds);
    }

    /// What one vector of parameters takes.
    static long bytesEach(Pub pub, CompiledDefinition definition) {
        var wanted = EnumSet.of(Wanted.EXPECTATION);
        if (wantsGradient(pub)) {
            wanted.add(Wanted.GRADIENT);
        }
        CompiledCircuit circuit = definition.circuit();
        return circuit.memoryBytes(wanted, definition.observable()) + drawn(circuit, shots(pub));
    }

    private static boolean wantsGradient(Pub pub) {
        return pub.wanted() == io.ketstream.model.execution.Wanted.GRADIENT;
    }

    private static int shots(Pub pub) {
        boolean samples = pub.wanted() == io.ketstream.model.execution.Wanted.SAMPLES;
        int unsaid = samples ? PubEstimator.DEFAULT_SAMPLES : 0;
        return pub.shots() == null ? unsaid : pub.shots();
    }

    static Demand of(Workload.CircuitRun run) {
        CompiledCircuit circuit = compile(run.circuit());
        int shots = run.shots() == null ? 0 : run.shots();
        boolean diagonal = run.observables().stream().allMatch(PauliSum::isDiagonal);
        // A sum that is not diagonal needs all amplitudes.
        double work = diagonal ? circuit.work() : circuit.workOnAllAmplitudes();
        double evolutions = 1 + run.observables().size() + (circuit.isDynamic() ? Math.max(16, 0.1 * shots) : 0);
        double seconds =
                run.parameters().size() * (evolutions * work / AMPLITUDES_PER_SECOND + shots * SECONDS_PER_SHOT);
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
