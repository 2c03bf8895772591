package io.ketstream.results.export.onnx;

import java.util.ArrayList;
import java.util.List;

/// The angles of an amplitude map, as [io.ketstream.model.learning.FeatureMap.Amplitude] has them.
///
/// onnxruntime has no arc tangent of doubles. That of single precision is improved by a step of
/// Newton's method, which leaves an error of its third power: sin(φ − φ₀) = (y cos φ₀ − x sin
/// φ₀)/r.
final class AmplitudeNodes {

    private final OnnxGraph graph;
    private final int qubits;

    AmplitudeNodes(OnnxGraph graph, int qubits) {
        this.graph = graph;
        this.qubits = qubits;
    }

    /// @param features of which at least one is not 0
    String angles(String features, int width) {
        int size = 1 << qubits;
        String padded =
                size == width ? features : graph.apply("Pad", features, graph.integers(0, 0, 0, (long) size - width));
        String most = graph.apply("ReduceMax", "keepdims", 1, graph.apply("Abs", padded));
        String lengths = graph.apply("Div", padded, most);
        var parts = new ArrayList<String>();
        for (int blocks = size / 2; blocks >= 1; blocks /= 2) {
            List<String> halves = graph.halves(graph.apply("Reshape", lengths, graph.integers(0, blocks, 2)), 2);
            String zero = flat(halves.get(0), blocks);
            String one = flat(halves.get(1), blocks);
            lengths = graph.apply(
                    "Sqrt", graph.apply("Add", graph.apply("Mul", zero, zero), graph.apply("Mul", one, one)));
            String given = graph.apply("Mul", graph.number(2), arcTangent(one, zero, lengths));
            parts.addFirst(graph.gather(signedMeans(given, blocks), graph.integers(grayCode(blocks)), 1));
        }
        return graph.apply("Concat", "axis", 1, parts.toArray(String[]::new));
    }

    private String flat(String of, int blocks) {
        return graph.apply("Reshape", of, graph.integers(0, blocks));
    }

    private static long[] grayCode(int size) {
        var code = new long[size];
        for (int i = 0; i < size; i++) {
            code[i] = i ^ (i >> 1);
        }
        return code;
    }

    /// The angle of (x, y), between −π and π; 0 of (0, 0).
    ///
    /// @param r the length of (x, y)
    private String arcTangent(String y, String x, String r) {
        String none = graph.number(0);
        String length = graph.apply("Where", graph.apply("Equal", r, none), graph.number(1), r);
        String up = graph.apply("Abs", y);
        String right = graph.apply("Abs", x);
        String ratio = graph.cast(graph.apply("Div", up, graph.apply("Add", length, right)), OnnxGraph.Type.FLOAT);
        String rough =
                graph.apply("Mul", graph.number(2), graph.cast(graph.apply("Atan", ratio), OnnxGraph.Type.DOUBLE));
        String sine = graph.apply(
                "Div",
                graph.apply(
                        "Sub",
                        graph.apply("Mul", up, graph.apply("Cos", rough)),
                        graph.apply("Mul", right, graph.apply("Sin", rough))),
                length);
        String first = graph.apply("Add", rough, sine);
        String half = graph.apply(
                "Where", graph.apply("Less", x, none), graph.apply("Sub", graph.number(Math.PI), first), first);
        return graph.apply("Where", graph.apply("Less", y, none), graph.apply("Neg", half), half);
    }

    /// Entry j becomes the mean of (−1)^(b·j) times entry b: the fast Walsh–Hadamard transform.
    private String signedMeans(String values, int size) {
        String two = graph.number(2);
        String transformed = values;
        for (int half = 1; half < size; half *= 2) {
            List<String> halves = graph.halves(
                    graph.apply("Reshape", transformed, graph.integers(0, size / (2L * half), 2, half)), 2);
            String sum = graph.apply("Div", graph.apply("Add", halves.get(0), halves.get(1)), two);
            String difference = graph.apply("Div", graph.apply("Sub", halves.get(0), halves.get(1)), two);
            transformed = flat(graph.apply("Concat", "axis", 2, sum, difference), size);
        }
        return transformed;
    }
}
