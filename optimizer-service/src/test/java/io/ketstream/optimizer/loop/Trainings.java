package io.ketstream.optimizer.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.SelectionMetric;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.TrainableLayers;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import io.ketstream.optimizer.training.DenseExecutor;
import io.ketstream.optimizer.training.Samples;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Runs that learn, for tests of the loop.
public final class Trainings {

    /// So that a message has few rows: 210 angles.
    private static final int FEATURES = 20;

    private static final String WIDE = Samples.wide(120, FEATURES);
    private static final String SHAPES = Samples.shapes(24, 1);
    private static final String LONG = SHAPES.replace("\"near\"", '"' + "near".repeat(40_000) + '"');
    private static final Map<Digest, DataTable> TABLES = Map.of(
            digest(WIDE),
            Samples.table(WIDE),
            digest(SHAPES),
            Samples.table(SHAPES),
            digest(LONG),
            Samples.table(LONG));

    public static final Engine ENGINE = DenseExecutor.ENGINE;

    private Trainings() {}

    private static Digest digest(String text) {
        return Samples.link(text).sha256();
    }

    /// What is behind the links of these runs.
    public static DataTable table(Link link) {
        return Objects.requireNonNull(TABLES.get(link.sha256()));
    }

    /// A kernel of two features: one tile of training, one of the test.
    public static TrainingReady kernel(RunId run) {
        return kernel(run, SHAPES);
    }

    /// The same run, whose kernel has 3 angles and 12 weights that are found before.
    static TrainingReady aligned(RunId run, int batchSize) {
        return kernel(
                run, SHAPES, new KernelAlignment(new TrainableLayers.StronglyEntangling(2), true, 0.1, 100, batchSize));
    }

    /// The same run, of a class whose name stands so often in its model that it fills a message.
    static TrainingReady longNames(RunId run) {
        return kernel(run, LONG);
    }

    private static TrainingReady kernel(RunId run, String text) {
        return kernel(run, text, null);
    }

    private static TrainingReady kernel(RunId run, String text, @Nullable KernelAlignment alignment) {
        return Samples.ready(
                run,
                problem(),
                new LearningModel.SupportVectorMachine(
                        new Kernel.Fidelity(new FeatureMap.Zz(1, Entanglement.FULL), null, alignment), 1, 0.1),
                null,
                claim(text, List.of("width", "height")),
                null,
                0);
    }

    /// A kernel whose rows have so many angles that its matrix comes in nine tiles.
    public static TrainingReady wide(RunId run) {
        return Samples.ready(
                run,
                problem(),
                new LearningModel.SupportVectorMachine(
                        new Kernel.Fidelity(new FeatureMap.Zz(1, Entanglement.FULL)), 1, 0.1),
                null,
                claim(WIDE, IntStream.range(0, FEATURES).mapToObj(j -> "f" + j).toList()),
                null,
                0);
    }

    /// The same rows, of which nothing is learnt but how alike they are.
    public static TrainingReady matrix(RunId run) {
        return Samples.ready(
                run,
                new LearningProblem.Similarity("wide", "kind", null, new Preprocessing(List.of())),
                new LearningModel.KernelMatrix(new Kernel.Fidelity(new FeatureMap.Zz(1, Entanglement.FULL))),
                null,
                claim(WIDE, IntStream.range(0, FEATURES).mapToObj(j -> "f" + j).toList()),
                null,
                0);
    }

    public static TrainingReady network(RunId run, LearningModel.NetworkTraining training) {
        return Samples.ready(
                run,
                problem(),
                new LearningModel.QuantumNeuralNetwork(
                        new FeatureMap.Angle(List.of(Rotation.RY), 1),
                        new TrainableLayers.StronglyEntangling(2),
                        false,
                        LearningModel.QuantumNeuralNetwork.Readout.Z,
                        LearningModel.QuantumNeuralNetwork.LossType.CROSS_ENTROPY,
                        2,
                        training),
                null,
                claim(SHAPES, List.of("width", "height")),
                null,
                1);
    }

