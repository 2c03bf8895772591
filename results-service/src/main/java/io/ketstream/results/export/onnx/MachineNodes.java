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
        var coefficients = new Constants.Sparse(rows, machines.size());
        var biases = new double[machines.size()];
        for (int m = 0; m < biases.length; m++) {
            Machine machine = machines.get(m);
            for (int j = 0; j < machine.places().size(); j++) {
                coefficients.set(
                        machine.places().get(j), m, machine.coefficients().get(j));
            }
            biases[m] = machine.bias();
        }
        return graph.apply(
                "Add", graph.apply("MatMul", kernel, coefficients.in(graph)), graph.numbers(biases, biases.length));
    }

    /// The class of most votes, of several the first.
    String label(String scores) {
        var ofFirst = new Constants.Sparse(machines.size(), classes);
        var ofSecond = new Constants.Sparse(machines.size(), classes);
        for (int m = 0; m < machines.size(); m++) {
            ofFirst.set(m, machines.get(m).first(), 1);
            ofSecond.set(m, machines.get(m).second(), 1);
        }
        String positive = graph.cast(graph.apply("Greater", scores, graph.number(0)), OnnxGraph.Type.DOUBLE);
        String other = graph.apply("Sub", graph.number(1), positive);
        return graph.largest(graph.apply(
                "Add",
                graph.apply("MatMul", positive, ofSecond.in(graph)),
                graph.apply("MatMul", other, ofFirst.in(graph))));
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
        String form = graph.apply("Add", quadratic(first, second), graph.number(1));
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

    /// Q, a row of K² numbers: on the diagonal the sum of the squares of what each pair leaves to the
    /// other class, elsewhere less the product of the pair's two probabilities. Both are picked by
    /// their places: as a matrix of all terms by all entries they would be 3K⁴/2 numbers.
    private String quadratic(String first, String second) {
        int pairs = machines.size();
        var squares = new long[classes * (classes - 1)];
        var entries = new long[classes * classes];
        var others = new int[classes];
        for (int a = 0; a < classes; a++) {
            entries[a * classes + a] = a;
        }
        for (int m = 0; m < pairs; m++) {
            int a = machines.get(m).first();
            int b = machines.get(m).second();
            squares[a * (classes - 1) + others[a]++] = m;
            squares[b * (classes - 1) + others[b]++] = (long) pairs + m;
            entries[a * classes + b] = (long) classes + m;
            entries[b * classes + a] = (long) classes + m;
        }
        String terms =
                graph.apply("Concat", "axis", 1, graph.apply("Mul", second, second), graph.apply("Mul", first, first));
        String picked = graph.gather(terms, graph.integers(squares, classes, classes - 1L), 1);
        String diagonal = graph.apply("ReduceSum", "keepdims", 0, picked, graph.integers(2));
        String products = graph.apply("Neg", graph.apply("Mul", second, first));
        return graph.gather(graph.apply("Concat", "axis", 1, diagonal, products), graph.integers(entries), 1);
    }
}
