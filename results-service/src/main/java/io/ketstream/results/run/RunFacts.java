package io.ketstream.results.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionFailed;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.PortfolioPublished;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunPaused;
import io.ketstream.model.event.RunResumed;
import io.ketstream.model.event.RunStarted;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.TrainingProgressed;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the events of one run say, without its iterations, the steps of its learning and its trained model.
///
/// Each component is decided by one topic, by the lowest offset (the highest for [Suspension]; the lowest sequence for
/// [FirstExecution]). That makes [#with] commutative and idempotent: the facts are the same for every interleaving of
/// the topics and every repetition.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunFacts(
        @Nullable Submission submission,
        @Nullable Circuit circuit,
        @Nullable Decomposition decomposition,
        @Nullable Start start,
        @Nullable Suspension suspension,
        @Nullable FirstExecution firstExecution,
        @Nullable Outcome outcome,
        @Nullable ClassicalControls controls,
        @Nullable TrainingSubmission training) {

    public static final RunFacts NONE = new RunFacts(null, null, null, null, null, null, null, null, null);

    /// @param snapshotDigest the market snapshot that the problem was made from
    /// @param parent of a run that another, or a strategy, has begun
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Submission(
            long offset,
            Instant at,
            String problemType,
            int variables,
            Digest problemDigest,
            Sense sense,
            RunSettings settings,
            @Nullable Digest snapshotDigest,
            @Nullable RunId replayOf,
            @Nullable ParentRun parent)
            implements AcceptedRun, Fact {

        @Override
        @JsonIgnore
        public @Nullable String name() {
            return settings.name();
        }

        @Override
        @JsonIgnore
        public ExecutionSpecification execution() {
            return settings.execution();
        }

        @Override
        @JsonIgnore
        public long seed() {
            return settings.seed();
        }
    }

    public record Circuit(long offset, Digest digest) implements Fact {}

    /// What a portfolio was taken apart into; which asset is in which cluster is left to the log.
    ///
    /// @param sizes of the clusters, in their order
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Decomposition(
            long offset,
            Instant at,
            List<Integer> sizes,
            double modularity,
            double upperEdge,
            double marketEigenvalue,
            RealVector groupEigenvalues,
            double seconds,
            Clustering.@Nullable Count count)
            implements Fact {
        public Decomposition {
            sizes = List.copyOf(sizes);
        }
    }

    public record Start(long offset, Instant at, Digest circuitDigest, String optimizerVersion) implements Fact {}

    public record Suspension(long offset, boolean paused) implements Fact {}

    public record FirstExecution(int sequence, Engine engine) {}

    public record Outcome(long offset, Instant at, RunEnded ended) implements Fact {}

    public record ClassicalControls(long offset, Controls values) implements Fact {}

    /// These facts and what `event`, read at `offset` of its topic, adds to them; this object itself if nothing.
    public RunFacts with(RunEvent event, long offset) {
        return switch (event) {
            case RunSubmitted submitted -> submitted(submission(offset, submitted));
            case RunCircuitReady ready -> circuit(new Circuit(offset, ready.circuitDigest()));
            case TrainingSubmitted submitted -> training(TrainingSubmission.of(offset, submitted));
            case TrainingReady ready -> circuit(new Circuit(offset, ready.circuitDigest()));
            case RunDecomposed decomposed -> decomposed(decomposition(offset, decomposed));
            case RunStarted started ->
                started(new Start(
                        offset, started.metadata().occurredAt(), started.circuitDigest(), started.optimizerVersion()));
            case RunPaused paused -> suspended(new Suspension(offset, true));
            case RunResumed resumed -> suspended(new Suspension(offset, false));
            case ExecutionCompleted completed ->
                executed(new FirstExecution(completed.requestId().sequence(), completed.engine()));
            case RunEnded ended -> ended(new Outcome(offset, ended.metadata().occurredAt(), withoutModel(ended)));
            case ControlsComputed computed -> controlled(new ClassicalControls(offset, computed.controls()));
            // kept in the log; the outcome that the optimizer draws from them is what counts
            case RunCircuitFailed failed -> this;
            case ChildEnded ended -> this;
            case ExecutionFailed failed -> this;
            case ExecutionRequested requested -> this;
            case PortfolioPublished portfolio -> this;
            case IterationCompleted completed -> this;
            case TrainingProgressed progressed -> this;
            case RunCommand command -> this;
        };
    }

    @JsonIgnore
    public RunStatus status() {
        if (outcome != null) {
            return outcome.ended().status();
        }
        if (suspension != null && suspension.paused()) {
            return RunStatus.PAUSED;
        }
        boolean learns = training != null && firstExecution != null;
        return start != null || decomposition != null || learns ? RunStatus.RUNNING : RunStatus.QUEUED;
    }

    /// How the run was taken in, whatever kind of run it is; absent until that is known.
    @JsonIgnore
    public @Nullable AcceptedRun accepted() {
        return submission != null ? submission : training;
    }

    /// Whether it is known that the run is a parent.
    @JsonIgnore
    public boolean isParent() {
        return decomposition != null
                || (outcome != null && outcome.ended().decomposition() != null)
                || (training != null && training.settings().search() != null);
    }

    private static Submission submission(long offset, RunSubmitted event) {
        var problem = event.problem();
        return new Submission(
                offset,
                event.metadata().occurredAt(),
                problem.type(),
                problem.variables(),
                problem.digest(),
                sense(event),
                event.settings(),
                event.snapshotDigest(),
                event.replayOf(),
                event.parent());
    }

    private static Decomposition decomposition(long offset, RunDecomposed event) {
        Clustering clustering = event.clustering();
        return new Decomposition(
                offset,
                event.metadata().occurredAt(),
                clustering.clusters().stream()
                        .map(cluster -> cluster.assets().size())
                        .toList(),
                clustering.modularity(),
                clustering.upperEdge(),
                clustering.marketEigenvalue(),
                clustering.groupEigenvalues(),
                clustering.seconds(),
                clustering.count());
    }

    /// A problem behind a link is not fetched for its sense: a maximum cut always travels whole, as its 26 nodes have
    /// at most 325 edges.
    private static Sense sense(RunSubmitted event) {
        return event.problem().problem() instanceof MaxCutProblem cut ? cut.sense() : Sense.MINIMIZE;
    }

    /// A trained model is as large as a message may be; it is kept beside the facts. What a part of a search tells of
    /// rows is for the whole only, and stays in the log.
    private static RunEnded withoutModel(RunEnded ended) {
        var report = ended.learning();
        return report == null || (report.model() == null && report.tested() == null)
                ? ended
                : new RunEnded(
                        ended.metadata(),
                        ended.runId(),
                        ended.status(),
                        ended.stopReason(),
                        ended.failure(),
                        ended.iterations(),
                        ended.evaluations(),
                        ended.shots(),
                        ended.best(),
                        ended.expectation(),
                        ended.samples(),
                        ended.engine(),
                        ended.circuitDigest(),
                        ended.optimizerVersion(),
                        ended.portfolio(),
                        ended.parent(),
                        ended.decomposition(),
                        ended.learnt(),
                        report.with(null).withoutTested());
    }

    private static boolean isEarlier(Fact candidate, @Nullable Fact known) {
        return known == null || candidate.offset() < known.offset();
    }

    private RunFacts submitted(Submission found) {
        return isEarlier(found, submission)
                ? new RunFacts(
                        found, circuit, decomposition, start, suspension, firstExecution, outcome, controls, training)
                : this;
    }

    private RunFacts circuit(Circuit found) {
        return isEarlier(found, circuit)
                ? new RunFacts(
                        submission,
                        found,
                        decomposition,
                        start,
                        suspension,
                        firstExecution,
                        outcome,
                        controls,
                        training)
                : this;
    }

    private RunFacts decomposed(Decomposition found) {
        return isEarlier(found, decomposition)
                ? new RunFacts(
                        submission, circuit, found, start, suspension, firstExecution, outcome, controls, training)
                : this;
    }

    private RunFacts started(Start found) {
        return isEarlier(found, start)
                ? new RunFacts(
                        submission,
                        circuit,
                        decomposition,
                        found,
                        suspension,
                        firstExecution,
                        outcome,
                        controls,
                        training)
                : this;
    }

    private RunFacts suspended(Suspension found) {
        return suspension == null || found.offset() > suspension.offset()
                ? new RunFacts(
                        submission, circuit, decomposition, start, found, firstExecution, outcome, controls, training)
                : this;
    }

    private RunFacts executed(FirstExecution found) {
        return firstExecution == null || found.sequence() < firstExecution.sequence()
                ? new RunFacts(
                        submission, circuit, decomposition, start, suspension, found, outcome, controls, training)
                : this;
    }

    private RunFacts ended(Outcome found) {
        return isEarlier(found, outcome)
                ? new RunFacts(
                        submission,
                        circuit,
                        decomposition,
                        start,
                        suspension,
                        firstExecution,
                        found,
                        controls,
                        training)
                : this;
    }

    private RunFacts controlled(ClassicalControls found) {
        return isEarlier(found, controls)
                ? new RunFacts(
                        submission, circuit, decomposition, start, suspension, firstExecution, outcome, found, training)
                : this;
    }

    private RunFacts training(TrainingSubmission found) {
        return isEarlier(found, training)
                ? new RunFacts(
                        submission, circuit, decomposition, start, suspension, firstExecution, outcome, controls, found)
                : this;
    }
}
