package io.ketstream.execution.backend.statevector;

import io.ketstream.execution.backend.Demand;
import io.ketstream.execution.backend.Workload;
import io.ketstream.execution.estimate.CompiledDefinition;
import io.ketstream.execution.estimate.MetricEstimator;
import io.ketstream.execution.estimate.PubCheck;
import io.ketstream.execution.estimate.PubEstimator;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Objective;
import io.ketstream.simulator.CircuitTooLargeException;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.StatevectorSimulator;
import io.ketstream.simulator.Wanted;
import java.util.EnumSet;

/// Rough estimates of what a workload takes: memory a little too much rather than too little, time within a
/// factor of a few.
final class Demands {

    /// Amplitudes that the steps of a compiled circuit touch in a second on one ordinary core.
    private static final double AMPLITUDES_PER_SECOND = 5e8;

    /// Passes over the amplitudes that finding a tail's mean amounts to.
    private static final double TAIL_PASSES = 64;

    /// States with more amplitudes are computed one after another.
    private static final double LARGEST_SIDE_BY_SIDE = (1 << 16) - 1;

    private static final double SECONDS_PER_SHOT = 2e-7;

    /// Passes over the amplitudes that the inner product of two states amounts to.
    private static final double PRODUCT_PASSES = 0.5;

    /// What putting an inner product into its place costs beside.
    private static final double AMPLITUDES_PER_PLACE = 8;

    /// The matrix as it is computed, checked, and packed.
    private static final long ENTRY_COPIES = 4;

    /// A number of a binomial distribution.
    private static final double SECONDS_PER_DRAW = 1e-5;

    /// A drawn state with its count, as the simulator keeps it.
    private static final long BYTES_PER_DRAWN_STATE = 120;

    /// Evolutions that an adjoint gradient amounts to.
    private static final double GRADIENT_EVOLUTIONS = 4;

    private Demands() {}

    /// Of any question but a kernel's.
    ///
    /// @param simulator that computes
    static Demand of(Pub pub, CompiledDefinition definition, StatevectorSimulator simulator) {
        double each = (amplitudesEach(pub, definition) / AMPLITUDES_PER_SECOND)
                + drawnEach(pub, definition) * PubCheck.statesEach(pub, definition) * SECONDS_PER_SHOT;
        int count = states(pub);
        long bytes = bytesEach(pub, definition, simulator);
        return new Demand(bytes * simulator.threads(sideBySide(pub, definition), count, bytes), count * each);
    }

    /// Of a kernel's tile whose states take `limit` bytes at most at a time.
    static Demand ofKernel(Pub pub, CompiledDefinition definition, long limit) {
        CompiledCircuit circuit = definition.circuit();
        int vectors = pub.parameters().size();
        int rows = pub.rows() == null ? vectors : pub.rows();
        boolean symmetric = rows == vectors;
        long entries = (long) rows * (symmetric ? rows : vectors - rows);
        double products = symmetric ? entries / 2.0 : entries;
        long wished = StatevectorSimulator.kernelBytes(circuit, vectors);
        long state = circuit.stateBytesOfLargestPart();
        long most = Math.max(limit, 2 * state);
        long held = Math.min(wished, most);
        // where not all fit, some are made as often as there are blocks
        double made = vectors * Math.ceil((double) vectors * state / held);
        double amplitudes = made * circuit.workOnParts() + products * productPasses(circuit);
        double draws = pub.shots() == null ? 0 : products * SECONDS_PER_DRAW;
        long bytes = Math.min(most, held + ENTRY_COPIES * Double.BYTES * entries);
        return new Demand(bytes, amplitudes / AMPLITUDES_PER_SECOND + draws);
    }

    /// Amplitudes that the inner product of two states amounts to, of each part of the circuit that
    /// no gate joins with the others.
    private static double productPasses(CompiledCircuit circuit) {
        return circuit.amplitudesOfParts() * PRODUCT_PASSES + circuit.numberOfParts() * AMPLITUDES_PER_PLACE;
    }

    /// The amplitudes by which the simulator decides how many states it computes side by side. Those of batches are
    /// work for several threads also where they are small.
    private static double sideBySide(Pub pub, CompiledDefinition definition) {
        if (isOfObservable(pub)) {
            return definition.amplitudes();
        }
        CompiledCircuit circuit = definition.circuit();
        double all = isInParts(pub) ? circuit.amplitudesOfLargestPart() : definition.allAmplitudes();
        double work = isInParts(pub) ? circuit.workOnParts() : circuit.workOnAllAmplitudes();
        return Math.max(all, Math.min(work, LARGEST_SIDE_BY_SIDE));
    }

    /// States that are simulated, one at a time on each thread.
    private static int states(Pub pub) {
        TrainingBatch batch = pub.batch();
        int rows = batch == null ? 1 : batch.inputs().size();
        return Math.multiplyExact(pub.parameters().size(), rows);
    }

