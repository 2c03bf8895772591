package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.execution.SampledState;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Objective;
import io.ketstream.model.run.OptimizerSpecification;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.Selection;
import io.ketstream.model.run.StopReason;
import io.ketstream.optimizer.minimizer.Evaluation;
import io.ketstream.optimizer.minimizer.Iteration;
import io.ketstream.optimizer.minimizer.Limits;
import io.ketstream.optimizer.minimizer.Minimizer;
import io.ketstream.optimizer.minimizer.Minimum;
import io.ketstream.optimizer.minimizer.StopSignal;
import io.ketstream.optimizer.training.QuestionSeed;
import io.ketstream.optimizer.weight.Portfolios;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One variational optimisation as plain blocking code: search for the best parameters, then one closing question
/// there.
///
/// A pure function of the run's settings and of the answers it gets, which is what makes replay possible. Where the
/// same answers could lead to other questions it is another version, beside which this one stays: see [Algorithms].
final class RunAlgorithm {

    /// Samples of the closing question of a run that otherwise works with exact expectations.
    static final int CLOSING_SHOTS = 4096;

    /// A search gives up after this many iterations without improvement, or twenty a parameter if that is more; with
    /// noise, which hides small steps, after twice as many.
    private static final int PLATEAU = 100;

    /// A double takes at most 25 characters and a comma in JSON.
    private static final int BYTES_PER_NUMBER = 26;

    /// What a message has beside its numbers, in a batch and per vector of it.
    private static final int BYTES_PER_MESSAGE = 24 * 1024;

    private static final int BYTES_PER_POINT = 512;

    private final RunCircuitReady circuit;
    private final Formulation formulation;
    private final Minimizer minimizer;
    private final RunVersion version;
    private final RunSettings settings;
    private final OptimizerSpecification optimizer;
    private final @Nullable Integer shots;
    private final Tally tally = new Tally();

    RunAlgorithm(RunCircuitReady circuit, Formulation formulation, Minimizer minimizer, RunVersion version) {
        this.circuit = circuit;
        this.formulation = formulation;
        this.minimizer = minimizer;
        this.version = version;
        this.settings = circuit.settings();
        this.optimizer = settings.optimizer();
        this.shots = settings.execution().shots();
    }

    /// Version of run and minimiser together.
    String version() {
        return version.with(minimizer.version());
    }

    Standing standing() {
        return tally.standing();
    }

    Conclusion run(Dialogue dialogue) {
        int most = vectorsPerQuestion();
        RealVector start = StartParameters.of(settings, circuit.parameters().size(), exchanging());
        dialogue.report(new Report.Started(version(), start));
        OptionalLong only = onlySelection();
        if (only.isPresent()) {
            return decided(start, only.getAsLong());
        }
        RealVector best = start;
        StopReason reason;
        try {
            Minimum minimum = minimizer.minimize(
                    new Questions(dialogue, most),
                    start,
                    limits(),
                    settings.seed(),
                    iteration -> report(dialogue, iteration));
            best = minimum.parameters();
            reason = minimum.stopReason();
        } catch (StopSignal signal) {
            reason = signal.reason(); // before anything was evaluated
        }
        return close(dialogue, best, reason);
    }

    private int exchanging() {
        return version == RunVersion.FIRST ? formulation.cost().qubits() : StartParameters.exchanging(formulation);
    }

    /// Where nothing can be chosen.
    private OptionalLong onlySelection() {
        Selection selection = formulation.selection();
        return version == RunVersion.FIRST || selection == null
                ? OptionalLong.empty()
                : selection.rules().only();
    }

    /// Nothing is asked: the selection is told with its weights.
    private Conclusion decided(RealVector start, long only) {
        int qubits = formulation.cost().qubits();
        String bitString = Long.toBinaryString(1L << qubits | only).substring(1);
        double energy = Objects.requireNonNull(formulation.selection()).energy(bitString);
        tally.decided(start, new SampledState(bitString, energy, 1));
        return new Conclusion(StopReason.CONVERGED, energy, 0, null, version(), portfolio());
    }

    private Limits limits() {
        Limits.ShotBudget budget = null;
        Long maxShots = optimizer.maxShots();
        if (shots != null && maxShots != null) {
            // enough is left for the closing question where that is possible
            long search = maxShots >= 2L * shots ? maxShots - shots : maxShots;
            budget = new Limits.ShotBudget(search, shots, shots);
        }
        int plateau = Math.max(PLATEAU, 20 * circuit.parameters().size()) * (shots == null ? 1 : 2);
        return new Limits(
                optimizer.maxIterations(), optimizer.maxEvaluations(), budget, optimizer.tolerance(), plateau);
    }

    private void report(Dialogue dialogue, Iteration iteration) {
        tally.countIteration();
        Standing standing = tally.standing();
        Standing.Sampled sample = standing.lowestSample();
        Standing.Point point = standing.lowestMean();
        double best = sample != null ? sample.state().energy() : point != null ? point.mean() : iteration.bestValue();
        dialogue.report(new Report.Iterated(
                dialogue.sequence() - 1,
                standing.iterations(),
                standing.evaluations(),
                standing.shots(),
                iteration.parameters(),
                iteration.value(),
                iteration.standardError(),
                best,
                sample == null ? null : sample.state().bitString()));
    }

