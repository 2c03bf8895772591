package io.ketstream.results.export.onnx;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.learning.KernelExpansion;
import java.util.List;

/// Matrices that a graph multiplies rows by.
final class Constants {

    private Constants() {}

    static String transposed(OnnxGraph graph, RealMatrix matrix) {
        return transposed(graph, matrix.toArray(), matrix.columns());
    }

    /// @param rows each of `width` numbers, which become columns
    static String transposed(OnnxGraph graph, double[][] rows, int width) {
        var values = new double[width * rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                values[j * rows.length + i] = rows[i][j];
            }
        }
        return graph.numbers(values, width, rows.length);
    }

    /// Σᵢ cᵢ k(x, xᵢ) + b of each function.
    static String expansions(OnnxGraph graph, String kernel, List<KernelExpansion> functions, int width) {
        double[][] coefficients = functions.stream()
                .map(function -> function.coefficients().toArray())
                .toArray(double[][]::new);
        double[] biases = functions.stream().mapToDouble(KernelExpansion::bias).toArray();
        return graph.apply(
                "Add",
                graph.apply("MatMul", kernel, transposed(graph, coefficients, width)),
                graph.numbers(biases, biases.length));
    }
}
