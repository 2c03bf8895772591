package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.PortfolioPublished;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.StrategyRunEnded;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Objective;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.Selection;
import io.ketstream.model.run.StopReason;
import io.ketstream.model.run.WarmStart;
import io.ketstream.model.strategy.StrategyId;
import io.ketstream.optimizer.training.SearchConclusion;
import io.ketstream.optimizer.training.SearchVersion;
import io.ketstream.optimizer.training.TrainingConclusion;
import io.ketstream.optimizer.training.TrainingEffort;
import io.ketstream.optimizer.training.TrainingVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a run's end is told to its user: in the problem's own sense and sign.
final class Outcomes {

    private Outcomes() {}

    static RunEnded succeeded(Live live, Step.Concludes concludes, Instant now) {
        Conclusion conclusion = concludes.conclusion();
        Sense sense = live.formulation().sense();
        Standing standing = concludes.standing();
        BestSolution best = best(live.formulation(), standing);
        return new RunEnded(
                metadata(live.circuit().runId(), now),
                live.circuit().runId(),
                RunStatus.SUCCEEDED,
                conclusion.reason(),
                null,
                standing.iterations(),
                standing.evaluations(),
                standing.shots(),
                best,
                new RunEnded.Expectation(sense.flip(conclusion.mean()), conclusion.standardError()),
                conclusion.samples(),
                standing.engine(),
                live.circuit().circuitDigest(),
                conclusion.optimizerVersion(),
                conclusion.portfolio(),
                live.circuit().parent(),
                null,
                learnt(live.circuit().parent(), best),
                null);
    }

    /// What a strategy's next run may begin with after one of one circuit.
    private static @Nullable WarmStart learnt(@Nullable ParentRun parent, @Nullable BestSolution best) {
        return parent == null || !parent.isStrategy() || best == null || !best.feasible() || best.selection() == null
                ? null
                : new WarmStart(best.selection(), List.of());
    }

    /// The end of a run that was taken apart and put together again.
    ///
    /// @param learnt as much of what the conclusion says as is to be told
    static RunEnded together(RunDecomposed run, ParentConclusion conclusion, @Nullable WarmStart learnt, Instant now) {
        return new RunEnded(
                metadata(run.runId(), now),
                run.runId(),
                RunStatus.SUCCEEDED,
                conclusion.late() ? StopReason.TIMEOUT : StopReason.CONVERGED,
                null,
                0,
                conclusion.evaluations(),
                conclusion.shots(),
                conclusion.best(),
                null,
                null,
                null,
                null,
                conclusion.version().title(),
                conclusion.portfolio(),
                run.parent(),
                conclusion.report(),
                learnt,
                null);
    }

    /// The end of a run that was taken apart and not put together again.
    ///
    /// @param evaluations of all its children so far, as `shots`
    static RunEnded apart(RunDecomposed run, @Nullable Failure failure, int evaluations, long shots, Instant now) {
        return withoutResult(run.runId(), run.parent(), failure, 0, evaluations, shots, now);
    }

    /// The end of a run that has learnt.
    static RunEnded trained(
            TrainingReady run,
            TrainingVersion version,
            TrainingConclusion conclusion,
            LearningReport report,
            Instant now) {
        return training(run, version, RunStatus.SUCCEEDED, conclusion.reason(), null, conclusion.effort(), report, now);
    }

    /// The end of a run that was to learn and has come as far as `effort`: FAILED where there is a failure, else
    /// CANCELLED.
    static RunEnded untrained(
            TrainingReady run, TrainingVersion version, @Nullable Failure failure, TrainingEffort effort, Instant now) {
        return training(
                run,
                version,
                failure == null ? RunStatus.CANCELLED : RunStatus.FAILED,
                null,
                failure,
                effort,
                null,
                now);
    }

    private static RunEnded training(
            TrainingReady run,
            TrainingVersion version,
            RunStatus status,
            @Nullable StopReason reason,
            @Nullable Failure failure,
            TrainingEffort effort,
            @Nullable LearningReport report,
            Instant now) {
        return new RunEnded(
                metadata(run.runId(), now),
                run.runId(),
                status,
                reason,
                failure,
                effort.steps(),
                (int) Math.min(effort.evaluations(), Integer.MAX_VALUE),
                effort.shots(),
                null,
                null,
                null,
                effort.engine(),
                run.circuitDigest(),
                version.title(),
                null,
                run.parent(),
                null,
                null,
                report);
    }

    /// The end of a run that has searched.
    ///
    /// @param steps that it has told, one of each of its children that has ended
    /// @param report as much of what it has found as is to be told
    static RunEnded searched(
            TrainingReady run,
            SearchVersion version,
            SearchConclusion.Found found,
            int steps,
            LearningReport report,
            Instant now) {
        TrainedModel model = found.report().model();
        return new RunEnded(
                metadata(run.runId(), now),
                run.runId(),
                RunStatus.SUCCEEDED,
                StopReason.CONVERGED,
                null,
                steps,
                (int) Math.min(found.evaluations(), Integer.MAX_VALUE),
                found.shots(),
                null,
                null,
                null,
                model == null ? null : model.engine(),
                model == null ? null : model.circuitDigest(),
                version.title(),
                null,
                run.parent(),
                null,
                null,
                report);
    }

