package io.ketstream.results.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.learning.ColumnType;
import io.ketstream.model.learning.Decision;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.NetworkOutputs;
import io.ketstream.model.learning.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/// Graphs of all kinds of models are the files of `src/test/resources/onnx`, beside each what this
/// service makes of some rows. `clients/python/tests/test_onnx.py` has onnxruntime compute the same
/// from the files.
///
/// `-Dtest=OnnxFilesTest -Dtest.jvm.extra=-Dketstream.contracts.write=true` writes them anew.
class OnnxFilesTest {

    private static final Path FILES = Path.of("src/test/resources/onnx");
    private static final boolean WRITE = Boolean.getBoolean("ketstream.contracts.write");
    private static final JsonMapper JSON = new JsonMapper();

    /// @param inputs and outputs by their names, a value or row for each row
    private record Expected(Map<String, List<?>> inputs, Map<String, List<?>> outputs) {}

    @TestFactory
    Stream<DynamicTest> preprocessingIsKept() {
        return new OnnxCases()
                .preprocessings().entrySet().stream()
                        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                            TrainedModel model = each.getValue();
                            assertKept(
                                    "preprocessing-" + each.getKey(),
                                    PreprocessingGraph.file(model, Map.of("seed", "42")),
                                    prepared(model));
                        }));
    }

    @TestFactory
    Stream<DynamicTest> decisionsAreKept() {
        var cases = new OnnxCases();
        return decisions(cases, cases.models());
    }

    @TestFactory
    Stream<DynamicTest> decisionsWithoutATargetAreKept() {
        var cases = new OnnxCases();
        return decisions(cases, cases.withoutTarget());
    }

    private static Stream<DynamicTest> decisions(OnnxCases cases, Map<String, TrainedModel> models) {
        return models.entrySet().stream().map(each -> {
            TrainedModel model = each.getValue();
            Expected expected = decided(cases, model);
            return DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> assertKept("model-" + each.getKey(), ModelGraph.file(model, Map.of()), expected));
        });
    }

    /// As many as a support vector machine may have. A matrix of pairs by entries would have 374 MB.
    @Test
    void aFileOfManyClassesIsSmall() {
        assertThat(ModelGraph.file(OnnxCases.machinesOf(75), Map.of())).hasSizeLessThan(600_000);
    }

    @Test
    void aColumnWithTheNameOfAnOutputIsTold() {
        var graph = new OnnxGraph("any", List.of("angles"));
        assertThat(graph.input("angles", OnnxGraph.Type.DOUBLE, 1)).isEqualTo("angles_");
        assertThat(graph.input("v1", OnnxGraph.Type.DOUBLE, 1)).isEqualTo("v1");
        assertThat(graph.number(1)).isEqualTo("v2");
    }

    private static void assertKept(String name, byte[] file, Expected expected) throws IOException {
        Path kept = FILES.resolve(name + ".onnx");
        Path values = FILES.resolve(name + ".json");
        String text = JSON.writeValueAsString(expected) + "\n";
        if (WRITE) {
            Files.createDirectories(FILES);
            Files.write(kept, file);
            Files.writeString(values, text);
        }
        assertThat(kept).as("if the change is meant, write it anew").hasBinaryContent(file);
        assertThat(values).hasContent(text);
    }

    /// The rows of which an angle can be told.
    private static Expected prepared(TrainedModel model) {
        var inputs = new LinkedHashMap<String, List<?>>();
        var features = new ArrayList<double[]>();
        var angles = new ArrayList<double[]>();
        var fields = new ArrayList<double[]>();
        for (double[] row : OnnxCases.rows(model)) {
            try {
                RealVector made = model.features(row);
                angles.add(weighted(model, model.model().featureMap().angles(made)));
                features.add(made.toArray());
                fields.add(row);
            } catch (InvalidValueException e) {
                assertThatCode(() -> model.features(row))
                        .as("a row without a state lacks something, or is 0: " + Arrays.toString(row))
                        .satisfies(thrown -> assertThat(
                                        thrown != null || Arrays.stream(row).allMatch(x -> x == 0))
                                .isTrue());
            }
        }
        assertThat(fields).hasSizeGreaterThan(3);
        for (int j = 0; j < model.columns().size(); j++) {
            TrainedModel.Column column = model.columns().get(j);
            int place = j;
            inputs.put(
                    column.name(),
                    fields.stream()
                            .map(row -> List.of(field(column, row[place])))
                            .toList());
        }
        var outputs = new LinkedHashMap<String, List<?>>();
        outputs.put("features", features);
        outputs.put("angles", angles);
        return new Expected(inputs, outputs);
    }

    /// Each time that the map stands in the circuit, its angles times their weights.
    private static double[] weighted(TrainedModel model, RealVector angles) {
        RealVector weights = model.weightsOfAngles();
        if (weights.size() == 0) {
            return angles.toArray();
        }
        double[] products = weights.toArray();
        for (int k = 0; k < products.length; k++) {
            products[k] *= angles.get(k % angles.size());
        }
        return products;
    }

    /// What is missing is the empty text; of numbers it is written as such, too.
    private static Object field(TrainedModel.Column column, double value) {
        if (column.type() == ColumnType.CATEGORY) {
            return Double.isNaN(value) ? "" : column.categories().get((int) value);
        }
        return Double.isNaN(value) ? "" : value;
    }

    private static Expected decided(OnnxCases cases, TrainedModel model) {
        TrainedModel.OfKernel kernel = model.kernel();
        int width = kernel != null
                ? kernel.rows().size()
                : Objects.requireNonNull(model.network()).readout().size();
        double[][] rows = cases.measured(width, kernel != null);
        var predictions = new ArrayList<Object>();
        var decisions = new ArrayList<double[]>();
        var probabilities = new ArrayList<double[]>();
        var deviations = new ArrayList<double[]>();
        for (double[] row : rows) {
            switch (decision(model, row)) {
                case Decision.OfClass told -> {
                    predictions.add(Objects.requireNonNull(model.classes()).get(told.label()));
                    decisions.add(told.scores().toArray());
                    @Nullable RealVector sure = told.probabilities();
                    if (sure != null) {
                        probabilities.add(sure.toArray());
                    }
                }
                case Decision.OfValue told -> {
                    predictions.add(new double[] {told.value()});
                    decisions.add(new double[] {told.value()});
                    @Nullable Double deviation = told.deviation();
                    if (deviation != null) {
                        deviations.add(new double[] {deviation});
                    }
                }
                case Decision.OfLikeness told -> {
                    predictions.add(new int[] {told.alike() ? 1 : -1});
                    decisions.add(new double[] {told.score()});
                }
                case Decision.OfComponents told -> {
                    predictions.add(told.values().toArray());
                    decisions.add(told.values().toArray());
                }
            }
        }
        var outputs = new LinkedHashMap<String, List<?>>();
        outputs.put("prediction", predictions);
        outputs.put("decisions", decisions);
        if (!probabilities.isEmpty()) {
            outputs.put("probabilities", probabilities);
        }
        if (!deviations.isEmpty()) {
            outputs.put("deviations", deviations);
        }
        return new Expected(Map.of(kernel != null ? "kernel" : "outputs", List.of(rows)), outputs);
    }

    private static Decision decision(TrainedModel model, double[] row) {
        TrainedModel.OfKernel kernel = model.kernel();
        if (kernel != null) {
            return kernel.fitted().decide(row);
        }
        var network = (QuantumNeuralNetwork) model.model();
        RealVector coefficients = network.coefficients(row.length);
        if (coefficients == null) {
            return NetworkOutputs.decide(network, model.task(), row);
        }
        double mean = 0;
        for (int k = 0; k < row.length; k++) {
            mean += coefficients.get(k) * row[k];
        }
        return NetworkOutputs.decide(network, model.task(), new double[] {mean});
    }
}
