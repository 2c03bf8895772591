package io.ketstream.results.export.onnx;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.GaussianProcessClassifier;
import io.ketstream.model.learning.GaussianProcessRegressor;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.KernelPrincipalComponents;
import io.ketstream.model.learning.KernelRidgeClassifier;
import io.ketstream.model.learning.KernelRidgeRegressor;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.LearningTask;
import io.ketstream.model.learning.OneClassModel;
import io.ketstream.model.learning.PosteriorVariance;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.PreprocessingStep;
import io.ketstream.model.learning.Sigmoid;
import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.learning.SupportVectorRegressor;
import io.ketstream.model.learning.TableColumn;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.operator.PauliString;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.RecordedTraining;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Models of every kind, with numbers that are drawn.
final class OnnxCases {

    /// Rows of kernels.
    private static final int ROWS = 7;

    private static final List<String> THREE = List.of("a", "\u00e4 b", "c");
    private static final List<String> TWO = THREE.subList(0, 2);
    private static final FeatureMap.Angle ANGLE = read("{\"type\": \"angle\"}", FeatureMap.Angle.class);

    /// What is missing, and a category that the first rows do not have.
    private static final DataTable TABLE = DataTable.read("""
            "width","length (cm)","colour","kind"\r
            0.5,3.0,"red","a"\r
            1.25,-1.0,"blue","b"\r
            ,0.75,"blue","b"\r
            2.0,,,"a"\r
            -3.5,7.0,"green","a"\r
            0.0,0.0,"red","b"\r
            """.getBytes(StandardCharsets.UTF_8));

    private final SplittableRandom random = new SplittableRandom(7);

    /// Models whose preprocessing is looked at, each with the rows of the table.
    Map<String, TrainedModel> preprocessings() {
        var cases = new LinkedHashMap<String, TrainedModel>();
        List<String> all = List.of("width", "length (cm)", "colour");
        List<String> numbers = all.subList(0, 2);
        cases.put("every-step", prepared(all, 6, """
                        [{"type": "impute", "method": "median"}, {"type": "one-hot"},
                         {"type": "scale", "method": "standard"}, {"type": "pca", "components": 4},
                         {"type": "scale", "method": "minmax", "low": -1, "high": 2},
                         {"type": "bandwidth", "factor": 0.7}]""", 4, "{\"type\": \"zz\"}"));
        cases.put(
                "categories-that-training-lacks",
                prepared(all, 2, """
                        [{"type": "impute", "method": "constant", "value": 0.25}, {"type": "one-hot"}]""", 5, "{\"type\": \"iqp\", \"entanglement\": \"ring\"}"));
        String filled = "[{\"type\": \"impute\", \"method\": \"mean\"}]";
        cases.put("weighted-angles", weighted(prepared(numbers, 6, filled, 2, "{\"type\": \"zz\"}")));
        cases.put("as-it-is", prepared(numbers, 2, "[]", 2, "{\"type\": \"angle\"}"));
        cases.put("pauli", prepared(numbers, 6, filled, 2, "{\"type\": \"pauli\", \"paulis\": [\"X\", \"YZ\"]}"));
        cases.put(
                "pauli-of-single-letters",
                prepared(numbers, 6, filled, 2, "{\"type\": \"pauli\", \"paulis\": [\"X\"]}"));
        cases.put("two-amplitudes", prepared(numbers, 5, filled, 2, "{\"type\": \"amplitude\"}"));
        cases.put(
                "five-amplitudes",
                prepared(
                        all,
                        6,
                        "[{\"type\": \"impute\", \"method\": \"mean\"}, {\"type\": \"one-hot\"}]",
                        5,
                        "{\"type\": \"amplitude\"}"));
        return cases;
    }

    /// As a network's, whose three angles are weighted twice, each time otherwise.
    private static TrainedModel weighted(TrainedModel model) {
        QuantumNeuralNetwork network = read("""
                {"type": "quantum-neural-network", "featureMap": {"type": "zz"}, "layers": {"type": "rotations", "layers": 2, "rotations": ["ry"]},
                 "reuploading": true, "weighted": true, "loss": "squared"}""", QuantumNeuralNetwork.class);
        return new TrainedModel(
                model.task(),
                model.target(),
                null,
                model.columns(),
                model.preprocessing(),
                model.width(),
                network,
                model.circuitDigest(),
                model.circuitLink(),
                model.engine(),
                null,
                42,
                null,
                new TrainedModel.OfNetwork(
                        RealVector.of(0.5, -0.25, 1, 2, 0.75, -1.5, 0.1, 0.2, 0.3, 0.4),
                        List.of(new PauliString("IZ"))));
    }

    /// The rows of the table as a model takes them.
    static double[][] rows(TrainedModel model) {
        return TABLE.select(
                model.columns().stream().map(TrainedModel.Column::name).toList());
    }

