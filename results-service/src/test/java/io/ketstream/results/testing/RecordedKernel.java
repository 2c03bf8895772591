package io.ketstream.results.testing;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingProgressed;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.learning.GridSearch;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelTile;
import io.ketstream.model.learning.KernelTiles;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.LearningSpecification;
import io.ketstream.model.learning.SearchPart;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.run.RunStatus;
import io.ketstream.model.run.StopReason;
import io.ketstream.results.testing.RecordedRun.Sent;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The events of a run that asks for the kernel of rows, whose circuits are RY(xᵢ) on qubit i, with
/// answers in closed form. Row i has the features i/100 and (i² mod 7)/5.
public final class RecordedKernel {

    private static final int FEATURES = 2;
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456Z");

    private final RunId run;
    private final int rows;
    private final String problem;
    private final String model;

    private RecordedKernel(RunId run, int rows, String problem, String model) {
        this.run = run;
        this.rows = rows;
        this.problem = problem;
        this.model = model;
    }

    /// @param problem its JSON, of `dataset` shapes
    /// @param model its JSON, of a feature map of angles
    public static RecordedKernel of(RunId run, int rows, String problem, String model) {
        return new RecordedKernel(run, rows, problem, model);
    }

    /// Of type kernel and by fidelities.
    public static RecordedKernel of(RunId run, int rows) {
        return of(run, rows, """
                {"type": "kernel", "dataset": "shapes"}""", """
                {"type": "kernel-matrix", "kernel": {"type": "fidelity", "featureMap": {"type": "angle"}}}""");
    }

    public RunId run() {
        return run;
    }

    public RealVector features(int row) {
        return RealVector.of(row / 100.0, row * row % 7 / 5.0);
    }

    public Sent submitted() {
        return submitted(null, null);
    }

    /// As a run that searches, or as a part of one.
    public Sent submitted(@Nullable GridSearch search, @Nullable SearchPart part) {
        LearningSpecification specification = specification();
        LearningSettings settings = specification.settings(0);
        var link = new Link(URI.create("http://localhost:8081/api/v1/dataset-versions/" + digest()), digest());
        boolean classes = specification.problem().type().equals("classification");
        return new Sent(
                Topics.PROBLEMS,
                new TrainingSubmitted(
                        metadata("submitted"),
                        run,
                        specification.problem(),
                        Digest.of(problem),
                        new TableClaim(
                                link, rows, List.of("width", "height"), FEATURES, classes ? List.of("a", "b") : null),
                        null,
                        new LearningSettings(
                                settings.name(),
                                settings.model(),
                                settings.execution(),
                                settings.seed(),
                                settings.controls(),
                                search,
                                part),
                        null,
                        null));
    }

    /// Answers about the kernel of so many rows from the first.
    ///
    /// @param first the sequence of the first question
    public List<Sent> answers(int first, int ofRows) {
        var vectors = new ArrayList<RealVector>();
        for (int i = 0; i < ofRows; i++) {
            vectors.add(features(i));
        }
        var sent = new ArrayList<Sent>();
        var kernel = ((LearningModel.OfKernel) specification().settings(0).model()).kernel();
        switch (kernel) {
            case Kernel.Fidelity _ -> {
                for (KernelTile tile : KernelTiles.symmetric(ofRows, FEATURES)) {
                    List<RealVector> tileRows = vectors.subList(tile.firstRow(), tile.firstRow() + tile.rows());
                    List<RealVector> columns = vectors.subList(tile.firstColumn(), tile.firstColumn() + tile.columns());
                    sent.add(answer(
                            first + sent.size(), Pub.kernel(RecordedTraining.CIRCUIT, tileRows, columns, null, 0)));
                }
            }
            case Kernel.Projected _ -> {
                int half = ofRows / 2;
                sent.add(answer(first, Pub.bloch(RecordedTraining.CIRCUIT, vectors.subList(0, half), null, 0)));
                sent.add(
                        answer(first + 1, Pub.bloch(RecordedTraining.CIRCUIT, vectors.subList(half, ofRows), null, 0)));
            }
        }
        return sent;
    }

    private Sent answer(int sequence, Pub pub) {
        return new Sent(
                Topics.EXECUTION_RESULTS,
                new ExecutionCompleted(
                        metadata("executed/" + sequence),
                        new ExecutionId(run, sequence, pub.digest()),
                        RecordedRun.ENGINE,
                        List.of(),
                        0.001,
                        0.002,
                        ClosedForm.answer(pub)));
    }

    /// A fold's matrix, or that of all rows, has all its parts.
    ///
    /// @param step from 1
    public Sent answered(int step, @Nullable Integer fold, int parts) {
        return new Sent(
                Topics.RUN_PROGRESS,
                new TrainingProgressed(
                        metadata("step/" + step),
                        run,
                        step,
                        TrainingProgressed.Phase.KERNEL,
                        parts,
                        parts,
                        fold,
                        null,
                        null,
                        null,
                        null));
    }

    /// Just now, without steps.
    public Sent ended(RunStatus status) {
        return ended(status, 0, Instant.now());
    }

    public Sent ended(RunStatus status, int steps, Instant at) {
        @Nullable
        LearningReport report = status == RunStatus.SUCCEEDED
                ? new LearningReport(
                        rows, FEATURES, FEATURES, 0, List.of(), List.of(), List.of(), null, null, List.of(), null, 0.5,
                        0)
                : null;
        return ended(status, steps, at, report);
    }

    /// With success, just now, and without steps.
    public Sent ended(LearningReport report) {
        return ended(RunStatus.SUCCEEDED, 0, Instant.now(), report);
    }

    private Sent ended(RunStatus status, int steps, Instant at, @Nullable LearningReport report) {
        return new Sent(
                Topics.RUN_OUTCOMES,
                RecordedTraining.end(
                        EventMetadata.of(run + "/ended", at, null),
                        run,
                        status,
                        status == RunStatus.SUCCEEDED ? StopReason.CONVERGED : null,
                        null,
                        steps,
                        report));
    }

    private LearningSpecification specification() {
        return new JsonMapper()
                .readValue(
                        "{\"seed\": 42, \"problem\": %s, \"model\": %s}".formatted(problem, model),
                        LearningSpecification.class);
    }

    private static Digest digest() {
        return RecordedTraining.TABLE;
    }

    private EventMetadata metadata(String what) {
        return EventMetadata.of(run + "/" + what, TIME, null);
    }
}
