package io.ketstream.simulator;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Exact simulation, in double precision unless asked for [Precision#SINGLE].
///
/// Results are pure functions of (circuit, parameters, shots, seed) and of [#ENGINE] and [#numericProfile];
/// the number of threads does not change a bit of them. Thread-safe: many callers may share one instance.
public final class StatevectorSimulator implements AutoCloseable {

    /// Changes whenever any result may change in any bit.
    public static final String ENGINE = "statevector-9";

    /// The amplitudes of tasks that are worth handing over to another thread together.
    private static final double SMALLEST_PIECE = 1 << 12;

    /// For tasks side by side: each computes on its thread alone and reuses its state.
    private final ConcurrentLinkedDeque<StatevectorSimulator> singles = new ConcurrentLinkedDeque<>();

    private final Workers workers;
    private final Precision precision;
    private final FullEngine engine;

    /// For gradients and given states, whatever the precision.
    private final AmplitudeEngine doubles;

    /// For batches, whatever the precision.
    private final SampleEngine samples;

    /// For circuits of one number of ones.
    private final SubspaceEngine parts;

    private final long memoryLimit;

    /// What [#forEach] does for number `index`, with a simulator that has as many threads as this task may use.
    @FunctionalInterface
    public interface PointTask {
        void run(StatevectorSimulator simulator, int index);
    }

    /// One thread; at most `memoryLimit` bytes for the states of one call.
    public StatevectorSimulator(long memoryLimit) {
        this(memoryLimit, 1);
    }

    /// `parallelism` threads for circuits of 16 qubits or more; at most `memoryLimit` bytes for the states of
    /// one call.
    public StatevectorSimulator(long memoryLimit, int parallelism) {
        this(memoryLimit, parallelism, Precision.DOUBLE);
    }

    /// The same with amplitudes of `precision`.
    public StatevectorSimulator(long memoryLimit, int parallelism, Precision precision) {
        if (memoryLimit < 1) {
            throw new IllegalArgumentException("the memory limit is positive, not " + memoryLimit);
        }
        this.memoryLimit = memoryLimit;
        this.workers = new Workers(parallelism);
        this.precision = precision;
        this.doubles = new AmplitudeEngine(workers);
        this.samples = new SampleEngine(workers);
        this.parts = new SubspaceEngine(workers);
        this.engine = switch (precision) {
            case DOUBLE -> doubles;
            case SINGLE -> new SingleAmplitudeEngine(workers);
        };
    }

    public Precision precision() {
        return precision;
    }

    /// The name of [#precision] in results.
    public String numericProfile() {
        return precision.numericProfile();
    }

    /// The final state of a circuit that is not dynamic, before its terminal measurements. Amplitudes of single
    /// precision are widened; [#finalState] gives them as they are, at a third of the memory.
    ///
    /// @throws CircuitTooLargeException when it would not fit
    /// @throws IllegalArgumentException when the circuit is dynamic or the number of parameters is wrong
    public Statevector run(CompiledCircuit compiled, RealVector parameters) {
        compiled.check(parameters);
        refuseAbove(compiled, 1, precision == Precision.DOUBLE ? 0 : compiled.stateBytes());
        return switch (engine.run(compiled, parameters)) {
            case Statevector state -> state;
            case SingleStatevector single -> {
                var state = new Statevector(compiled.numberOfQubits());
                state.copyFrom(single);
                yield state;
            }
        };
    }

    /// The same in the memory of `state`, whose former content does not matter.
    public void run(CompiledCircuit compiled, RealVector parameters, Statevector state) {
        compiled.check(parameters);
        check(compiled, state);
        switch (engine) {
            case AmplitudeEngine amplitudes -> amplitudes.run(compiled, parameters, state);
            case SingleAmplitudeEngine amplitudes -> {
                refuseAbove(compiled, 1);
                state.copyFrom(amplitudes.run(compiled, parameters));
            }
        }
    }

    /// Applies the gates of a circuit that is not dynamic to `state` as it is, instead of to |0…0⟩; in double
    /// precision. Measurements at the circuit's end are not made.
    ///
    /// @throws IllegalArgumentException when the circuit is dynamic, has another number of qubits than the
    ///     state, or the number of parameters is wrong
    public void apply(CompiledCircuit compiled, RealVector parameters, Statevector state) {
        compiled.check(parameters);
        check(compiled, state);
        doubles.apply(compiled.onAnyState(), parameters, state);
    }

    /// The final state of a circuit that is not dynamic, by the amplitudes that its simulation holds: all of
    /// them, or those of one number of ones.
    ///
    /// @throws CircuitTooLargeException when it would not fit
    /// @throws IllegalArgumentException when the circuit is dynamic or the number of parameters is wrong
    public PureState finalState(CompiledCircuit compiled, RealVector parameters) {
        Optional<SubspacePlan> plan = compiled.subspace();
        if (plan.isPresent()) {
            return subspace(compiled, parameters).evolve(parameters, workers);
        }
        compiled.check(parameters);
        refuseAbove(compiled, 1);
        return engine.run(compiled, parameters);
    }

    /// ⟨H⟩ in the final state.
    public double expectation(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        check(compiled, observable);
        if (usesSubspace(compiled, observable)) {
            return parts.expectation(
                    subspace(compiled, parameters),
                    parameters,
                    observable.energies().orElseThrow());
        }
        compiled.check(parameters);
        refuseAbove(compiled, 1);
        return engine.expectation(compiled, parameters, observable);
    }

    public double expectation(PureState state, CompiledObservable observable) {
        check(state, observable);
        return switch (state) {
            case Statevector full -> Expectations.expectation(observable, full, workers);
            case SingleStatevector full -> SingleExpectations.expectation(observable, full, workers);
            case SubspaceState part ->
                observable.energies().isPresent()
                        ? parts.expectation(part, observable.energies().get())
                        : Expectations.expectation(observable, part.expanded(), workers);
        };
    }

    /// ⟨H⟩ and the variance of H in the final state.
    public Estimate estimate(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        check(compiled, observable);
        if (usesSubspace(compiled, observable)) {
            return parts.estimate(
                    subspace(compiled, parameters),
                    parameters,
                    observable.energies().orElseThrow());
        }
        compiled.check(parameters);
        refuseAbove(compiled, observable.hasTable() ? 1 : 2);
        return engine.estimate(compiled, parameters, observable);
    }

    public Estimate estimate(PureState state, CompiledObservable observable) {
        check(state, observable);
        return switch (state) {
            case Statevector full -> Expectations.estimate(observable, full, workers);
            case SingleStatevector full -> SingleExpectations.estimate(observable, full, workers);
            case SubspaceState part ->
                observable.energies().isPresent()
                        ? parts.estimate(part, observable.energies().get())
                        : Expectations.estimate(observable, part.expanded(), workers);
        };
    }

    /// ⟨H⟩ and all its derivatives by adjoint differentiation, exact for every parameterised gate, also where
    /// gates share parameters; in double precision always.
    public Gradient gradient(CompiledCircuit compiled, RealVector parameters, CompiledObservable observable) {
        check(compiled, observable);
        compiled.check(parameters);
        if (usesSubspace(compiled, observable)) {
            SubspacePlan plan = compiled.subspace().orElseThrow();
            refuseAboveLimit(compiled, plan.memoryBytes(Set.of(Wanted.GRADIENT)));
            return parts.gradient(plan, parameters, observable.energies().orElseThrow());
        }
        refuseAbove(compiled, 1);
        refuseAboveLimit(compiled, compiled.memoryBytesOfAllAmplitudes(Set.of(Wanted.GRADIENT)));
        return doubles.gradient(compiled, parameters, observable);
    }

    /// ⟨H⟩ for each vector of parameters, in order; the same bits as one by one.
    ///
    /// Small circuits go side by side on the threads of this simulator, each on one; large ones one after
    /// another, each on all.
    ///
    /// @throws IllegalArgumentException when a vector has the wrong number of parameters
    public double[] expectations(CompiledCircuit compiled, List<RealVector> parameters, CompiledObservable observable) {
        check(compiled, observable);
        parameters.forEach(compiled::check);
        var expectations = new double[parameters.size()];
        forEach(
                compiled.amplitudes(observable),
                parameters.size(),
                compiled.memoryBytes(Set.of(Wanted.EXPECTATION), observable, precision),
                (simulator, k) -> expectations[k] = simulator.expectation(compiled, parameters.get(k), observable));
        return expectations;
    }

    /// Runs `task` for 0 to `count` − 1: on several threads at once when a state is too small to be split, else in
    /// order. Threads that other callers keep busy are not waited for.
    ///
    /// @param amplitudes of the state that a task simulates
    /// @param bytes that one task holds at once; no more tasks run at a time than the memory limit allows
    public void forEach(double amplitudes, int count, long bytes, PointTask task) {
        int threads = threads(amplitudes, count, bytes);
        if (threads == 1) {
            for (int k = 0; k < count; k++) {
                task.run(this, k);
            }
            return;
        }
        int piece = (int) Math.clamp(SMALLEST_PIECE / amplitudes, 1, Math.max(1, count / (8 * threads)));
        workers.share(count, piece, threads, (from, to) -> {
            StatevectorSimulator single = singles.pollFirst();
            if (single == null) {
                single = new StatevectorSimulator(memoryLimit, 1, precision);
            }
            for (int k = from; k < to; k++) {
                task.run(single, k);
            }
            singles.addFirst(single);
        });
    }

    /// The same for tasks that simulate all amplitudes of `compiled`, which is work for threads also where these are
    /// few.
    void forEachState(CompiledCircuit compiled, int count, long bytes, PointTask task) {
        double amplitudes = Math.pow(2, compiled.numberOfQubits());
        double work = Math.min(compiled.workOnAllAmplitudes(), Workers.SMALLEST_PARALLEL_STATE - 1);
        forEach(Math.max(amplitudes, work), count, bytes, task);
    }

    /// How many of `count` tasks of `bytes` each [#forEach] runs at a time, at most.
    public int threads(double amplitudes, int count, long bytes) {
        if (amplitudes >= Workers.SMALLEST_PARALLEL_STATE) {
            return 1;
        }
        double pieces = Math.min(count, count * amplitudes / SMALLEST_PIECE);
        double fitting = memoryLimit / (double) Math.max(1, bytes);
        return (int) Math.clamp(Math.min(fitting, pieces), 1, workers.parallelism());
    }

    /// The fidelity kernel of a circuit as a feature map: |⟨φ(x)|φ(y)⟩|² for each pair of `points`, vectors of the
    /// circuit's parameters. Symmetric, entries in [0, 1], the diagonal exactly 1.
    ///
    /// In double precision always. States are made once each where they fit [#kernelBytes], else some of them more
    /// often; in a given pair of points an entry has the same bits in any matrix. A circuit in
    /// parts that no gate joins has the product of its parts' kernels, each of states of so many
    /// qubits as the part has: it may have more qubits than a statevector can address.
    ///
    /// @throws InvalidValueException when a point has the wrong number of parameters
    /// @throws IllegalArgumentException when the circuit is dynamic
    /// @throws CircuitTooLargeException when two states of its largest part do not fit
    public RealMatrix kernel(CompiledCircuit compiled, List<RealVector> points) {
        check("points", compiled, points);
        if (points.isEmpty()) {
            return RealMatrix.of();
        }
        double[][] kernel = ones(points.size(), points.size());
        for (CompiledCircuit.CompiledPart part : compiled.parts()) {
            fidelities(part.compiled(), points.size()).multiplyGram(points, kernel);
        }
        return RealMatrix.of(kernel);
    }

    /// The same for each of `rows` with each of `columns`.
    public RealMatrix kernel(CompiledCircuit compiled, List<RealVector> rows, List<RealVector> columns) {
        check("rows", compiled, rows);
        check("columns", compiled, columns);
        if (rows.isEmpty() || columns.isEmpty()) {
            return RealMatrix.of(new double[rows.size()][0]);
        }
        double[][] kernel = ones(rows.size(), columns.size());
        for (CompiledCircuit.CompiledPart part : compiled.parts()) {
            fidelities(part.compiled(), rows.size() + columns.size()).multiplyBetween(rows, columns, kernel);
        }
        return RealMatrix.of(kernel);
    }

    private static double[][] ones(int rows, int columns) {
        var ones = new double[rows][columns];
        for (double[] row : ones) {
            Arrays.fill(row, 1);
        }
        return ones;
    }

    /// Inner products of the states at `points`, less what they have in common with the state ρ at
    /// `reference`: Re⟨φ(x)|(1 − |ρ⟩⟨ρ|)|φ(y)⟩. Symmetric, positive semidefinite but for rounding.
    ///
    /// Where φ(x) are the derivatives of ρ by its parameters, this is the Fubini–Study metric
    /// (Provost & Vallee, Commun. Math. Phys. 76, 289, 1980; Stokes et al., arXiv 1909.02108, eq.
    /// 11). In double precision always; memory as of [#kernel], errors too.
    public RealMatrix projectedGram(CompiledCircuit compiled, RealVector reference, List<RealVector> points) {
        compiled.check(reference);
        check("points", compiled, points);
        return points.isEmpty()
                ? RealMatrix.of()
                : fidelities(compiled, points.size() + 1).projected(reference, points);
    }

    /// The bytes that a kernel matrix of so many different points holds at once beside the matrix itself, at most:
    /// their states of the circuit's largest part, as far as 1 GiB goes. As many as a long holds
    /// where a state cannot be addressed.
    public static long kernelBytes(CompiledCircuit compiled, int points) {
        if (compiled.qubitsOfLargestPart() > Statevector.LARGEST) {
            return Long.MAX_VALUE;
        }
        long bytes = compiled.stateBytesOfLargestPart();
        return Math.min(points, FidelityKernel.capacity(bytes, Long.MAX_VALUE)) * bytes;
    }

    /// The bytes that this simulator holds at once for [#kernel] or [#projectedGram] of so many
    /// points, at most.
    public long gramBytes(CompiledCircuit compiled, int points) {
        return Math.min(points, FidelityKernel.capacity(compiled.stateBytes(), memoryLimit)) * compiled.stateBytes();
    }

    private FidelityKernel fidelities(CompiledCircuit compiled, int points) {
        compiled.refuseDynamic();
        refuseAbove(compiled, 0, Math.min(points, 2) * compiled.stateBytes());
        long capacity = FidelityKernel.capacity(compiled.stateBytes(), memoryLimit);
        return new FidelityKernel(
                compiled.numberOfQubits(),
                capacity,
                (some, states) -> forEachState(
                        compiled,
                        some.size(),
                        compiled.stateBytes(),
                        (simulator, k) -> simulator.doubles.run(compiled, some.get(k), states.get(k))),
                workers);
    }

    private static void check(String field, CompiledCircuit compiled, List<RealVector> points) {
        for (int k = 0; k < points.size(); k++) {
            if (points.get(k).size() != compiled.numberOfParameters()) {
                throw new InvalidValueException(
                        field + "[" + k + "]",
                        "must have the circuit's " + compiled.numberOfParameters() + " parameters, not "
                                + points.get(k).size());
            }
        }
    }

    /// The Bloch vector of every qubit in the final state at each of `points`: a row for each, ⟨X_q⟩, ⟨Y_q⟩ and ⟨Z_q⟩
    /// of qubit 0, then of qubit 1, … In double precision always. Each part of the circuit that no
    /// gate joins with the others is simulated by itself.
    ///
    /// @throws InvalidValueException when a point has the wrong number of parameters
    /// @throws IllegalArgumentException when the circuit is dynamic
    /// @throws CircuitTooLargeException when a state of its largest part does not fit
    public RealMatrix blochVectors(CompiledCircuit compiled, List<RealVector> points) {
        check("points", compiled, points);
        compiled.refuseDynamic();
        var vectors = new double[points.size()][3 * compiled.numberOfQubits()];
        for (CompiledCircuit.CompiledPart part : compiled.parts()) {
            CompiledCircuit some = part.compiled();
            refuseAbove(some, 0, some.stateBytes());
            forEachState(some, vectors.length, some.stateBytes(), (simulator, k) -> {
                double[] ofPart = simulator.samples.blochVectors(some, points.get(k));
                for (int i = 0; i < part.qubits().size(); i++) {
                    System.arraycopy(
                            ofPart, 3 * i, vectors[k], 3 * part.qubits().get(i), 3);
                }
            });
        }
        return RealMatrix.of(vectors);
    }

    /// The outputs ⟨P_c⟩ of a circuit whose last parameters are `weights`, at each of `inputs`, its other parameters: a
    /// row for each input, a column for each string of `readout`. In double precision always.
    ///
    /// @throws InvalidValueException when an input or the readout does not fit the circuit
    /// @throws IllegalArgumentException when the circuit is dynamic
    /// @throws CircuitTooLargeException when a state does not fit
    public RealMatrix outputs(
            CompiledCircuit compiled, List<RealVector> inputs, RealVector weights, CompiledReadout readout) {
        return batch(compiled, inputs, weights, readout, false).outputs();
    }

    /// The mean of `loss` over `samples`. The bits do not depend on threads. Errors as of [#outputs].
    ///
    /// @throws InvalidValueException when a loss is not finite
    public double loss(
            CompiledCircuit compiled, Samples samples, RealVector weights, CompiledReadout readout, OutputLoss loss) {
        return batch(compiled, samples.inputs(), weights, readout, false).loss(samples.targets(), loss);
    }

    /// The same with its derivatives by the weights, by one sweep forward and one back for each sample (Jones & Gacon,
    /// arXiv 2009.02823), exact for every gate.
    ///
    /// @throws InvalidValueException when a loss or a derivative is not finite
    public LossGradient lossGradient(
            CompiledCircuit compiled, Samples samples, RealVector weights, CompiledReadout readout, OutputLoss loss) {
        return batch(compiled, samples.inputs(), weights, readout, true).lossGradient(samples.targets(), loss);
    }

    /// The mean of `loss` over samples of all parameters of a circuit, with its derivatives by v, where the parameters
    /// of sample k are v times `factors.get(k)`, number by number. As exact as [#lossGradient].
    ///
    /// @param factors as many as samples, of as many numbers as the circuit has parameters
    /// @throws InvalidValueException as for [#lossGradient], and when factors do not fit
    public LossGradient lossGradientByFactors(
            CompiledCircuit compiled,
            Samples samples,
            List<RealVector> factors,
            CompiledReadout readout,
            OutputLoss loss) {
        Rules.size("factors", factors.size(), samples.size());
        for (int k = 0; k < factors.size(); k++) {
            Rules.size("factors[" + k + "]", factors.get(k).size(), compiled.numberOfParameters());
        }
        return batch(compiled, samples.inputs(), RealVector.zeros(0), readout, true)
                .lossGradientByFactors(factors, samples.targets(), loss);
    }

    /// The bytes that [#outputs] and [#loss], or [#lossGradient], hold at once for a sample, at most; as many samples
    /// are computed at a time as there are threads.
    public static long sampleBytes(CompiledCircuit compiled, boolean gradient) {
        return Batch.bytes(compiled, gradient);
    }

    private Batch batch(
            CompiledCircuit compiled,
            List<RealVector> inputs,
            RealVector weights,
            CompiledReadout readout,
            boolean gradient) {
        var batch = new Batch(this, compiled, readout, inputs, weights);
        refuseAbove(compiled, 0, Batch.bytes(compiled, gradient));
        return batch;
    }

    SampleEngine samples() {
        return samples;
    }

    /// The overlaps of all pairs of states.
    ///
    /// @throws IllegalArgumentException when states differ in their number of qubits
    public Overlaps overlaps(List<Statevector> states) {
        return Overlaps.gram(states, workers);
    }

    /// The overlaps of each of `left` with each of `right`.
    ///
    /// @throws IllegalArgumentException when states differ in their number of qubits
    public Overlaps overlaps(List<Statevector> left, List<Statevector> right) {
        return Overlaps.between(left, right, workers);
    }

    /// Draws basis states of all qubits from the final state.
    public BasisCounts sample(CompiledCircuit compiled, RealVector parameters, long shots, long seed) {
        Optional<SubspacePlan> plan = compiled.subspace();
        if (plan.isPresent()) {
            return parts.sample(subspace(compiled, parameters), parameters, shots, seed);
        }
        compiled.check(parameters);
        refuseAbove(compiled, 1);
        return engine.sample(compiled, parameters, shots, seed);
    }

    public BasisCounts sample(PureState state, long shots, long seed) {
        return switch (state) {
            case FullState full -> Sampler.sample(full, shots, seed, workers);
            case SubspaceState part -> parts.sample(part, shots, seed);
        };
    }

    /// The exact distribution over the classical bits of any circuit. Mid-circuit measurements and resets are
    /// followed into both outcomes.
    ///
    /// @throws TooManyBranchesException when that would take too many branches; [#counts] still works then
    public OutcomeDistribution distribution(CompiledCircuit compiled, RealVector parameters) {
        Optional<SubspacePlan> plan = compiled.subspace();
        if (plan.isPresent()) {
            return SubspaceEngine.distribution(
                    compiled, subspace(compiled, parameters).evolve(parameters, workers));
        }
        return new BranchExplorer(program(compiled, parameters)).distribution();
    }

    /// Runs any circuit `shots` times and counts its classical outcomes. Draws from the exact distribution
    /// where that can be had, otherwise simulates shot by shot.
    public SortedMap<String, Long> counts(CompiledCircuit compiled, RealVector parameters, long shots, long seed) {
        if (!compiled.isDynamic()) {
            return OutcomeReader.read(compiled, sample(compiled, parameters, shots, seed));
        }
        DynamicProgram program = program(compiled, parameters);
        try {
            return new BranchExplorer(program).distribution().sample(shots, seed);
        } catch (TooManyBranchesException _) {
            return new Trajectories(program).counts(shots, seed);
        }
    }

    @Override
    public void close() {
        workers.close();
    }

    private DynamicProgram program(CompiledCircuit compiled, RealVector parameters) {
        compiled.check(parameters);
        // Two states at least: what a shot starts from, and the shot's own; or the table of outcomes.
        refuseAbove(compiled, 0, Math.max(2, BranchExplorer.openStates(compiled)) * compiled.stateBytes());
        return new DynamicProgram(compiled, parameters, workers);
    }

    /// The plan, checked to fit the parameters and the memory.
    private SubspacePlan subspace(CompiledCircuit compiled, RealVector parameters) {
        SubspacePlan plan = compiled.subspace().orElseThrow();
        compiled.check(parameters);
        refuseAboveLimit(compiled, plan.memoryBytes(Set.of(Wanted.SAMPLES)));
        return plan;
    }

    /// An observable that leaves the states of one number of ones needs all amplitudes.
    private static boolean usesSubspace(CompiledCircuit compiled, CompiledObservable observable) {
        return compiled.subspace().isPresent() && observable.energies().isPresent();
    }

    private void refuseAbove(CompiledCircuit compiled, int states) {
        refuseAbove(compiled, states, 0);
    }

    private void refuseAbove(CompiledCircuit compiled, int states, long more) {
        if (compiled.numberOfQubits() > Statevector.LARGEST) {
            throw new CircuitTooLargeException("a statevector holds at most " + Statevector.LARGEST
                    + " qubits, the circuit has " + compiled.numberOfQubits());
        }
        refuseAboveLimit(compiled, states * compiled.stateBytes(precision) + more);
    }

    private void refuseAboveLimit(CompiledCircuit compiled, long bytes) {
        if (bytes > memoryLimit) {
            throw new CircuitTooLargeException("a circuit of " + compiled.numberOfQubits() + " qubits needs " + bytes
                    + " bytes for this, the limit is " + memoryLimit);
        }
    }

    private static void check(CompiledCircuit compiled, Statevector state) {
        if (state.numberOfQubits() != compiled.numberOfQubits()) {
            throw new IllegalArgumentException(
                    "a state of " + state.numberOfQubits() + " qubits for a circuit of " + compiled.numberOfQubits());
        }
    }

    private static void check(CompiledCircuit compiled, CompiledObservable observable) {
        if (compiled.numberOfQubits() != observable.numberOfQubits()) {
            throw new IllegalArgumentException("an observable of " + observable.numberOfQubits()
                    + " qubits for a circuit of " + compiled.numberOfQubits());
        }
    }

    private static void check(PureState state, CompiledObservable observable) {
        if (state.numberOfQubits() != observable.numberOfQubits()) {
            throw new IllegalArgumentException("an observable of " + observable.numberOfQubits()
                    + " qubits for a state of " + state.numberOfQubits());
        }
    }
}
