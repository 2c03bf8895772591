package io.ketstream.results.export.onnx;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.GaussianProcessClassifier;
import io.ketstream.model.learning.GaussianProcessRegressor;
import io.ketstream.model.learning.KernelExpansion;
import io.ketstream.model.learning.KernelModel;
import io.ketstream.model.learning.KernelPrincipalComponents;
import io.ketstream.model.learning.KernelRidgeClassifier;
import io.ketstream.model.learning.KernelRidgeRegressor;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.LearningTask;
import io.ketstream.model.learning.OneClassModel;
import io.ketstream.model.learning.PosteriorVariance;
import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.learning.SupportVectorRegressor;
import io.ketstream.model.learning.TrainedModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// From what circuits say of a row to what the model tells of it.
///
/// Input: of a model of a kernel `kernel`, k(x, xᵢ) for the rows of training that model.json names,
/// in their order; of a network `outputs`, the expectations of its readout. Outputs as
/// results-service's predictions have them: `prediction`, a class's name or a number, `decisions`,
/// and where there are such `probabilities` and `deviations`.
public final class ModelGraph {

    private static final String PREDICTION = "prediction";
    private static final String DECISIONS = "decisions";
    private static final String PROBABILITIES = "probabilities";
    private static final String DEVIATIONS = "deviations";

    private final OnnxGraph graph = new OnnxGraph("model", List.of(PREDICTION, DECISIONS, PROBABILITIES, DEVIATIONS));

    private ModelGraph() {}

    public static byte[] file(TrainedModel model, Map<String, String> facts) {
        var made = new ModelGraph();
        made.make(model);
        return made.graph.file("What circuits say of a row to what the model tells of it.", facts);
    }

    private void make(TrainedModel model) {
        TrainedModel.OfKernel kernel = model.kernel();
        TrainedModel.OfNetwork network = model.network();
        if (kernel != null) {
            ofKernel(kernel.fitted());
        } else if (network != null && model.model() instanceof QuantumNeuralNetwork spec) {
            ofNetwork(model, spec, network.readout().size());
        } else {
            throw new IllegalStateException("a model has what its kind needs");
        }
    }

    private void ofKernel(KernelModel fitted) {
        int width = fitted.rows().size();
        String kernel = graph.input("kernel", OnnxGraph.Type.DOUBLE, width);
        switch (fitted) {
            case SupportVectorClassifier machines -> machines(machines, kernel);
            case KernelRidgeClassifier ridge ->
                byScores(
                        ridge.classes(),
                        Constants.expansions(graph, kernel, ridge.functions(), width),
                        ridge.functions().size());
            case GaussianProcessClassifier process -> process(process, kernel, width);
            case SupportVectorRegressor machine -> number(kernel, machine.function(), width);
            case KernelRidgeRegressor ridge -> number(kernel, ridge.function(), width);
            case GaussianProcessRegressor process -> {
                number(kernel, process.function(), width);
                PosteriorVariance variance = process.variance();
                if (variance != null) {
                    String deviation = graph.apply("Sqrt", ProbabilityNodes.variance(graph, kernel, variance));
                    graph.output(DEVIATIONS, OnnxGraph.Type.DOUBLE, 1, deviation);
                }
            }
            case OneClassModel alike -> {
                String score = Constants.expansions(graph, kernel, List.of(alike.function()), width);
                graph.output(DECISIONS, OnnxGraph.Type.DOUBLE, 1, score);
                String sure = graph.cast(graph.apply("GreaterOrEqual", score, graph.number(0)), OnnxGraph.Type.INT64);
                String sign = graph.apply("Sub", graph.apply("Add", sure, sure), graph.integers(1));
                graph.output(PREDICTION, OnnxGraph.Type.INT64, 1, sign);
            }
            case KernelPrincipalComponents components -> {
                int number = components.components().size();
                String values = Constants.expansions(graph, kernel, components.components(), width);
                graph.output(PREDICTION, OnnxGraph.Type.DOUBLE, number, values);
                graph.output(DECISIONS, OnnxGraph.Type.DOUBLE, number, values);
            }
        }
    }

