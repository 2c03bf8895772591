package io.ketstream.results.testing;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.ColumnType;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.KernelPrincipalComponents;
import io.ketstream.model.learning.KernelRidgeRegressor;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.LearningTask;
import io.ketstream.model.learning.OneClassModel;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.PreprocessingStep;
import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.learning.TrainableLayers;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.run.Rotation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Models of the table of shapes, whose kernels and outputs have a closed form.
public final class TrainedModels {

    /// The canonical text of a data set.
    public static final byte[] TABLE = """
            "width","height","colour","kind"\r
            0.0,3.0,"red","a"\r
            1.0,1.0,"blue","b"\r
            3.0,0.0,"blue","b"\r
            2.0,,"red","a"\r
            """.getBytes(StandardCharsets.UTF_8);

    public static final DataTable SHAPES = DataTable.read(TABLE);

    private static final FeatureMap MAP = new FeatureMap.Angle(List.of(Rotation.RY), 1);

    private static final LearningModel.NetworkTraining TRAINING =
            new LearningModel.NetworkTraining(LearningModel.NetworkTraining.Method.ADAM, 0.1, 10, 32, null);

    private TrainedModels() {}

    /// The angles are width and height, as they are; rows 0 and 2 are support vectors.
    public static TrainedModel classifier(URI ingestion, URI circuits) {
        return classifier(TABLE, ingestion, circuits);
    }

    /// The table is another version, with a column that is not used.
    public static byte[] marked(String mark) {
        String text = new String(TABLE, StandardCharsets.UTF_8);
        return text.replace("\r\n", ",\"" + mark + "\"\r\n").getBytes(StandardCharsets.UTF_8);
    }

    public static TrainedModel classifier(byte[] table, URI ingestion, URI circuits) {
        var machine = new SupportVectorClassifier.Machine(0, 1, List.of(0, 1), RealVector.of(-1, 1), 0.125, 0, null);
        var fitted = new SupportVectorClassifier(List.of("a", "b"), List.of(0, 2), List.of(machine));
        return ofKernel(
                LearningTask.CLASSIFICATION,
                "kind",
                List.of("width", "height"),
                List.of(),
                new LearningModel.SupportVectorMachine(new Kernel.Fidelity(MAP), 1, 0.1),
                List.of(0, 2),
                fitted,
                null,
                table,
                ingestion,
                circuits);
    }

    /// The same by amplitudes, where a missing number is 0.
    public static TrainedModel filling(URI ingestion, URI circuits) {
        TrainedModel plain = classifier(ingestion, circuits);
        var features = List.of("width", "height");
        var steps = new Preprocessing(
                List.of(new PreprocessingStep.Impute(PreprocessingStep.Impute.Filling.CONSTANT, 0.0)));
        return new TrainedModel(
                plain.task(),
                plain.target(),
                plain.classes(),
                plain.columns(),
                steps.fit(features.stream().map(SHAPES::column).toList(), complete(features)),
                plain.width(),
                new LearningModel.SupportVectorMachine(new Kernel.Fidelity(new FeatureMap.Amplitude()), 1, 0.1),
                plain.circuitDigest(),
                plain.circuitLink(),
                plain.engine(),
                plain.shots(),
                plain.seed(),
                plain.kernel(),
                null);
    }

    /// Of the width and the colours, blue and red, by a projected kernel with rows 0, 1 and 2.
    public static TrainedModel regressor(URI ingestion, URI circuits, @Nullable Integer shots) {
        var fitted = new KernelRidgeRegressor(List.of(0, 1, 2), new KernelExpansion(RealVector.of(1, -2, 0.5), 0.25));
        return ofKernel(
                LearningTask.REGRESSION,
                "height",
                List.of("width", "colour"),
                List.of(new PreprocessingStep.OneHot()),
                new LearningModel.KernelRidge(new Kernel.Projected(MAP, 0.5), 1),
                List.of(0, 1, 2),
                fitted,
                shots,
                TABLE,
                ingestion,
                circuits);
    }

    /// Whether a row is like rows 0 and 2.
    public static TrainedModel oneClass(URI ingestion, URI circuits) {
        var function = new KernelExpansion(RealVector.of(0.5, 0.5), -0.375);
        return alone(
                new LearningModel.OneClass(new Kernel.Fidelity(MAP), 0.5),
                new OneClassModel(List.of(0, 2), function, 0.5),
                ingestion,
                circuits);
    }

    /// Two components of the kernel with rows 0 and 2.
    public static TrainedModel components(URI ingestion, URI circuits) {
        return alone(
                new LearningModel.KernelPca(new Kernel.Fidelity(MAP), 2),
                new KernelPrincipalComponents(
                        List.of(0, 2),
                        List.of(
                                new KernelExpansion(RealVector.of(1, -1), 0.5),
                                new KernelExpansion(RealVector.of(0.25, 0.5), 0)),
                        RealVector.of(2, 1),
                        4),
                ingestion,
                circuits);
    }