    /// Amplitudes that are touched for one state.
    private static double amplitudesEach(Pub pub, CompiledDefinition definition) {
        CompiledCircuit circuit = definition.circuit();
        boolean sampled = pub.shots() != null;
        double all = definition.allAmplitudes();
        return switch (pub.wanted()) {
            case ESTIMATE, GRADIENT, SAMPLES -> {
                boolean diagonal = definition.observable().energies().isPresent();
                boolean tail = pub.objective() instanceof Objective.ConditionalValueAtRisk && !sampled;
                double evolutions = sampled && !diagonal ? definition.measurementGroups(pub.groupingOrDefault()) : 1;
                if (wantsGradient(pub)) {
                    evolutions = GRADIENT_EVOLUTIONS;
                }
                double work = diagonal ? circuit.work() : circuit.workOnAllAmplitudes();
                yield evolutions * work + (tail ? TAIL_PASSES * circuit.amplitudes() : 0);
            }
            case KERNEL -> circuit.workOnParts();
            case BLOCH ->
                sampled
                        ? bases(pub, definition) * circuit.workOnAllAmplitudes()
                        : circuit.workOnParts() + readouts(pub, definition) * circuit.amplitudesOfLargestPart();
            case OUTPUTS, LOSS ->
                sampled
                        ? bases(pub, definition) * circuit.workOnAllAmplitudes()
                        : circuit.workOnAllAmplitudes() + readouts(pub, definition) * all;
            case LOSS_GRADIENT ->
                sampled
                        ? (double) PubCheck.statesEach(pub, definition)
                                * bases(pub, definition)
                                * circuit.workOnAllAmplitudes()
                        : lossGradient(pub, definition);
            case LOSS_METRIC -> {
                double states = PubCheck.statesEach(pub, definition);
                yield lossGradient(pub, definition)
                        + states * circuit.workOnAllAmplitudes()
                        + states * states / 2 * all * PRODUCT_PASSES;
            }
        };
    }

    private static double lossGradient(Pub pub, CompiledDefinition definition) {
        return GRADIENT_EVOLUTIONS * definition.circuit().workOnAllAmplitudes()
                + readouts(pub, definition) * definition.allAmplitudes();
    }

    /// What one vector of parameters takes, or one row of a batch.
    ///
    /// @param simulator that computes
    static long bytesEach(Pub pub, CompiledDefinition definition, StatevectorSimulator simulator) {
        var wanted = EnumSet.of(Wanted.EXPECTATION);
        if (wantsGradient(pub)) {
            wanted.add(Wanted.GRADIENT);
        }
        CompiledCircuit circuit = definition.circuit();
        long drawn = (long) (BYTES_PER_DRAWN_STATE
                * Math.min(
                        drawnEach(pub, definition),
                        (double) bases(pub, definition)
                                * (isOfObservable(pub) ? circuit.amplitudes() : definition.allAmplitudes())));
        return drawn
                + (isOfObservable(pub)
                        ? circuit.memoryBytes(wanted, definition.observable())
                        : sampleBytes(pub, definition, simulator));
    }

    private static long sampleBytes(Pub pub, CompiledDefinition definition, StatevectorSimulator simulator) {
        if (isInParts(pub)) {
            return definition.circuit().stateBytesOfLargestPart();
        }
        long bytes = StatevectorSimulator.sampleBytes(definition.circuit(), wantsGradient(pub));
        return pub.wanted() == io.ketstream.model.execution.Wanted.LOSS_METRIC
                ? Math.max(bytes, MetricEstimator.bytes(pub, definition, simulator))
                : bytes;
    }

    /// Whether each part of the circuit that no gate joins with the others is simulated by itself.
    static boolean isInParts(Pub pub) {
        return switch (pub.wanted()) {
            case KERNEL -> true;
            case BLOCH -> pub.shots() == null;
            case ESTIMATE, GRADIENT, SAMPLES, OUTPUTS, LOSS, LOSS_GRADIENT, LOSS_METRIC -> false;
        };
    }

    private static boolean isOfObservable(Pub pub) {
        return switch (pub.wanted()) {
            case ESTIMATE, GRADIENT, SAMPLES -> true;
            case KERNEL, BLOCH, OUTPUTS, LOSS, LOSS_GRADIENT, LOSS_METRIC -> false;
        };
    }

    /// Whether there is a sweep back; with shots there are shifts in its place.
    private static boolean wantsGradient(Pub pub) {
        return pub.wanted().hasGradient() && pub.shots() == null;
    }

    /// Samples that are drawn of one state.
    private static double drawnEach(Pub pub, CompiledDefinition definition) {
        boolean samples = pub.wanted() == io.ketstream.model.execution.Wanted.SAMPLES;
        int unsaid = samples ? PubEstimator.DEFAULT_SAMPLES : 0;
        int shots = pub.shots() == null ? unsaid : pub.shots();
        return (double) shots * bases(pub, definition);
    }

    /// Bases that all of the shots are drawn in, each.
    private static int bases(Pub pub, CompiledDefinition definition) {
        TrainingBatch batch = pub.batch();
        if (batch != null) {
            return definition.bases(batch.readout(), pub.groupingOrDefault());
        }
        return pub.wanted() == io.ketstream.model.execution.Wanted.BLOCH ? CompiledDefinition.BLOCH_BASES : 1;
    }

    /// Expectations of one state.
    private static int readouts(Pub pub, CompiledDefinition definition) {
        TrainingBatch batch = pub.batch();
        return batch == null
                ? CompiledDefinition.BLOCH_BASES * definition.circuit().numberOfQubits()
                : batch.readout().size();
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