    private void machines(SupportVectorClassifier machines, String kernel) {
        var nodes = new MachineNodes(graph, machines);
        String scores = nodes.scores(kernel);
        classes(
                machines.classes(),
                nodes.label(scores),
                scores,
                machines.machines().size());
        String probabilities = nodes.probabilities(scores);
        if (probabilities != null) {
            graph.output(
                    PROBABILITIES, OnnxGraph.Type.DOUBLE, machines.classes().size(), probabilities);
        }
    }

    private void process(GaussianProcessClassifier process, String kernel, int width) {
        List<KernelExpansion> means = process.processes().stream()
                .map(GaussianProcessClassifier.LatentProcess::mean)
                .toList();
        String scores = Constants.expansions(graph, kernel, means, width);
        byScores(process.classes(), scores, means.size());
        String chances = ProbabilityNodes.ofProcesses(graph, kernel, scores, process.processes());
        String probabilities = means.size() == 1
                ? ProbabilityNodes.ofTwo(graph, chances)
                : ProbabilityNodes.normalised(graph, chances);
        graph.output(PROBABILITIES, OnnxGraph.Type.DOUBLE, process.classes().size(), probabilities);
    }

    private void ofNetwork(TrainedModel model, QuantumNeuralNetwork network, int observables) {
        String input = graph.input("outputs", OnnxGraph.Type.DOUBLE, observables);
        RealVector coefficients = network.coefficients(observables);
        int outputs = coefficients == null ? observables : 1;
        String joined = coefficients == null
                ? input
                : graph.apply("MatMul", input, graph.numbers(coefficients.toArray(), observables, outputs));
        String scores = graph.apply("Mul", joined, graph.number(network.scale()));
        if (model.task() == LearningTask.REGRESSION) {
            number(scores);
            return;
        }
        List<String> classes = Objects.requireNonNull(model.classes(), "a classifier has classes");
        byScores(classes, scores, outputs);
        String probabilities = switch (network.loss()) {
            case SQUARED -> null;
            case LINEAR, WEIGHTED_FIDELITY -> ProbabilityNodes.ofTwo(graph, ProbabilityNodes.linear(graph, scores));
            case CROSS_ENTROPY ->
                outputs == 1
                        ? ProbabilityNodes.ofTwo(graph, graph.apply("Sigmoid", scores))
                        : graph.apply("Softmax", "axis", 1, scores);
        };
        if (probabilities != null) {
            graph.output(PROBABILITIES, OnnxGraph.Type.DOUBLE, classes.size(), probabilities);
        }
    }

    private void number(String kernel, KernelExpansion function, int width) {
        number(Constants.expansions(graph, kernel, List.of(function), width));
    }

    private void number(String value) {
        graph.output(PREDICTION, OnnxGraph.Type.DOUBLE, 1, value);
        graph.output(DECISIONS, OnnxGraph.Type.DOUBLE, 1, value);
    }

    /// Of one score the second class where it is positive, of more the class of the largest.
    private void byScores(List<String> classes, String scores, int width) {
        String label = width == 1
                ? graph.apply(
                        "Squeeze",
                        graph.cast(graph.apply("Greater", scores, graph.number(0)), OnnxGraph.Type.INT64),
                        graph.integers(1))
                : graph.largest(scores);
        classes(classes, label, scores, width);
    }

    /// @param label the place of the class, one dimension
    private void classes(List<String> classes, String label, String scores, int width) {
        graph.output(PREDICTION, OnnxGraph.Type.STRING, 0, graph.gather(graph.texts(classes), label, 0));
        graph.output(DECISIONS, OnnxGraph.Type.DOUBLE, width, scores);
    }
}