    /// The end of a run that was to search.
    ///
    /// @param steps that it has told, one of each of its children that has ended
    /// @param evaluations of all its children so far, as `shots`
    static RunEnded unsearched(
            TrainingReady run, @Nullable Failure failure, int steps, int evaluations, long shots, Instant now) {
        return withoutResult(run.runId(), run.parent(), failure, steps, evaluations, shots, now);
    }

    /// The end of a run that has come as far as `standing`: FAILED where there is a failure, else CANCELLED.
    static RunEnded interrupted(Live live, @Nullable Failure failure, Standing standing, Instant now) {
        RunCircuitReady circuit = live.circuit();
        return new RunEnded(
                metadata(circuit.runId(), now),
                circuit.runId(),
                failure == null ? RunStatus.CANCELLED : RunStatus.FAILED,
                null,
                failure,
                standing.iterations(),
                standing.evaluations(),
                standing.shots(),
                best(live.formulation(), standing),
                expectation(live, standing),
                null,
                standing.engine(),
                circuit.circuitDigest(),
                null,
                null,
                circuit.parent(),
                null,
                null,
                null);
    }

    /// The end of a run that never began: FAILED where there is a failure, else CANCELLED.
    static RunEnded notBegun(RunId run, @Nullable ParentRun parent, @Nullable Failure failure, Instant now) {
        return withoutResult(run, parent, failure, 0, 0, 0, now);
    }

    private static RunEnded withoutResult(
            RunId run,
            @Nullable ParentRun parent,
            @Nullable Failure failure,
            int iterations,
            int evaluations,
            long shots,
            Instant now) {
        return new RunEnded(
                metadata(run, now),
                run,
                failure == null ? RunStatus.CANCELLED : RunStatus.FAILED,
                null,
                failure,
                iterations,
                evaluations,
                shots,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                parent,
                null,
                null,
                null);
    }

    /// The controls of a run that was taken apart, which come with its outcome.
    static @Nullable ControlsComputed controls(RunEnded ended) {
        Controls controls =
                ended.decomposition() == null ? null : ended.decomposition().controls();
        return controls == null
                ? null
                : new ControlsComputed(
                        EventMetadata.of(
                                ended.runId() + "/controls",
                                ended.metadata().occurredAt(),
                                ended.metadata().id()),
                        ended.runId(),
                        controls);
    }

    /// What the run or strategy is told that a run is a part of.
    static Event forParent(RunEnded ended, ParentRun parent) {
        EventMetadata metadata = EventMetadata.of(
                ended.runId() + "/child-ended",
                ended.metadata().occurredAt(),
                ended.metadata().id());
        return parent.isStrategy()
                ? new StrategyRunEnded(
                        metadata,
                        new StrategyId(parent.runId().value()),
                        parent.sequence(),
                        ended.runId(),
                        ended.status(),
                        ended.failure(),
                        ended.best(),
                        ended.portfolio(),
                        ended.evaluations(),
                        ended.shots(),
                        ended.learnt())
                : new ChildEnded(
                        metadata,
                        parent.runId(),
                        parent.sequence(),
                        ended.runId(),
                        ended.status(),
                        ended.failure(),
                        ended.best(),
                        ended.evaluations(),
                        ended.shots(),
                        ended.learning());
    }

    /// What to hold by an outcome that counts, if it says so.
    static @Nullable PortfolioPublished portfolio(RunEnded ended) {
        Portfolio portfolio = ended.portfolio();
        BestSolution best = ended.best();
        if (portfolio == null || best == null || best.selection() == null) {
            return null;
        }
        return new PortfolioPublished(
                EventMetadata.of(
                        ended.runId() + "/portfolio",
                        ended.metadata().occurredAt(),
                        ended.metadata().id()),
                ended.runId(),
                best.selection(),
                portfolio);
    }

    private static @Nullable BestSolution best(Formulation formulation, Standing standing) {
        Standing.Sampled sample = standing.lowestSample();
        if (sample != null && formulation.isDiagonal()) {
            return sampled(formulation, sample);
        }
        Sense sense = formulation.sense();
        Standing.Point point = standing.lowestMean();
        return point == null
                ? null
                : new BestSolution(
                        sense.flip(point.mean()), sense, null, formulation.isUnconstrained(), point.parameters());
    }

    /// A feasible selection counts by its objective, without what slack that does not match it would cost.
    private static BestSolution sampled(Formulation formulation, Standing.Sampled sample) {
        Sense sense = formulation.sense();
        String bits = sample.state().bitString();
        boolean feasible = formulation.isFeasible(bits);
        Selection selection = formulation.selection();
        double energy = selection != null && feasible && selection.hasSlack(bits)
                ? selection.energy(bits)
                : sample.state().energy();
        return new BestSolution(
                sense.flip(energy),
                sense,
                bits,
                feasible,
                sample.parameters(),
                selection == null ? null : selection.selected(bits));
    }

    private static RunEnded.@Nullable Expectation expectation(Live live, Standing standing) {
        Standing.Point point = standing.bestPoint();
        boolean mean = live.circuit().settings().execution().objective() instanceof Objective.Mean;
        return point == null || !mean
                ? null
                : new RunEnded.Expectation(live.formulation().sense().flip(point.mean()), point.standardError());
    }

    private static EventMetadata metadata(RunId run, Instant now) {
        return EventMetadata.of(run + "/ended", now, null);
    }
}
