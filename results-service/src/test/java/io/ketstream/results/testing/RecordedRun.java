package io.ketstream.results.testing;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunPaused;
import io.ketstream.model.event.RunResumed;
import io.ketstream.model.event.RunStarted;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.execution.SampledState;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.StopReason;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of one run of a maximum cut on a triangle with weights 1, 2 and 4 (optimum 6, reached by 2 of the 8
/// assignments), as its services would publish them.
public final class RecordedRun {

    public static final Engine ENGINE = new Engine("local-statevector", "statevector", "strict-1");
    public static final Digest CIRCUIT = Digest.of("circuit");
    public static final Digest PROBLEM = Digest.of("problem");

    /// An event and the topic it goes to.
    public record Sent(String topic, Event event) {}

    private final RunId run;
    private final @Nullable RunId replayOf;
    private final @Nullable ParentRun parent;
    private final int steps;
    private final double lastObjective;
    private final Instant time;

    private RecordedRun(
            RunId run,
            @Nullable RunId replayOf,
            @Nullable ParentRun parent,
            int steps,
            double lastObjective,
            Instant time) {
        this.run = run;
        this.replayOf = replayOf;
        this.parent = parent;
        this.steps = steps;
        this.lastObjective = lastObjective;
        this.time = time;
    }

    public static RecordedRun of(RunId run, int steps) {
        return new RecordedRun(run, null, null, steps, 5.5, Instant.parse("2026-01-02T03:04:05.123456Z"));
    }

    /// The same run, all of it at `time`.
    public RecordedRun at(Instant time) {
        return new RecordedRun(run, replayOf, parent, steps, lastObjective, time);
    }

    /// The same run again under another id.
    public RecordedRun replay(RunId again) {
        return new RecordedRun(again, run, parent, steps, lastObjective, time);
    }

    /// A run whose last step differs in the last bit of its objective.
    public RecordedRun strayed() {
        return new RecordedRun(run, replayOf, parent, steps, Math.nextUp(lastObjective), time);
    }

    /// The same run, begun by another.
    public RecordedRun child(ParentRun parent) {
        return new RecordedRun(run, replayOf, parent, steps, lastObjective, time);
    }

    public RunId run() {
        return run;
    }

    /// Everything, in the order in which it happens.
    public List<Sent> all() {
        var sent = new ArrayList<Sent>();
        sent.add(submitted());
        sent.add(circuitReady());
        sent.add(started());
        sent.add(new Sent(Topics.RUN_COMMANDS, new RunCommand.Pause(metadata("pause"), run)));
        sent.add(new Sent(Topics.RUN_PROGRESS, new RunPaused(metadata("paused"), run)));
        sent.add(new Sent(Topics.RUN_PROGRESS, new RunResumed(metadata("resumed"), run)));
        for (int step = 1; step <= steps; step++) {
            sent.add(executed(step));
            sent.add(iteration(step));
        }
        sent.add(controls());
        sent.add(ended());
        sent.add(new Sent(Topics.RUN_OUTCOMES, failed("second-end").event()));
        return sent;
    }

    public Sent submitted() {
        var problem = new MaxCutProblem(
                3, List.of(new Interaction(0, 1, 1), new Interaction(1, 2, 2), new Interaction(0, 2, 4)));
        RunSettings settings = new RunSpecification("triangle\u0000\u20ac", problem, null, null, null, 42L).settings(0);
        var claim = new ProblemClaim("maxcut", 3, PROBLEM, problem, null);
        return new Sent(
                Topics.PROBLEMS,
                new RunSubmitted(metadata("submitted"), run, claim, settings, null, replayOf, null, parent, null));
    }

    public Sent circuitReady() {
        var link = new Link(URI.create("http://localhost:8082/api/v1/circuits/" + CIRCUIT), CIRCUIT);
        RunSettings settings = ((RunSubmitted) submitted().event()).settings();
        return new Sent(
                Topics.RUN_CIRCUITS,
                new RunCircuitReady(
                        metadata("circuit"),
                        run,
                        CIRCUIT,
                        link,
                        List.of("gamma0", "beta0"),
                        PROBLEM,
                        null,
                        link,
                        settings,
                        parent));
    }

    public Sent started() {
        return new Sent(
                Topics.RUN_PROGRESS,
                new RunStarted(metadata("started"), run, CIRCUIT, "l-bfgs-1", RealVector.of(0.1, -0.2)));
    }

    public Sent executed(int step) {
        var point = new PointResult(-5, 0, -5, null, null, null);
        return new Sent(
                Topics.EXECUTION_RESULTS,
                new ExecutionCompleted(
                        metadata("executed/" + step),
                        new ExecutionId(run, step, Digest.of("pub" + step)),
                        ENGINE,
                        List.of(point),
                        0.001,
                        0.002));
    }

    public Sent iteration(int step) {
        double objective = step == steps ? lastObjective : 5 + 0.001 * step;
        return new Sent(
                Topics.RUN_PROGRESS,
                new IterationCompleted(
                        metadata("iteration/" + step),
                        run,
                        step,
                        2 * step,
                        0,
                        RealVector.of(0.1 + step / 3.0, -0.2),
                        objective,
                        0,
                        6,
                        "100"));
    }

    public Sent controls() {
        return new Sent(
                Topics.RUN_CONTROLS,
                new ControlsComputed(
                        metadata("controls"),
                        run,
                        new Controls(
                                new Controls.Exact(6, "100", 0.25, "enumeration", 8, 0.001),
                                null,
                                new Controls.Heuristic(6, "100", "tabu", 20, 0.001),
                                new Controls.RandomSampling(6, 3.5, 0.1, 100, "uniform", 0.001))));
    }

    public Sent ended() {
        var optimum = new SampledState("100", -6, 0.75);
        var samples = new SampleSummary(
                4096, -5.5, 0, optimum, List.of(optimum), List.of(optimum, new SampledState("010", -3, 0.25)));
        return new Sent(
                Topics.RUN_OUTCOMES,
                new RunEnded(
                        metadata("ended"),
                        run,
                        RunStatus.SUCCEEDED,
                        StopReason.CONVERGED,
                        null,
                        steps,
                        2 * steps,
                        0,
                        new BestSolution(6, Sense.MAXIMIZE, "100", true, RealVector.of(0.1, -0.2)),
                        new RunEnded.Expectation(lastObjective, 0.01),
                        samples,
                        ENGINE,
                        CIRCUIT,
                        "l-bfgs-1",
                        null,
                        parent,
                        null,
                        null,
                        null));
    }

    /// An end without a result, under its own identity.
    public Sent failed(String identity) {
        return new Sent(
                Topics.RUN_OUTCOMES,
                new RunEnded(
                        metadata(identity),
                        run,
                        RunStatus.FAILED,
                        null,
                        new Failure(Failure.EXECUTION_FAILED, "no backend answered"),
                        0,
                        0,
                        0,
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
                        null));
    }

    private EventMetadata metadata(String what) {
        return EventMetadata.of(run + "/" + what, time, null);
    }
}