    private static TrainedModel alone(LearningModel model, KernelModel fitted, URI ingestion, URI circuits) {
        return ofKernel(
                LearningTask.SIMILARITY,
                "",
                List.of("width", "height"),
                List.of(),
                model,
                List.of(0, 2),
                fitted,
                null,
                TABLE,
                ingestion,
                circuits);
    }

    private static TrainedModel ofKernel(
            LearningTask task,
            String target,
            List<String> features,
            List<PreprocessingStep> steps,
            LearningModel model,
            List<Integer> rows,
            KernelModel fitted,
            @Nullable Integer shots,
            byte[] text,
            URI ingestion,
            URI circuits) {
        Digest digest = Digest.of(text);
        var table = new Link(ingestion.resolve("/api/v1/dataset-versions/" + digest), digest);
        var columns = columns(features);
        var preprocessing = new Preprocessing(steps)
                .fit(features.stream().map(SHAPES::column).toList(), complete(features));
        return new TrainedModel(
                task,
                target,
                task == LearningTask.CLASSIFICATION ? List.of("a", "b") : null,
                columns,
                preprocessing,
                preprocessing.names().size(),
                model,
                RecordedTraining.CIRCUIT,
                circuit(circuits),
                RecordedRun.ENGINE,
                shots,
                42,
                new TrainedModel.OfKernel(table, rows, fitted, null),
                null);
    }

    /// Two outputs: Z on the qubit of width, and Z on both.
    public static TrainedModel network(URI circuits) {
        return network(
                circuits,
                List.of("a", "b", "c"),
                new QuantumNeuralNetwork(
                        MAP,
                        new TrainableLayers.StronglyEntangling(1),
                        false,
                        QuantumNeuralNetwork.Readout.Z,
                        QuantumNeuralNetwork.LossType.CROSS_ENTROPY,
                        2,
                        TRAINING),
                List.of(new PauliString("IZ"), new PauliString("ZI"), new PauliString("ZZ")));
    }

    /// Of two classes, its output the mean of Z on both qubits.
    public static TrainedModel meanNetwork(URI circuits) {
        return network(
                circuits,
                List.of("a", "b"),
                new QuantumNeuralNetwork(
                        MAP,
                        new TrainableLayers.StronglyEntangling(1),
                        false,
                        QuantumNeuralNetwork.Readout.MEAN_Z,
                        QuantumNeuralNetwork.LossType.LINEAR,
                        1,
                        TRAINING),
                List.of(new PauliString("IZ"), new PauliString("ZI")));
    }

    /// Of two classes, its two angles weighted by 0.5 and −0.25.
    public static TrainedModel weightedNetwork(URI circuits) {
        TrainedModel plain = network(
                circuits,
                List.of("a", "b"),
                new QuantumNeuralNetwork(
                        MAP,
                        new TrainableLayers.Rotations(1, List.of(Rotation.RY)),
                        false,
                        null,
                        true,
                        null,
                        QuantumNeuralNetwork.Readout.PARITY,
                        QuantumNeuralNetwork.LossType.WEIGHTED_FIDELITY,
                        1,
                        TRAINING),
                List.of(new PauliString("ZZ")));
        return new TrainedModel(
                plain.task(),
                plain.target(),
                plain.classes(),
                plain.columns(),
                plain.preprocessing(),
                plain.width(),
                plain.model(),
                plain.circuitDigest(),
                plain.circuitLink(),
                plain.engine(),
                plain.shots(),
                plain.seed(),
                null,
                new TrainedModel.OfNetwork(
                        RealVector.of(0.5, -0.25, 0.125, 2), List.of(new PauliString("ZZ")), RealVector.of(0.75, 1.5)));
    }

    private static TrainedModel network(
            URI circuits, List<String> classes, QuantumNeuralNetwork model, List<PauliString> readout) {
        var features = List.of("width", "height");
        var preprocessing = new Preprocessing(List.of())
                .fit(features.stream().map(SHAPES::column).toList(), complete(features));
        return new TrainedModel(
                LearningTask.CLASSIFICATION,
                "kind",
                classes,
                columns(features),
                preprocessing,
                2,
                model,
                RecordedTraining.CIRCUIT,
                circuit(circuits),
                RecordedRun.ENGINE,
                null,
                42,
                null,
                new TrainedModel.OfNetwork(RealVector.of(0.5, -0.25), readout));
    }

    private static Link circuit(URI circuits) {
        return new Link(circuits.resolve("/api/v1/circuits/" + RecordedTraining.CIRCUIT), RecordedTraining.CIRCUIT);
    }

    private static List<TrainedModel.Column> columns(List<String> names) {
        return names.stream()
                .map(SHAPES::column)
                .map(column -> new TrainedModel.Column(
                        column.name(),
                        column.type(),
                        column.type() == ColumnType.CATEGORY ? column.categoryNames() : List.of()))
                .toList();
    }

    /// The first three rows, which lack nothing.
    private static double[][] complete(List<String> features) {
        double[][] all = SHAPES.select(features);
        return new double[][] {all[0], all[1], all[2]};
    }
}
