package io.ketstream.results.testing;

import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.Link;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunStarted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingProgressed;
import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.LearningControl;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningSpecification;
import io.ketstream.model.learning.LearningVerdict;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.SearchReport;
import io.ketstream.model.learning.SelectionMetric;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.TestedRows;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.StopReason;
import io.ketstream.results.testing.RecordedRun.Sent;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The events of one run that learns classes of shapes by a kernel, or by a network in two folds of
/// two epochs, as its services would publish them.
public final class RecordedTraining {

    public static final Digest CIRCUIT = Digest.of("feature map");
    public static final Digest TABLE = Digest.of("shapes");
    public static final Digest PROBLEM = Digest.of("learn shapes");

    private static final String KERNEL = """
            {"type": "support-vector-machine", "kernel": {"type": "fidelity", "featureMap": {"type": "zz"}}}""";
    private static final String NETWORK = """
            {"type": "quantum-neural-network", "featureMap": {"type": "angle"}, "training": {"epochs": 2}}""";

    private final RunId run;
    private final @Nullable RunId replayOf;
    private final boolean network;
    private final double lastLoss;
    private final double seconds;
    private final Instant time;
    private final @Nullable TrainedModel model;
    private final boolean searched;

    /// What a search has chosen.
    public static final LearningModel CHOSEN = new LearningModel.SupportVectorMachine(
            new Kernel.Fidelity(new FeatureMap.Zz(2, Entanglement.FULL)), 2, 0.1);

    private RecordedTraining(
            RunId run,
            @Nullable RunId replayOf,
            boolean network,
            double lastLoss,
            double seconds,
            Instant time,
            @Nullable TrainedModel model,
            boolean searched) {
        this.run = run;
        this.replayOf = replayOf;
        this.network = network;
        this.lastLoss = lastLoss;
        this.seconds = seconds;
        this.time = time;
        this.model = model;
        this.searched = searched;
    }

    public static RecordedTraining ofKernel(RunId run) {
        return new RecordedTraining(
                run, null, false, 0.25, 0.5, Instant.parse("2026-01-02T03:04:05.123456Z"), null, false);
    }

    public static RecordedTraining ofNetwork(RunId run) {
        return new RecordedTraining(
                run, null, true, 0.25, 0.5, Instant.parse("2026-01-02T03:04:05.123456Z"), null, false);
    }

    /// The same run again under another id; it took longer.
    public RecordedTraining replay(RunId again) {
        return new RecordedTraining(again, run, network, lastLoss, 2 * seconds, time.plusSeconds(60), model, searched);
    }

    /// A run whose last figure differs in the last bit: of a network the loss of its last epoch, of
    /// a kernel the mean of its entries.
    public RecordedTraining strayed() {
        return new RecordedTraining(run, replayOf, network, Math.nextUp(lastLoss), seconds, time, model, searched);
    }

    public RecordedTraining at(Instant time) {
        return new RecordedTraining(run, replayOf, network, lastLoss, seconds, time, model, searched);
    }

    /// A run that has learnt this.
    public RecordedTraining with(TrainedModel learnt) {
        return new RecordedTraining(run, replayOf, network, lastLoss, seconds, time, learnt, searched);
    }

    /// A run that has chosen among the points of a grid before.
    public RecordedTraining searched() {
        return new RecordedTraining(run, replayOf, network, lastLoss, seconds, time, model, true);
    }

    public RunId run() {
        return run;
    }

    /// Everything, in the order in which it happens.
    public List<Sent> all() {
        var sent = new ArrayList<Sent>();
        sent.add(submitted());
        sent.add(ready());
        sent.add(started());
        sent.add(executed(1));
        sent.addAll(steps());
        sent.add(ended());
        sent.add(failed("second-end"));
        return sent;
    }

    public Sent submitted() {
        return new Sent(
                Topics.PROBLEMS,
                new TrainingSubmitted(
                        metadata("submitted"),
                        run,
                        specification().problem(),
                        PROBLEM,
                        table(),
                        null,
                        specification().settings(0),
                        replayOf,
                        null));
    }

    public Sent ready() {
        var link = new Link(URI.create("http://localhost:8082/api/v1/circuits/" + CIRCUIT), CIRCUIT);
        return new Sent(
                Topics.RUN_CIRCUITS,
                new TrainingReady(
                        metadata("ready"),
                        run,
                        CIRCUIT,
                        link,
                        2,
                        3,
                        0,
                        List.of(),
                        specification().problem(),
                        PROBLEM,
                        table(),
                        null,
                        specification().settings(0),
                        null));
    }

    public Sent started() {
        return new Sent(
                Topics.RUN_PROGRESS, new RunStarted(metadata("started"), run, CIRCUIT, "training/1", RealVector.of()));
    }

    public Sent executed(int sequence) {
        return new Sent(
                Topics.EXECUTION_RESULTS,
                new ExecutionCompleted(
                        metadata("executed/" + sequence),
                        new ExecutionId(run, sequence, Digest.of("pub" + sequence)),
                        RecordedRun.ENGINE,
                        List.of(),
                        0.001,
                        0.002,
                        PackedMatrix.of(1, 2, new double[] {1, 0.5})));
    }