    private Conclusion close(Dialogue dialogue, RealVector best, StopReason reason) {
        Integer closingShots = closingShots();
        if (closingShots != null && closingShots == 0) {
            Standing.Point point = tally.standing().bestPoint();
            return point == null
                    ? failed("optimizer.maxShots does not suffice for a single evaluation")
                    : new Conclusion(reason, point.mean(), point.standardError(), null, version(), portfolio());
        }
        Wanted wanted = formulation.isDiagonal() ? Wanted.SAMPLES : Wanted.ESTIMATE;
        Pub pub = pub(dialogue, List.of(best), closingShots, wanted, new Objective.Mean());
        PointResult result = answers(dialogue, pub, false).getFirst();
        tally.closed(best, result);
        SampleSummary samples = result.samples();
        if (wanted == Wanted.SAMPLES && samples == null) {
            return failed("the closing question was answered without samples");
        }
        return samples == null
                ? new Conclusion(reason, result.mean(), result.standardError(), null, version())
                : new Conclusion(reason, samples.mean(), samples.standardError(), samples, version(), portfolio());
    }

    /// The weights of the best selection, where it is feasible; a part of a portfolio has none.
    private @Nullable Portfolio portfolio() {
        Selection selection = formulation.selection();
        Standing.Sampled best = tally.standing().lowestSample();
        ParentRun parent = circuit.parent();
        if (selection == null
                || (parent != null && !parent.isStrategy())
                || best == null
                || !selection.isFeasible(best.state().bitString())) {
            return null;
        }
        return Portfolios.of(
                selection.problem(), selection.selected(best.state().bitString()));
    }

    /// Null: exact; 0: the shot budget is used up.
    private @Nullable Integer closingShots() {
        if (shots == null) {
            return formulation.isDiagonal() ? CLOSING_SHOTS : null;
        }
        Long maxShots = optimizer.maxShots();
        return maxShots == null ? shots : Integer.valueOf(Math.clamp(maxShots - tally.shots(), 0, shots));
    }

    private Pub pub(
            Dialogue dialogue, List<RealVector> batch, @Nullable Integer taken, Wanted wanted, Objective objective) {
        return new Pub(
                circuit.circuitDigest(),
                batch,
                taken,
                QuestionSeed.of(settings.seed(), dialogue.sequence()),
                wanted,
                objective,
                settings.execution().grouping());
    }

    private List<PointResult> answers(Dialogue dialogue, Pub pub, boolean search) {
        Engine pinned = tally.engine();
        Dialogue.Results results = dialogue.ask(pub, pinned, search, tally.standing());
        if (pinned == null) {
            tally.answeredBy(results.engine());
        } else if (!pinned.equals(results.engine())) {
            throw RunFailedException.otherEngine(pinned, results.engine());
        }
        check(pub, results.points());
        if (pub.shots() != null) {
            tally.countShots((long) pub.shots() * pub.parameters().size());
        }
        return results.points();
    }

    private static void check(Pub pub, List<PointResult> points) {
        if (points.size() != pub.parameters().size()) {
            throw new RunFailedException(new Failure(
                    Failure.EXECUTION_FAILED,
                    pub.parameters().size() + " parameter vectors got " + points.size() + " results"));
        }
        for (PointResult point : points) {
            boolean finite = Double.isFinite(point.value())
                    && Double.isFinite(point.mean())
                    && Double.isFinite(point.standardError())
                    && point.standardError() >= 0;
            RealVector gradient = point.gradient();
            boolean whole = pub.wanted() != Wanted.GRADIENT
                    || (gradient != null
                            && gradient.size() == pub.parameters().getFirst().size());
            if (!finite || !whole) {
                throw new RunFailedException(new Failure(
                        Failure.EXECUTION_FAILED,
                        finite ? "a gradient is missing in a result" : "a result is not a finite number"));
            }
        }
    }

    private static Conclusion failed(String message) {
        throw new RunFailedException(new Failure(Failure.OPTIMIZER_FAILED, message));
    }

    /// How many vectors fit into one message, question and answer.
    ///
    /// @throws RunFailedException when not even one does: nothing about the run could be told then
    private int vectorsPerQuestion() {
        int width = circuit.parameters().size();
        int fitting = (Topics.MAX_MESSAGE_BYTES - BYTES_PER_MESSAGE) / (BYTES_PER_POINT + width * BYTES_PER_NUMBER);
        if (fitting == 0) {
            throw new RunFailedException(new Failure(
                    Failure.OPTIMIZER_FAILED,
                    "the circuit has " + width + " parameters; their values do not fit into a message of "
                            + Topics.MAX_MESSAGE_BYTES + " bytes"));
        }
        return fitting;
    }

    /// The objective as questions: one batch may be several, so that each fits into a message.
    private final class Questions implements io.ketstream.optimizer.minimizer.Objective {

        private final Dialogue dialogue;
        private final int most;

        Questions(Dialogue dialogue, int most) {
            this.dialogue = dialogue;
            this.most = most;
        }

        @Override
        public List<Evaluation> evaluate(List<RealVector> batch) {
            return evaluate(batch, Wanted.ESTIMATE);
        }

        @Override
        public List<Evaluation> evaluateWithGradient(List<RealVector> batch) {
            return evaluate(batch, Wanted.GRADIENT);
        }

        private List<Evaluation> evaluate(List<RealVector> batch, Wanted wanted) {
            var evaluations = new ArrayList<Evaluation>(batch.size());
            for (int from = 0; from < batch.size(); from += most) {
                List<RealVector> part = batch.subList(from, Math.min(batch.size(), from + most));
                Pub pub =
                        pub(dialogue, part, shots, wanted, settings.execution().objective());
                List<PointResult> points = answers(dialogue, pub, true);
                for (int i = 0; i < part.size(); i++) {
                    PointResult point = points.get(i);
                    tally.evaluated(part.get(i), point);
                    evaluations.add(new Evaluation(point.value(), point.standardError(), point.gradient()));
                }
            }
            return evaluations;
        }
    }
}
