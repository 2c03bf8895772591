package io.ketstream.results.export.onnx;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.ColumnType;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.FittedStep;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.model.run.Entanglement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// From the fields of a row to the angles of the circuit.
///
/// Inputs: each column by its name, shape (rows, 1): numbers as float64, NaN where one is missing,
/// categories as texts; one that the model does not know, such as the empty text, is treated as a
/// missing one. Outputs: `features`, what the feature map takes, and `angles`, the circuit's inputs
/// x0, x1, …; where a network's angles are weighted its inputs xw0, xw1, …, the angles times their
/// weights.
public final class PreprocessingGraph {

    private static final String FEATURES = "features";
    private static final String ANGLES = "angles";

    private final OnnxGraph graph = new OnnxGraph("preprocessing", List.of(FEATURES, ANGLES));
    private final TrainedModel model;

    private PreprocessingGraph(TrainedModel model) {
        this.model = model;
    }

    public static byte[] file(TrainedModel model, Map<String, String> facts) {
        return new PreprocessingGraph(model).write(facts);
    }

    private byte[] write(Map<String, String> facts) {
        String features = columns();
        int width = model.columns().size();
        for (FittedStep step : model.preprocessing().steps()) {
            features = applied(step, features, width);
            width = switch (step) {
                case FittedStep.Impute _, FittedStep.Affine _ -> width;
                case FittedStep.OneHot oneHot -> widthAfter(oneHot);
                case FittedStep.Pca pca -> pca.directions().rows();
            };
        }
        if (width < model.width()) {
            features = graph.apply("Pad", features, graph.integers(0, 0, 0, (long) model.width() - width));
        }
        FeatureMap map = model.model().featureMap();
        graph.output(FEATURES, OnnxGraph.Type.DOUBLE, model.width(), features);
        RealVector weights = model.weightsOfAngles();
        String angles = angles(map, features);
        int number = map.numberOfAngles(model.width());
        if (weights.size() > 0) {
            angles = graph.apply(
                    "Mul", graph.apply("Tile", angles, graph.integers(1, weights.size() / number)), vector(weights));
            number = weights.size();
        }
        graph.output(ANGLES, OnnxGraph.Type.DOUBLE, number, angles);
        return graph.file("Fields of a row to the angles of the circuit.", facts);
    }

    /// A category becomes its place.
    private String columns() {
        var columns = new ArrayList<String>();
        for (TrainedModel.Column column : model.columns()) {
            columns.add(
                    column.type() == ColumnType.NUMBER
                            ? graph.input(column.name(), OnnxGraph.Type.DOUBLE, 1)
                            : graph.cast(
                                    graph.places(
                                            graph.input(column.name(), OnnxGraph.Type.STRING, 1), column.categories()),
                                    OnnxGraph.Type.DOUBLE));
        }
        return graph.apply("Concat", "axis", 1, columns.toArray(String[]::new));
    }

    private String applied(FittedStep step, String features, int width) {
        return switch (step) {
            case FittedStep.Impute impute -> {
                var fillable = new boolean[width];
                impute.columns().forEach(column -> fillable[column] = true);
                String missing = graph.apply("And", graph.apply("IsNaN", features), graph.truths(fillable));
                yield graph.apply("Where", missing, vector(impute.values()), features);
            }
            case FittedStep.OneHot oneHot -> oneHot(oneHot, features);
            case FittedStep.Affine affine -> {
                String moved = graph.apply("Sub", features, vector(affine.shift()));
                yield graph.apply("Add", graph.apply("Mul", moved, vector(affine.factor())), vector(affine.offset()));
            }
            case FittedStep.Pca pca -> {
                String centred = graph.apply("Sub", features, vector(pca.mean()));
                yield graph.apply("MatMul", centred, Constants.transposed(graph, pca.directions()));
            }
        };
    }

    private String vector(RealVector vector) {
        return graph.numbers(vector.toArray(), vector.size());
    }

    private static int widthAfter(FittedStep.OneHot step) {
        return step.columns().stream()
                .mapToInt(column -> Math.max(1, column.places().size()))
                .sum();
    }

    /// A number stays; of a category, each place is a column of 0 and 1.
    private String oneHot(FittedStep.OneHot step, String features) {
        int width = widthAfter(step);
        var from = new long[width];
        var isNumber = new boolean[width];
        var places = new double[width];
        int k = 0;
        for (int j = 0; j < step.columns().size(); j++) {
            List<Integer> ofColumn = step.columns().get(j).places();
            if (ofColumn.isEmpty()) {
                isNumber[k] = true;
                from[k++] = j;
            }
            for (int place : ofColumn) {
                places[k] = place;
                from[k++] = j;
            }
        }
        String spread = graph.gather(features, graph.integers(from), 1);
        String equal = graph.cast(graph.apply("Equal", spread, graph.numbers(places, width)), OnnxGraph.Type.DOUBLE);
        return graph.apply("Where", graph.truths(isNumber), spread, equal);
    }

    private String angles(FeatureMap map, String features) {
        return switch (map) {
            case FeatureMap.Angle _, FeatureMap.DenseAngle _, FeatureMap.Z _, FeatureMap.Separable _ -> features;
            case FeatureMap.Zz zz -> followed(features, pairs(zz.entanglement()), true);
            case FeatureMap.Pauli pauli ->
                followed(features, pauli.isSeparable() ? List.of() : pairs(pauli.entanglement()), true);
            case FeatureMap.Iqp iqp -> followed(features, pairs(iqp.entanglement()), false);
            case FeatureMap.Amplitude amplitude ->
                new AmplitudeNodes(graph, amplitude.qubits(model.width())).angles(features, model.width());
        };
    }

    private List<FeatureMap.Pair> pairs(Entanglement entanglement) {
        return FeatureMap.pairs(model.width(), entanglement);
    }

    /// @param fromPi whether factors are π − x, and not x
    private String followed(String features, List<FeatureMap.Pair> pairs, boolean fromPi) {
        if (pairs.isEmpty()) {
            return features;
        }
        String factors = fromPi ? graph.apply("Sub", graph.number(Math.PI), features) : features;
        String first = graph.gather(
                factors,
                graph.integers(pairs.stream().mapToLong(FeatureMap.Pair::first).toArray()),
                1);
        String second = graph.gather(
                factors,
                graph.integers(pairs.stream().mapToLong(FeatureMap.Pair::second).toArray()),
                1);
        return graph.apply("Concat", "axis", 1, features, graph.apply("Mul", first, second));
    }
}