    private static TrainedModel prepared(
            List<String> features, int fittedRows, String steps, int width, String featureMap) {
        List<TableColumn> columns = features.stream().map(TABLE::column).toList();
        var preprocessing = new Preprocessing(List.of(read(steps, PreprocessingStep[].class)));
        double[][] rows = TABLE.select(features);
        FeatureMap map = read(featureMap, FeatureMap.class);
        return new TrainedModel(
                LearningTask.REGRESSION,
                "kind",
                null,
                columns.stream()
                        .map(column -> new TrainedModel.Column(column.name(), column.type(), column.categoryNames()))
                        .toList(),
                preprocessing.fit(columns, Arrays.copyOf(rows, fittedRows)),
                width,
                new LearningModel.KernelRidge(new Kernel.Fidelity(map), 1),
                RecordedTraining.CIRCUIT,
                circuit(),
                RecordedRun.ENGINE,
                null,
                42,
                new TrainedModel.OfKernel(
                        table(),
                        List.of(0),
                        new KernelRidgeRegressor(List.of(0), new KernelExpansion(RealVector.of(1), 0)),
                        null),
                null);
    }

    /// Models whose decisions are looked at.
    Map<String, TrainedModel> models() {
        var cases = new LinkedHashMap<String, TrainedModel>();
        cases.put("machines-of-three", ofKernel(THREE, machines(THREE, false)));
        cases.put("machines-of-three-with-probabilities", ofKernel(THREE, machines(THREE, true)));
        cases.put("machine-of-two-with-probabilities", ofKernel(TWO, machines(TWO, true)));
        cases.put("ridge-of-two", ofKernel(TWO, new KernelRidgeClassifier(TWO, range(), List.of(expansion()))));
        cases.put(
                "ridge-of-three",
                ofKernel(
                        THREE,
                        new KernelRidgeClassifier(THREE, range(), List.of(expansion(), expansion(), expansion()))));
        var two = new GaussianProcessClassifier(TWO, range(), List.of(process()));
        cases.put("process-of-two", ofKernel(TWO, two));
        cases.put("process-of-two-without-variance", ofKernel(TWO, two.withoutVariance()));
        cases.put(
                "process-of-three",
                ofKernel(
                        THREE,
                        new GaussianProcessClassifier(THREE, range(), List.of(process(), process(), process()))));
        cases.put("machine-of-numbers", ofKernel(null, new SupportVectorRegressor(range(), expansion(), 0)));
        cases.put("ridge-of-numbers", ofKernel(null, new KernelRidgeRegressor(range(), expansion())));
        var numbers = new GaussianProcessRegressor(range(), expansion(), 0.01, variance(2.5), 0);
        cases.put("process-of-numbers", ofKernel(null, numbers));
        cases.put("process-of-numbers-without-variance", ofKernel(null, numbers.withoutVariance()));
        cases.put("network-of-two", network(TWO, 1, "{\"type\": \"quantum-neural-network\", %s}"));
        cases.put("network-of-three", network(THREE, 3, "{\"type\": \"quantum-neural-network\", %s}"));
        String squared = "{\"type\": \"quantum-neural-network\", \"loss\": \"squared\", \"scale\": 3.5, %s}";
        cases.put("network-of-two-by-squares", network(TWO, 1, squared));
        cases.put("network-of-numbers", network(null, 1, squared));
        String linear = "{\"type\": \"quantum-neural-network\", \"loss\": \"linear\", \"readout\": \"mean-z\", %s}";
        cases.put("network-of-two-by-the-mean", network(TWO, 3, linear));
        cases.put("machines-of-four-with-probabilities", machinesOf(4));
        return cases;
    }

    /// Models without a target whose decisions are looked at.
    Map<String, TrainedModel> withoutTarget() {
        var kernel = new Kernel.Fidelity(ANGLE);
        var cases = new LinkedHashMap<String, TrainedModel>();
        cases.put(
                "components",
                withoutTarget(
                        new LearningModel.KernelPca(kernel, 3),
                        new KernelPrincipalComponents(
                                range(),
                                List.of(expansion(), expansion(), expansion()),
                                RealVector.of(0.9, 0.4, 0.1),
                                2)));
        cases.put(
                "one-component",
                withoutTarget(
                        new LearningModel.KernelPca(kernel, 1),
                        new KernelPrincipalComponents(range(), List.of(expansion()), RealVector.of(0.9), 2)));
        // of the row whose entries are 0, a score of 0: like those of training
        cases.put(
                "one-class",
                withoutTarget(
                        new LearningModel.OneClass(kernel, 0.3),
                        new OneClassModel(range(), new KernelExpansion(drawn(ROWS), 0), 0.3)));
        return cases;
    }