    /// Angles that are weighted, and a loss with weights of its own.
    public static TrainingReady weighted(RunId run) {
        List<Rotation> rotations = List.of(Rotation.RY, Rotation.RZ);
        return Samples.ready(
                run,
                problem(),
                new LearningModel.QuantumNeuralNetwork(
                        new FeatureMap.DenseAngle(rotations),
                        new TrainableLayers.Brickwork(1, rotations),
                        true,
                        null,
                        true,
                        true,
                        LearningModel.QuantumNeuralNetwork.Readout.Z,
                        LearningModel.QuantumNeuralNetwork.LossType.WEIGHTED_FIDELITY,
                        1,
                        new LearningModel.NetworkTraining(LearningModel.NetworkTraining.Method.ADAM, 0.1, 3, 6, 2)),
                null,
                claim(SHAPES, List.of("width", "height")),
                null,
                1);
    }

    /// A run of another network that learns from the same.
    static TrainingReady of(TrainingReady ready, LearningModel model) {
        return Samples.ready(ready.runId(), ready.problem(), model, null, ready.table(), null, 1);
    }

    /// The same run tested otherwise.
    static TrainingReady validated(TrainingReady ready, Validation validation) {
        return Samples.ready(
                ready.runId(),
                new LearningProblem.Classification("shapes", "kind", null, new Preprocessing(List.of()), validation),
                ready.settings().model(),
                null,
                ready.table(),
                null,
                0);
    }

    /// A search of a grid before the run.
    static TrainingReady searching(
            TrainingReady ready, Map<String, List<Object>> grid, Validation validation, SelectionMetric metric) {
        return Samples.searching(ready, grid, validation, metric);
    }

    /// What circuit-service makes of a run.
    static TrainingReady circuit(TrainingSubmitted run) {
        return Samples.with(
                Samples.ready(run.runId(), run.problem(), run.settings().model(), null, run.table(), run.test(), 0),
                run.settings(),
                run.parent());
    }

    /// What [#kernel] and [#network] learn from.
    public static byte[] text() {
        return SHAPES.getBytes(UTF_8);
    }

    /// The same run with its table elsewhere.
    public static TrainingReady at(TrainingReady ready, URI table) {
        TableClaim claim = ready.table();
        return new TrainingReady(
                ready.metadata(),
                ready.runId(),
                ready.circuitDigest(),
                ready.circuitLink(),
                ready.qubits(),
                ready.inputs(),
                ready.weights(),
                ready.readout(),
                ready.problem(),
                ready.problemDigest(),
                new TableClaim(
                        new Link(table, claim.table().sha256()),
                        claim.rows(),
                        claim.features(),
                        claim.width(),
                        claim.classes()),
                ready.test(),
                ready.settings(),
                ready.parent());
    }

    /// Answers all of these runs' questions.
    public static ExecutionCompleted answer(TrainingReady ready, ExecutionRequested request) {
        return ready.qubits() == FEATURES ? product(request) : new DenseExecutor(ready).answer(request);
    }

    /// As if each of the first angles was a rotation of a qubit of its own: Π cos²((xᵢ − yᵢ)/2).
    private static ExecutionCompleted product(ExecutionRequested request) {
        List<RealVector> vectors = request.pub().parameters();
        int rows = Objects.requireNonNull(request.pub().rows());
        List<RealVector> columns = rows == vectors.size() ? vectors : vectors.subList(rows, vectors.size());
        double[] values = new double[rows * columns.size()];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns.size(); j++) {
                double product = 1;
                for (int q = 0; q < FEATURES; q++) {
                    double cosine = StrictMath.cos(
                            (vectors.get(i).get(q) - columns.get(j).get(q)) / 2);
                    product *= cosine * cosine;
                }
                values[i * columns.size() + j] = product;
            }
        }
        return new ExecutionCompleted(
                EventMetadata.of(request.requestId() + "/completed", Instant.EPOCH, null),
                request.requestId(),
                ENGINE,
                List.of(),
                0.001,
                0.002,
                PackedMatrix.of(rows, columns.size(), values));
    }

    private static LearningProblem problem() {
        return new LearningProblem.Classification(
                "shapes", "kind", null, new Preprocessing(List.of()), new Validation.Holdout(0.25));
    }

    private static TableClaim claim(String text, List<String> features) {
        return new TableClaim(
                Samples.link(text), table(Samples.link(text)).rows(), features, features.size(), List.of());
    }
}
