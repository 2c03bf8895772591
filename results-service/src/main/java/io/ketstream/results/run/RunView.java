package io.ketstream.results.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Failure;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.StopReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as the API shows it: a pure function of its facts, its latest step and the number of its children.
///
/// @param best so far, until the run has ended
/// @param expectation the mean objective at the best parameters
/// @param optimum where the exact optimum and samples are known
/// @param verdict PENDING until the run has ended and its controls are there; absent when it ended without a
///     best
/// @param matches of a replay: whether it took the original's steps, bit for bit; absent until that can be told,
///     and where the two took different versions of the algorithm or engines
/// @param parent the run, or strategy, that has begun this one
/// @param decomposition of a portfolio that was taken apart
/// @param children of a portfolio that was taken apart, its clusters; of a search, the runs that it consists of
/// @param model of a run that learns: what learns
/// @param learning what came of it; its verdict in words is in here
/// @param progress its latest step, until it has ended
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
        RunId runId,
        @Nullable String name,
        RunStatus status,
        ProblemSummary problem,
        int iterations,
        int evaluations,
        long shots,
        @Nullable Best best,
        RunEnded.@Nullable Expectation expectation,
        @Nullable Optimum optimum,
        @Nullable Controls controls,
        @Nullable Verdict verdict,
        @Nullable StopReason stopReason,
        @Nullable Failure failure,
        Provenance provenance,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable RunId replayOf,
        @Nullable Boolean matches,
        @Nullable ParentRun parent,
        @Nullable DecompositionView decomposition,
        @Nullable Children children,
        @Nullable LearningModel model,
        @Nullable LearningView learning,
        @Nullable TrainingStep progress) {

    /// While the run goes on, without `feasible`, `parameters` and `selection`, which its end tells.
    ///
    /// @param selection the symbols of a portfolio that are selected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Best(
            double objective,
            Sense sense,
            @Nullable String bitString,
            @Nullable Boolean feasible,
            @Nullable RealVector parameters,
            @Nullable List<String> selection) {

        private static Best of(BestSolution best) {
            return new Best(
                    best.objective(),
                    best.sense(),
                    best.bitString(),
                    best.feasible(),
                    best.parameters(),
                    best.selection());
        }
    }

    /// @param latest the run's last step, if any
    /// @param matches as told by [Trajectories] and [Trainings], null where unknown
    /// @param children of a run that was taken apart
    public static RunView of(
            RunId runId,
            RunFacts facts,
            AcceptedRun accepted,
            @Nullable Step latest,
            @Nullable Boolean matches,
            @Nullable Children children) {
        return switch (accepted) {
            case RunFacts.Submission submission ->
                ofOptimisation(
                        runId, facts, submission, latest instanceof Iteration step ? step : null, matches, children);
            case TrainingSubmission training ->
                ofTraining(
                        runId, facts, training, latest instanceof TrainingStep step ? step : null, matches, children);
        };
    }

    private static RunView ofTraining(
            RunId runId,
            RunFacts facts,
            TrainingSubmission training,
            @Nullable TrainingStep latest,
            @Nullable Boolean matches,
            @Nullable Children children) {
        RunEnded ended = facts.outcome() == null ? null : facts.outcome().ended();
        LearningReport report = ended == null ? null : ended.learning();
        return new RunView(
                runId,
                training.name(),
                facts.status(),
                ProblemSummary.of(training),
                ended != null ? ended.iterations() : latest == null ? 0 : latest.step(),
                ended != null ? ended.evaluations() : 0,
                ended != null ? ended.shots() : 0,
                null,
                null,
                null,
                null,
                verdict(ended, report),
                ended == null ? null : ended.stopReason(),
                ended == null ? null : ended.failure(),
                Provenance.of(facts, training),
                training.at(),
                startedAt(facts),
                facts.outcome() == null ? null : facts.outcome().at(),
                training.replayOf(),
                matches,
                training.parent(),
                null,
                children,
                training.settings().model(),
                LearningView.of(report),
                ended == null ? latest : null);
    }

    private static @Nullable Verdict verdict(@Nullable RunEnded ended, @Nullable LearningReport report) {
        if (ended == null) {
            return Verdict.PENDING;
        }
        return report == null || report.verdict() == null ? null : Verdict.of(report.verdict());
    }

    private static RunView ofOptimisation(
            RunId runId,
            RunFacts facts,
            RunFacts.Submission submission,
            @Nullable Iteration latest,
            @Nullable Boolean matches,
            @Nullable Children children) {
        RunEnded ended = facts.outcome() == null ? null : facts.outcome().ended();
        Controls controls = facts.controls() == null ? null : facts.controls().values();
        return new RunView(
                runId,
                submission.settings().name(),
                facts.status(),
                ProblemSummary.of(submission),
                ended != null ? ended.iterations() : latest == null ? 0 : latest.iteration(),
                ended != null ? ended.evaluations() : latest == null ? 0 : latest.evaluations(),
                ended != null ? ended.shots() : latest == null ? 0 : latest.shots(),
                best(ended, latest, submission.sense()),
                ended == null ? null : ended.expectation(),
                optimum(ended, controls, submission.sense()),
                controls,
                verdict(ended, controls),
                ended == null ? null : ended.stopReason(),
                ended == null ? null : ended.failure(),
                Provenance.of(facts, submission),
                submission.at(),
                startedAt(facts),
                facts.outcome() == null ? null : facts.outcome().at(),
                submission.replayOf(),
                matches,
                submission.parent(),
                DecompositionView.of(facts),
                children,
                null,
                null,
                null);
    }

    /// A parent has no start of its own: it goes on once it has been taken apart.
    private static @Nullable Instant startedAt(RunFacts facts) {
        if (facts.start() != null) {
            return facts.start().at();
        }
        return facts.decomposition() == null ? null : facts.decomposition().at();
    }

    private static @Nullable Best best(@Nullable RunEnded ended, @Nullable Iteration latest, Sense sense) {
        if (ended != null) {
            return ended.best() == null ? null : Best.of(ended.best());
        }
        return latest == null
                ? null
                : new Best(latest.bestObjective(), sense, latest.bestBitString(), null, null, null);
    }

    private static @Nullable Optimum optimum(@Nullable RunEnded ended, @Nullable Controls controls, Sense sense) {
        if (ended == null || ended.samples() == null || controls == null || controls.exact() == null) {
            return null;
        }
        return Optimum.of(ended.samples(), controls.exact(), sense);
    }

    private static @Nullable Verdict verdict(@Nullable RunEnded ended, @Nullable Controls controls) {
        if (ended == null || (ended.best() != null && controls == null)) {
            return Verdict.PENDING;
        }
        return ended.best() == null || controls == null ? null : Verdict.of(ended.best(), controls);
    }
}