    private static TrainedModel withoutTarget(LearningModel model, KernelModel fitted) {
        return of(
                LearningTask.SIMILARITY,
                "",
                null,
                model,
                new TrainedModel.OfKernel(table(), range(), fitted, null),
                null);
    }

    /// What circuits say of rows: entries of a kernel, or expectations.
    double[][] measured(int width, boolean kernel) {
        var rows = new double[9][width];
        for (double[] row : rows) {
            for (int j = 0; j < width; j++) {
                row[j] = kernel ? random.nextDouble() : 2 * random.nextDouble() - 1;
            }
        }
        // ties, and nothing alike
        Arrays.fill(rows[7], 0);
        Arrays.fill(rows[8], 0.5);
        return rows;
    }

    private static List<Integer> range() {
        return IntStream.range(0, ROWS).boxed().toList();
    }

    private RealVector drawn(int size) {
        return RealVector.of(random.doubles(size, -2, 2).toArray());
    }

    private KernelExpansion expansion() {
        return new KernelExpansion(drawn(ROWS), random.nextDouble() - 0.5);
    }

    private GaussianProcessClassifier.LatentProcess process() {
        return new GaussianProcessClassifier.LatentProcess(expansion(), variance(1), 0);
    }

    /// So large that some variances are cut off at 0.
    private PosteriorVariance variance(double prior) {
        var whitening = new double[ROWS][ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j <= i; j++) {
                whitening[i][j] = 0.8 * random.nextDouble() - 0.4;
            }
        }
        return new PosteriorVariance(prior, RealMatrix.of(whitening));
    }

    /// Of so many classes, with probabilities.
    static TrainedModel machinesOf(int classes) {
        List<String> names =
                IntStream.range(0, classes).mapToObj(k -> "class " + k).toList();
        return ofKernel(names, new OnnxCases().machines(names, true));
    }

    private SupportVectorClassifier machines(List<String> classes, boolean sure) {
        var machines = new ArrayList<SupportVectorClassifier.Machine>();
        for (int a = 0; a < classes.size(); a++) {
            for (int b = a + 1; b < classes.size(); b++) {
                List<Integer> places = List.of(a % 3, b < 4 ? b + 1 : 3 + b % 2, 5);
                Sigmoid sigmoid = sure ? new Sigmoid(1.5 + random.nextDouble(), random.nextDouble() - 0.5) : null;
                machines.add(new SupportVectorClassifier.Machine(
                        a, b, places, drawn(3), random.nextDouble() - 0.5, 0, sigmoid));
            }
        }
        return new SupportVectorClassifier(classes, range(), machines);
    }

    private static TrainedModel ofKernel(@Nullable List<String> classes, KernelModel fitted) {
        return of(
                classes,
                new LearningModel.KernelRidge(new Kernel.Fidelity(ANGLE), 1),
                new TrainedModel.OfKernel(table(), range(), fitted, null),
                null);
    }

    private static TrainedModel network(@Nullable List<String> classes, int outputs, String model) {
        QuantumNeuralNetwork network =
                read(model.formatted("\"featureMap\": {\"type\": \"angle\"}"), QuantumNeuralNetwork.class);
        List<PauliString> readout = IntStream.range(0, outputs)
                .mapToObj(k -> new PauliString("I".repeat(2 - k) + "Z" + "I".repeat(k)))
                .toList();
        return of(classes, network, null, new TrainedModel.OfNetwork(RealVector.of(0.5), readout));
    }

    private static TrainedModel of(
            @Nullable List<String> classes,
            LearningModel model,
            TrainedModel.@Nullable OfKernel kernel,
            TrainedModel.@Nullable OfNetwork network) {
        LearningTask task = classes == null ? LearningTask.REGRESSION : LearningTask.CLASSIFICATION;
        return of(task, "kind", classes, model, kernel, network);
    }

    private static TrainedModel of(
            LearningTask task,
            String target,
            @Nullable List<String> classes,
            LearningModel model,
            TrainedModel.@Nullable OfKernel kernel,
            TrainedModel.@Nullable OfNetwork network) {
        return new TrainedModel(
                task,
                target,
                classes,
                List.of(),
                new Preprocessing(List.of()).fit(List.of(TABLE.column("width")), new double[][] {{0.5}}),
                1,
                model,
                RecordedTraining.CIRCUIT,
                circuit(),
                RecordedRun.ENGINE,
                null,
                42,
                kernel,
                network);
    }

    private static <T> T read(String json, Class<T> type) {
        return new JsonMapper().readValue(json, type);
    }

    private static Link table() {
        return link("table");
    }

    private static Link circuit() {
        return link("circuit");
    }

    private static Link link(String what) {
        return new Link(URI.create("http://localhost:1/" + what), Digest.of(what));
    }
}
