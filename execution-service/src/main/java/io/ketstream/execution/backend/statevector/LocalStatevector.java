package io.ketstream.execution.backend.statevector;

import io.ketstream.execution.backend.Backend;
import io.ketstream.execution.backend.BackendDescription;
import io.ketstream.execution.backend.Demand;
import io.ketstream.execution.backend.JobHandle;
import io.ketstream.execution.backend.JobState;
import io.ketstream.execution.backend.Outcome;
import io.ketstream.execution.backend.Workload;
import io.ketstream.execution.circuits.KnownCircuit;
import io.ketstream.execution.circuits.WeightedCache;
import io.ketstream.execution.estimate.CompiledDefinition;
import io.ketstream.execution.estimate.KernelEstimator;
import io.ketstream.execution.estimate.LossEstimator;
import io.ketstream.execution.estimate.MetricEstimator;
import io.ketstream.execution.estimate.PubCheck;
import io.ketstream.execution.estimate.PubEstimator;
import io.ketstream.execution.estimate.ReadoutEstimator;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.simulator.CircuitTooLargeException;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.StatevectorSimulator;
import io.ketstream.simulator.TooManyBranchesException;
import java.util.Arrays;
import java.util.Optional;

/// The statevector simulator as a backend: synchronous, exact, free. Circuits of runs are compiled once per digest.
/// Thread-safe. Each call computes on its caller's thread and on those of the simulator that are idle.
public final class LocalStatevector implements Backend, AutoCloseable {

    public static final String NAME = "local-statevector";

    private final StatevectorSimulator simulator;
    private final PubEstimator estimator;
    private final KernelEstimator kernels;
    private final ReadoutEstimator readouts;
    private final LossEstimator losses;
    private final MetricEstimator metrics;
    private final CircuitRunner runner;
    private final WeightedCache<Digest, CompiledDefinition> compiled;
    private final BackendDescription description;
    private final long memoryLimit;
    private final long cacheBytes;

    /// @param memoryLimit bytes that the states of one call may hold
    /// @param cacheBytes bytes of compiled circuits to keep
    /// @param threads of the simulator, its caller's included
    public LocalStatevector(long memoryLimit, long cacheBytes, int threads) {
        this.memoryLimit = memoryLimit;
        this.cacheBytes = cacheBytes;
        this.simulator = new StatevectorSimulator(memoryLimit, threads);
        this.estimator = new PubEstimator(simulator);
        this.kernels = new KernelEstimator(simulator);
        this.readouts = new ReadoutEstimator(simulator);
        this.losses = new LossEstimator(simulator);
        this.metrics = new MetricEstimator(simulator);
        this.runner = new CircuitRunner(simulator, estimator);
        this.compiled = new WeightedCache<>(cacheBytes, CompiledDefinition::weight);
        this.description = new BackendDescription(
                NAME,
                largestCircuit(memoryLimit),
                true,
                true,
                true,
                true,
                Arrays.stream(Gate.values()).map(Gate::qasmName).toList(),
                ExecutionSpecification.MAX_SHOTS,
                true,
                BackendDescription.Price.NONE,
                new Engine(NAME, StatevectorSimulator.ENGINE, simulator.numericProfile()));
    }

    @Override
    public BackendDescription description() {
        return description;
    }

    @Override
    public Demand demand(Workload workload) {
        return switch (workload) {
            case Workload.Estimation estimation -> {
                Pub pub = estimation.pub();
                CompiledDefinition definition = compiled(estimation.circuit());
                PubCheck.check(pub, definition);
                if (PubCheck.statesEach(pub, definition) > 1) {
                    // it now has a circuit with shifts
                    compiled.weighAgain(estimation.circuit().digest());
                }
                Demand demand = pub.wanted() == Wanted.KERNEL
                        ? Demands.ofKernel(pub, definition, memoryLimit)
                        : Demands.of(pub, definition, simulator);
                // Tables that are more than the cache may hold are the workload's own.
                long kept = definition.circuit().keptBytes();
                yield kept <= cacheBytes ? demand : new Demand(demand.bytes() + kept, demand.seconds());
            }
            case Workload.CircuitRun run -> Demands.of(run);
        };
    }

