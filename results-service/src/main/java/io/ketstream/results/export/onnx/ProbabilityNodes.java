package io.ketstream.results.export.onnx;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.GaussianProcessClassifier.LatentProcess;
import io.ketstream.model.learning.LogisticNormal;
import io.ketstream.model.learning.PosteriorVariance;
import java.util.ArrayList;
import java.util.List;

/// Probabilities of classes, and the variances that those of a Gaussian process need.
final class ProbabilityNodes {

    private ProbabilityNodes() {}

    /// @param ofSecond a column
    static String ofTwo(OnnxGraph graph, String ofSecond) {
        return graph.apply("Concat", "axis", 1, graph.apply("Sub", graph.number(1), ofSecond), ofSecond);
    }

    /// (1 + score)/2, no less than 0 and no more than 1.
    static String linear(OnnxGraph graph, String scores) {
        String half = graph.apply("Div", graph.apply("Add", graph.number(1), scores), graph.number(2));
        return graph.apply("Min", graph.apply("Max", half, graph.number(0)), graph.number(1));
    }

    /// Each row divided by its sum.
    static String normalised(OnnxGraph graph, String weights) {
        return graph.apply("Div", weights, graph.sums(weights));
    }

    /// max(k(x, x) − ‖V k(x)‖², 0), as a column.
    static String variance(OnnxGraph graph, String kernel, PosteriorVariance variance) {
        String whitened = graph.apply("MatMul", kernel, Constants.transposed(graph, variance.whitening()));
        String explained = graph.sums(graph.apply("Mul", whitened, whitened));
        return graph.apply("Max", graph.apply("Sub", graph.number(variance.prior()), explained), graph.number(0));
    }

    /// That each process is positive: a column for each.
    ///
    /// @param means of the processes
    static String ofProcesses(OnnxGraph graph, String kernel, String means, List<LatentProcess> processes) {
        var chances = new ArrayList<String>();
        for (int k = 0; k < processes.size(); k++) {
            String mean = graph.gather(means, graph.integers(k), 1);
            PosteriorVariance variance = processes.get(k).variance();
            chances.add(
                    variance == null
                            ? graph.apply("Sigmoid", mean)
                            : averaged(graph, mean, graph.apply("Sqrt", variance(graph, kernel, variance))));
        }
        return graph.apply("Concat", "axis", 1, chances.toArray(String[]::new));
    }

    /// The mean of the logistic function under a normal distribution, by the points of
    /// [LogisticNormal].
    private static String averaged(OnnxGraph graph, String mean, String deviation) {
        RealVector points = LogisticNormal.points();
        RealVector weights = LogisticNormal.weights();
        String at = graph.apply(
                "Add", mean, graph.apply("Mul", deviation, graph.numbers(points.toArray(), 1, points.size())));
        return graph.apply("MatMul", graph.apply("Sigmoid", at), graph.numbers(weights.toArray(), weights.size(), 1));
    }
}
