package io.ketstream.results.testing;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.Sense;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.PortfolioPublished;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.problem.PortfolioConstraints;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.Allocation;
import io.ketstream.model.run.BestSolution;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.DecompositionReport;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.Portfolio;
import io.ketstream.model.run.ProblemClaim;
import io.ketstream.model.run.RunSettings;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.StopReason;
import io.ketstream.results.testing.RecordedRun.Sent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The events of a portfolio of 7 assets that is taken apart into clusters of 3, 2 and 2, of which the last fails.
public final class RecordedParent {

    public static final Digest PROBLEM = Digest.of("portfolio");
    public static final Digest SNAPSHOT = Digest.of("snapshot");
    public static final List<String> SELECTION = List.of("A", "D", "G");

    private static final List<String> SYMBOLS = List.of("A", "B", "C", "D", "E", "F", "G");
    private static final int CHILDREN = 3;
    private static final int STEPS = 2;
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456Z");

    private final RunId run;
    private final @Nullable RunId replayOf;
    private final double seconds;

    private RecordedParent(RunId run, @Nullable RunId replayOf, double seconds) {
        this.run = run;
        this.replayOf = replayOf;
        this.seconds = seconds;
    }

    public static RecordedParent of(RunId run) {
        return new RecordedParent(run, null, 1.5);
    }

    /// The same run again under another id, slower.
    public RecordedParent replay(RunId again) {
        return new RecordedParent(again, run, 2 * seconds);
    }

    public RunId run() {
        return run;
    }

    public List<RecordedRun> children() {
        return IntStream.rangeClosed(1, CHILDREN)
                .mapToObj(sequence -> RecordedRun.of(child(sequence), STEPS).child(new ParentRun(run, sequence)))
                .toList();
    }

    /// Everything of the parent itself, in the order in which it happens.
    public List<Sent> all() {
        var sent = new ArrayList<Sent>();
        sent.add(submitted());
        sent.add(decomposed());
        for (int sequence = 1; sequence <= CHILDREN; sequence++) {
            sent.add(childEnded(sequence));
        }
        sent.add(controls());
        sent.add(ended());
        sent.add(new Sent(
                Topics.PORTFOLIOS, new PortfolioPublished(metadata("portfolio"), run, SELECTION, portfolio())));
        return sent;
    }

    public Sent submitted() {
        var claim = new ProblemClaim("portfolio", SYMBOLS.size(), PROBLEM, problem(), null);
        return new Sent(
                Topics.PROBLEMS,
                new RunSubmitted(
                        metadata("submitted"), run, claim, settings(), SNAPSHOT, replayOf, market(), null, null));
    }

    public Sent decomposed() {
        var clusters = List.of(
                new Clustering.Cluster(List.of(0, 1, 2), 1),
                new Clustering.Cluster(List.of(3, 4), 1),
                new Clustering.Cluster(List.of(5, 6), 1));
        var count = new Clustering.Count(2, SELECTION.size(), SELECTION.size(), "greedy");
        var clustering = new Clustering(clusters, 0.5, 1.75, 3.25, RealVector.of(2.5, 2), 0.375, 0.25, count);
        return new Sent(
                Topics.RUN_CIRCUITS,
                new RunDecomposed(metadata("decomposed"), run, problem(), PROBLEM, market(), clustering, settings()));
    }

    public Sent childEnded(int sequence) {
        var end = (RunEnded) (sequence == CHILDREN
                        ? children().getLast().failed("ended")
                        : children().get(sequence - 1).ended())
                .event();
        return new Sent(
                Topics.RUN_CHILDREN,
                new ChildEnded(
                        metadata("child/" + sequence),
                        run,
                        sequence,
                        end.runId(),
                        end.status(),
                        end.failure(),
                        end.best(),
                        end.evaluations(),
                        end.shots()));
    }

    public Sent controls() {
        return new Sent(
                Topics.RUN_CONTROLS,
                new ControlsComputed(
                        metadata("controls"),
                        run,
                        new Controls(
                                null,
                                new Controls.Bound(-1.75, "projected-gradient", seconds),
                                new Controls.Heuristic(-1.5, null, "tabu", 20, seconds),
                                new Controls.RandomSampling(-0.5, -0.25, 0.1, 100, "uniform", seconds))));
    }

    public Sent ended() {
        var report = new DecompositionReport(
                CHILDREN,
                3,
                -1.75,
                List.of(
                        stage(DecompositionReport.Step.CLUSTERS, -1, CHILDREN, 1),
                        stage(DecompositionReport.Step.POLISH, -1.5, 0, 0)));
        return new Sent(
                Topics.RUN_OUTCOMES,
                new RunEnded(
                        metadata("ended"),
                        run,
                        RunStatus.SUCCEEDED,
                        StopReason.CONVERGED,
                        null,
                        0,
                        2 * STEPS * (CHILDREN - 1),
                        0,
                        new BestSolution(-1.5, Sense.MINIMIZE, null, true, RealVector.of(), SELECTION),
                        null,
                        null,
                        null,
                        null,
                        "decomposition-1",
                        portfolio(),
                        null,
                        report,
                        null,
                        null));
    }

    private DecompositionReport.Stage stage(
            DecompositionReport.Step step, double objective, int children, int fallbacks) {
        double gap = 100 * (objective + 1.75) / 1.75;
        return new DecompositionReport.Stage(step, objective, gap, seconds, children, fallbacks, 4 * children, 1);
    }

    private static PortfolioProblem problem() {
        var range = new PortfolioConstraints(2, List.of(), List.of(), List.of(), null, null);
        return new PortfolioProblem(null, null, null, "seven", null, 0.5, SELECTION.size(), range, null, null);
    }

    private static RunSettings settings() {
        return new RunSpecification("seven", problem(), null, null, null, 42L).settings(0);
    }

    private static MarketClaim market() {
        Digest covariance = Digest.of("covariance");
        var link =
                new Link(URI.create("http://localhost:8081/api/v1/snapshots/" + SNAPSHOT + "/covariance"), covariance);
        return new MarketClaim(SYMBOLS, RealVector.zeros(SYMBOLS.size()), link, 250);
    }

    private static Portfolio portfolio() {
        var positions = SELECTION.stream()
                .map(symbol -> new Allocation.Position(symbol, 0.25, 0.25, 0.0625))
                .toList();
        var allocation = new Allocation(positions, 0.125, 0.25, -0.0625, 0.75);
        return new Portfolio(allocation, allocation, allocation, allocation);
    }

    private RunId child(int sequence) {
        return new RunId(UUID.nameUUIDFromBytes((run + "/" + sequence).getBytes(StandardCharsets.UTF_8)));
    }

    private EventMetadata metadata(String what) {
        return EventMetadata.of(run + "/" + what, TIME, null);
    }
}
