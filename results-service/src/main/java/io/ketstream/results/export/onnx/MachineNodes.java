package io.ketstream.results.export.onnx;

import io.ketstream.model.learning.PairwiseCoupling;
import io.ketstream.model.learning.Sigmoid;
import io.ketstream.model.learning.SupportVectorClassifier;
import io.ketstream.model.learning.SupportVectorClassifier.Machine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The machines of pairs of classes, their votes, and probabilities of classes from those of pairs.
final class MachineNodes {

    private final OnnxGraph graph;
    private final List<Machine> machines;
    private final int classes;
    private final int rows;

    MachineNodes(OnnxGraph graph, SupportVectorClassifier classifier) {
        this.graph = graph;
        this.machines = classifier.machines();
        this.classes = classifier.classes().size();
        this.rows = classifier.rows().size();
    }

    /// A column for each machine.
    String scores(String kernel) {
        var coefficients = new double[machines.size()][rows];
        var biases = new double[machines.size()];
        for (int m = 0; m < biases.length; m++) {
            Machine machine = machines.get(m);
            for (int j = 0; j < machine.places().size(); j++) {
                coefficients[m][machine.places().get(j)] =
                        machine.coefficients().get(j);
            }
            biases[m] = machine.bias();
        }
        return graph.apply(
                "Add",
                graph.apply("MatMul", kernel, Constants.transposed(graph, coefficients, rows)),
                graph.numbers(biases, biases.length));
    }

    /// The class of most votes, of several the first.
    String label(String scores) {
        var ofFirst = new double[classes][machines.size()];
        var ofSecond = new double[classes][machines.size()];
        for (int m = 0; m < machines.size(); m++) {
            ofFirst[machines.get(m).first()][m] = 1;
            ofSecond[machines.get(m).second()][m] = 1;
        }
        String positive = graph.cast(graph.apply("Greater", scores, graph.number(0)), OnnxGraph.Type.DOUBLE);
        String other = graph.apply("Sub", graph.number(1), positive);
        return graph.largest(graph.apply(
                "Add",
                graph.apply("MatMul", positive, Constants.transposed(graph, ofSecond, machines.size())),
                graph.apply("MatMul", other, Constants.transposed(graph, ofFirst, machines.size()))));
    }

    /// Null where the machines have none.
    @Nullable
    String probabilities(String scores) {
        var slopes = new double[machines.size()];
        var offsets = new double[machines.size()];
        for (int m = 0; m < slopes.length; m++) {
            Sigmoid sigmoid = machines.get(m).sigmoid();
            if (sigmoid == null) {
                return null;
            }
            slopes[m] = sigmoid.slope();
            offsets[m] = sigmoid.offset();
        }
        String ofSecond = graph.apply(
                "Sigmoid",
                graph.apply(
                        "Add",
                        graph.apply("Mul", scores, graph.numbers(slopes, slopes.length)),
                        graph.numbers(offsets, offsets.length)));
        return classes == 2 ? ProbabilityNodes.ofTwo(graph, ofSecond) : coupled(ofSecond);
    }

    /// What [PairwiseCoupling] finds by sweeps: the p of sum 1 that makes pᵀQp least has Qp = λ1,
    /// and so (Q + 11ᵀ)p = (λ + 1)1. That matrix is positive definite, so it is solved without
    /// pivots, and p divided by its sum.
    private String coupled(String ofSecond) {
        String least = graph.number(PairwiseCoupling.LEAST);
        String most = graph.number(1 - PairwiseCoupling.LEAST);
        String second = graph.apply("Min", graph.apply("Max", ofSecond, least), most);
        String first = graph.apply("Sub", graph.number(1), second);
        String terms = graph.apply(
                "Concat",
                "axis",
                1,
                graph.apply("Mul", second, second),
                graph.apply("Mul", first, first),
                graph.apply("Mul", second, first));
        String form = graph.apply("Add", graph.apply("MatMul", terms, quadratic()), graph.number(1));
        String matrix = graph.apply("Reshape", form, graph.integers(0, classes, classes));
        String ones = graph.apply("Add", graph.apply("Mul", column(matrix, 0), graph.number(0)), graph.number(1));
        String system = graph.apply("Concat", "axis", 2, matrix, ones);
        for (int k = 0; k < classes; k++) {
            system = eliminated(system, k);
        }
        String solution = graph.apply("Squeeze", column(system, classes), graph.integers(2));
        return ProbabilityNodes.normalised(graph, solution);
    }

    private String column(String matrix, int place) {
        return graph.gather(matrix, graph.integers(place), 2);
    }

    /// Row k divided by its entry k, and taken from the others so that these have none there.
    private String eliminated(String system, int k) {
        String row = graph.gather(system, graph.integers(k), 1);
        String unit = graph.apply("Div", row, column(row, k));
        var mask = new double[classes];
        mask[k] = 1;
        String factors = graph.apply("Sub", column(system, k), graph.numbers(mask, classes, 1));
        return graph.apply("Sub", system, graph.apply("Mul", factors, unit));
    }

    /// Q's entries from the squares of the pairs' probabilities, and from their products.
    private String quadratic() {
        int pairs = machines.size();
        var entries = new double[3 * pairs * classes * classes];
        for (int m = 0; m < pairs; m++) {
            int a = machines.get(m).first();
            int b = machines.get(m).second();
            entries[place(m, a, a)] = 1;
            entries[place(pairs + m, b, b)] = 1;
            entries[place(2 * pairs + m, a, b)] = -1;
            entries[place(2 * pairs + m, b, a)] = -1;
        }
        return graph.numbers(entries, 3L * pairs, (long) classes * classes);
    }

    private int place(int term, int row, int column) {
        return (term * classes + row) * classes + column;
    }
}