    public List<Sent> steps() {
        return network
                ? List.of(
                        step(1, Phase.TRAINING, 1, 2, 1, 0.75),
                        step(2, Phase.TRAINING, 2, 2, 1, 0.5),
                        step(3, Phase.TRAINING, 1, 2, 2, 0.5),
                        step(4, Phase.TRAINING, 2, 2, 2, lastLoss),
                        step(5, Phase.CONTROLS, 1, 1, null, null))
                : List.of(
                        step(1, Phase.KERNEL, 1, 2, null, null),
                        step(2, Phase.KERNEL, 2, 2, null, null),
                        step(3, Phase.CONTROLS, 1, 1, null, null));
    }

    /// An epoch of a fold, or of the model of all rows.
    public Sent epoch(int step, int epoch, @Nullable Integer fold, double loss) {
        return step(step, Phase.TRAINING, epoch, 1000, fold, loss);
    }

    private Sent step(int step, Phase phase, int done, int total, @Nullable Integer fold, @Nullable Double loss) {
        return new Sent(
                Topics.RUN_PROGRESS,
                new TrainingProgressed(
                        metadata("step/" + step), run, step, phase, done, total, fold, loss, null, null, null));
    }

    public Sent ended() {
        return new Sent(Topics.RUN_OUTCOMES, end("ended", RunStatus.SUCCEEDED, StopReason.CONVERGED, null, report()));
    }

    /// With a report whose model was left out.
    public Sent endedWithout(String reason) {
        return new Sent(
                Topics.RUN_OUTCOMES,
                end(
                        metadata("ended"),
                        run,
                        RunStatus.SUCCEEDED,
                        StopReason.CONVERGED,
                        null,
                        steps().size(),
                        report().leavingModelOut(reason)));
    }

    /// An end without a result, under its own identity.
    public Sent failed(String identity) {
        var failure = new Failure(Failure.EXECUTION_FAILED, "no backend answered");
        return new Sent(Topics.RUN_OUTCOMES, end(identity, RunStatus.FAILED, null, failure, null));
    }

    public Sent cancelled() {
        return new Sent(Topics.RUN_OUTCOMES, end("ended", RunStatus.CANCELLED, null, null, null));
    }

    private RunEnded end(
            String identity,
            RunStatus status,
            @Nullable StopReason reason,
            @Nullable Failure failure,
            @Nullable LearningReport report) {
        return end(
                metadata(identity),
                run,
                status,
                reason,
                failure,
                steps().size(),
                report == null ? null : report.with(model));
    }

    static RunEnded end(
            EventMetadata metadata,
            RunId run,
            RunStatus status,
            @Nullable StopReason reason,
            @Nullable Failure failure,
            int steps,
            @Nullable LearningReport report) {
        return new RunEnded(
                metadata,
                run,
                status,
                reason,
                failure,
                report == null ? 0 : steps,
                report == null ? 0 : 12,
                0,
                null,
                null,
                null,
                report == null ? null : RecordedRun.ENGINE,
                report == null ? null : CIRCUIT,
                report == null ? null : "training/1",
                null,
                null,
                null,
                null,
                report);
    }

    /// Without the model.
    public LearningReport report() {
        return new LearningReport(
                8,
                2,
                2,
                0,
                List.of(new Metric("accuracy", 1, 0.61, 1.0)),
                List.of(new Metric("accuracy", 0.75, 0.3, 0.95), new Metric("macroF1", 0.7, null, null)),
                List.of(),
                List.of(List.of(2, 0), List.of(1, 1)),
                network
                        ? null
                        : new KernelDiagnostics(6, lastLoss, 0.01, 3.5, 0.125, 0, 0, 0.5, 1.25, false, null, null),
                List.of(new LearningControl(
                        "rbf-svm",
                        List.of(),
                        List.of(new Metric("accuracy", 0.75, null, null)),
                        seconds,
                        0.0,
                        -0.2,
                        0.2,
                        1.0)),
                new LearningVerdict(LearningVerdict.Outcome.EQUAL, "rbf-svm", "No advantage shown."),
                seconds,
                seconds,
                null,
                null,
                searched ? search() : null,
                searched ? new TestedRows(PackedMatrix.of(1, 2, new double[] {0, 1}), null, List.of()) : null);
    }

    private static SearchReport search() {
        return new SearchReport(
                SelectionMetric.ACCURACY,
                List.of("model.c"),
                List.of(
                        new SearchReport.Tried(0, List.of(1), 0.5, 0.25, null),
                        new SearchReport.Tried(1, List.of(2), 0.75, 0.0, null)),
                1,
                List.of(),
                CHOSEN,
                new Preprocessing(List.of()));
    }

    private LearningSpecification specification() {
        return new JsonMapper()
                .readValue(
                        """
                {"name": "shapes\\u0000\\u20ac", "seed": 42,
                 "problem": {"type": "classification", "dataset": "shapes", "target": "kind",
                             "features": ["width", "height"],
                             "preprocessing": [{"type": "scale", "method": "minmax", "low": 0, "high": 3}]},
                 "model": %s%s}""".formatted(
                                        network ? NETWORK : KERNEL,
                                        searched ? ", \"search\": {\"grid\": {\"model.c\": [1, 2]}}" : ""),
                        LearningSpecification.class);
    }

    private static TableClaim table() {
        var link = new Link(URI.create("http://localhost:8081/api/v1/dataset-versions/" + TABLE), TABLE);
        return new TableClaim(link, 8, List.of("width", "height"), 2, List.of("a", "b"));
    }

    private EventMetadata metadata(String what) {
        return EventMetadata.of(run + "/" + what, time, null);
    }
}