    @Override
    public void check(Workload workload) {
        int qubits = workload.qubits();
        if (qubits > description.qubits() && !fitsInParts(workload)) {
            throw new InvalidValueException(
                    "circuit", "must have at most " + description.qubits() + " qubits on " + NAME + ", not " + qubits);
        }
        long bytes = demand(workload).bytes();
        if (bytes > memoryLimit) {
            throw new InvalidValueException(
                    "circuit", "needs " + bytes + " bytes of memory on " + NAME + ", which has " + memoryLimit);
        }
    }

    /// A circuit in parts that no gate joins may have more qubits than a state of all of them
    /// could.
    private boolean fitsInParts(Workload workload) {
        return workload instanceof Workload.Estimation estimation
                && Demands.isInParts(estimation.pub())
                && workload.qubits() <= CompiledObservable.MOST_QUBITS
                && CompiledCircuit.qubitsOfLargestPart(estimation.circuit().circuit()) <= description.qubits();
    }

    @Override
    public JobState submit(String key, Workload workload) {
        try {
            return new JobState.Completed(
                    switch (workload) {
                        case Workload.Estimation estimation -> answer(estimation.pub(), compiled(estimation.circuit()));
                        case Workload.CircuitRun run -> new Outcome.Measurements(runner.run(run));
                    });
        } catch (IllegalArgumentException
                | CircuitTooLargeException
                | TooManyBranchesException
                | TooManyOutcomesException e) {
            return new JobState.Failed(new Failure(Failure.EXECUTION_REJECTED, String.valueOf(e.getMessage())), false);
        } catch (OutOfMemoryError e) {
            return new JobState.Failed(
                    new Failure(Failure.EXECUTION_FAILED, "the memory of this service ran out: " + e.getMessage()),
                    true);
        }
    }

    @Override
    public Optional<JobState> find(String key) {
        return Optional.empty();
    }

    @Override
    public JobState poll(JobHandle handle) {
        throw new IllegalArgumentException(NAME + " answers when a job is submitted and keeps none");
    }

    @Override
    public void cancel(JobHandle handle) {
        throw new IllegalArgumentException(NAME + " answers when a job is submitted and keeps none");
    }

    @Override
    public void close() {
        simulator.close();
    }

    private Outcome answer(Pub pub, CompiledDefinition definition) {
        long bytes = Demands.bytesEach(pub, definition, simulator);
        return switch (pub.wanted()) {
            case ESTIMATE, GRADIENT, SAMPLES -> new Outcome.Estimates(estimator.estimate(pub, definition, bytes));
            case KERNEL -> new Outcome.Matrix(kernels.tile(pub, definition));
            case BLOCH -> new Outcome.Matrix(readouts.bloch(pub, definition, bytes));
            case OUTPUTS -> new Outcome.Matrix(readouts.outputs(pub, definition, bytes));
            case LOSS, LOSS_GRADIENT -> new Outcome.Estimates(losses.losses(pub, definition, bytes));
            case LOSS_METRIC ->
                new Outcome.Estimates(losses.losses(pub, definition, bytes), metrics.metric(pub, definition, bytes));
        };
    }

    private CompiledDefinition compiled(KnownCircuit circuit) {
        return compiled.get(
                circuit.digest(),
                _ -> CompiledDefinition.compile(
                        circuit.circuit(),
                        circuit.definition().observable(),
                        circuit.definition().groups()));
    }

    /// Probabilities, which any circuit may be asked for, take 1.5 states of 16·2^n bytes.
    private static int largestCircuit(long memoryLimit) {
        int qubits = 1;
        while (qubits < 30 && 24L << (qubits + 1) <= memoryLimit) {
            qubits++;
        }
        return qubits;
    }
}
