package io.ketstream.results.export.onnx;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.learning.KernelExpansion;
import java.util.ArrayList;
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

    /// A matrix of which few entries are not 0: the file has these, and the graph puts them in
    /// their places.
    static final class Sparse {

        private final long rows;
        private final long columns;
        private final List<Long> places = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        Sparse(long rows, long columns) {
            this.rows = rows;
            this.columns = columns;
        }

        /// An entry that has not been set.
        void set(long row, long column, double value) {
            places.add(row);
            places.add(column);
            values.add(value);
        }

        String in(OnnxGraph graph) {
            long[] at = places.stream().mapToLong(Long::longValue).toArray();
            double[] entries = values.stream().mapToDouble(Double::doubleValue).toArray();
            return graph.apply(
                    "ScatterND",
                    graph.apply("Expand", graph.number(0), graph.integers(rows, columns)),
                    graph.integers(at, entries.length, 2),
                    graph.numbers(entries, entries.length));
        }
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
