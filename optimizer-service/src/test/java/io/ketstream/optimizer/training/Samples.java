package io.ketstream.optimizer.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.learning.DataTable;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.GridSearch;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.SelectionMetric;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.ParentRun;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Data sets by formula, and runs that learn from them.
public final class Samples {

    public static final Digest CIRCUIT = Digest.of("circuit");

    private Samples() {}

    /// Two features from 0 to 3 in each row, and whether their difference is small: class `near` or
    /// `far`; beside them a category, sin(width) − cos(height)/2 as `level`, and a number that is
    /// missing in every fifth row.
    public static String shapes(int rows, long seed) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder("\"width\",\"height\",\"colour\",\"weight\",\"level\",\"kind\"\r\n");
        for (int i = 0; i < rows; i++) {
            double width = 3 * random.nextDouble();
            double height = 3 * random.nextDouble();
            String colour = new String[] {"red", "green", "\"\"dark\"\" blue"}[i % 3];
            text.append(width)
                    .append(',')
                    .append(height)
                    .append(",\"")
                    .append(colour)
                    .append("\",")
                    .append(i % 5 == 0 ? "" : Double.toString(width * height))
                    .append(',')
                    .append(Math.sin(width) - 0.5 * Math.cos(height))
                    .append(",\"")
                    .append(Math.abs(width - height) < 0.9 ? "near" : "far")
                    .append("\"\r\n");
        }
        return text.toString();
    }

    /// Many features, and whether the first is positive.
    public static String wide(int rows, int features) {
        var random = new SplittableRandom(3);
        var text = new StringBuilder();
        for (int j = 0; j < features; j++) {
            text.append("\"f").append(j).append("\",");
        }
        text.append("\"kind\"\r\n");
        for (int i = 0; i < rows; i++) {
            double first = random.nextDouble() - 0.5;
            text.append(first);
            for (int j = 1; j < features; j++) {
                text.append(',').append(random.nextDouble() - 0.5);
            }
            text.append(first > 0 ? ",\"a\"" : ",\"b\"").append("\r\n");
        }
        return text.toString();
    }

    public static DataTable table(String text) {
        return DataTable.read(text.getBytes(UTF_8));
    }

    public static Link link(String text) {
        Digest digest = Digest.of(text.getBytes(UTF_8));
        return new Link(URI.create("http://localhost:8081/api/v1/dataset-versions/" + digest), digest);
    }

    static TableClaim claim(String text, List<String> features, int width) {
        return new TableClaim(link(text), table(text).rows(), features, width, null);
    }

    public static TrainingReady ready(
            RunId run,
            LearningProblem problem,
            LearningModel model,
            @Nullable Integer shots,
            TableClaim table,
            @Nullable TableClaim test,
            int outputs) {
        FeatureMap map = model.featureMap();
        int qubits = map.qubits(table.width());
        return new TrainingReady(
                EventMetadata.of(run + "/circuit", Instant.parse("2026-01-01T00:00:00Z"), null),
                run,
                CIRCUIT,
                new Link(URI.create("http://localhost:8082/api/v1/circuits/" + CIRCUIT), CIRCUIT),
                qubits,
                map.numberOfAngles(table.width()),
                weights(model, table.width(), qubits),
                readout(model, qubits, outputs),
                problem,
                Digest.of("problem"),
                table,
                test,
                new LearningSettings("sample", model, ExecutionSpecification.of(null, shots, null, null, null), 42),
                null);
    }

    private static int weights(LearningModel model, int features, int qubits) {
        return switch (model) {
            case LearningModel.QuantumNeuralNetwork network -> network.weights(features);
            case LearningModel.OfKernel ofKernel -> {
                KernelAlignment alignment = ofKernel.kernel().alignment();
                yield alignment == null ? 0 : alignment.layers().weights(qubits);
            }
        };
    }

    /// The same run with other settings, as a part of another or by itself.
    public static TrainingReady with(TrainingReady ready, LearningSettings settings, @Nullable ParentRun parent) {
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
                ready.table(),
                ready.test(),
                settings,
                parent);
    }

    /// A search of a grid before the run.
    public static TrainingReady searching(
            TrainingReady ready, Map<String, List<Object>> grid, Validation validation, SelectionMetric metric) {
        LearningSettings settings = ready.settings();
        return with(
                ready,
                new LearningSettings(
                        settings.name(),
                        settings.model(),
                        settings.execution(),
                        settings.seed(),
                        settings.controls(),
                        new GridSearch(grid, validation, metric),
                        null),
                ready.parent());
    }

    private static List<PauliString> readout(LearningModel model, int qubits, int outputs) {
        if (!(model instanceof LearningModel.QuantumNeuralNetwork network)) {
            return List.of();
        }
        int observables = network.readout() == LearningModel.QuantumNeuralNetwork.Readout.MEAN_Z ? qubits : outputs;
        return IntStream.range(0, observables)
                .mapToObj(k -> PauliString.of(qubits, 'Z', k))
                .toList();
    }
}
