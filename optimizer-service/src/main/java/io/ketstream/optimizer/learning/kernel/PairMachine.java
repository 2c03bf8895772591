package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.SupportVectorClassifier.Machine;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A machine of two classes on rows of training.
final class PairMachine {

    private final int first;
    private final int second;
    private final SortedMap<Integer, Double> coefficients;
    private final double bias;
    private final double dualObjective;

    private PairMachine(
            int first, int second, SortedMap<Integer, Double> coefficients, double bias, double dualObjective) {
        this.first = first;
        this.second = second;
        this.coefficients = coefficients;
        this.bias = bias;
        this.dualObjective = dualObjective;
    }

    static PairMachine train(Libsvm solver, double[][] gram, int[] labels, int first, int second, double c) {
        int[] ofFirst = Labels.rowsOf(labels, first);
        int[] ofSecond = Labels.rowsOf(labels, second);
        int[] rows =
                IntStream.concat(IntStream.of(ofFirst), IntStream.of(ofSecond)).toArray();
        // LIBSVM's positive class is the first, this one's the second
        double[] y = IntStream.range(0, rows.length)
                .mapToDouble(i -> i < ofFirst.length ? 1 : -1)
                .toArray();
        double[] solved = solver.classifier(rows, y, c);
        var coefficients = new TreeMap<Integer, Double>();
        for (int i = 0; i < rows.length; i++) {
            if (solved[i] != 0) {
                coefficients.put(rows[i], -solved[i]);
            }
        }
        var bounds = new BiasBounds();
        double dual = 0;
        for (int i = 0; i < rows.length; i++) {
            double value = value(gram[rows[i]], coefficients);
            double side = -y[i];
            double alpha = Math.abs(solved[i]);
            dual += alpha * (1 - side * value / 2);
            boolean above = alpha == 0 == side > 0;
            if (alpha > 0 && alpha < c) {
                bounds.exactly(side - value);
            } else if (above) {
                bounds.atLeast(side - value);
            } else {
                bounds.atMost(side - value);
            }
        }
        return new PairMachine(first, second, coefficients, bounds.bias(), dual);
    }

    /// Positive for the second class.
    ///
    /// @param kernelRow with all rows of training
    double score(double[] kernelRow) {
        return value(kernelRow, coefficients) + bias;
    }

    List<Integer> supportVectors() {
        return List.copyOf(coefficients.keySet());
    }

    /// @param rows of training that are kept, ascending
    Machine machine(List<Integer> rows) {
        List<Integer> places = coefficients.keySet().stream()
                .map(row -> Collections.binarySearch(rows, row))
                .toList();
        RealVector values = RealVector.of(
                coefficients.values().stream().mapToDouble(Double::doubleValue).toArray());
        return new Machine(first, second, places, values, bias, dualObjective, null);
    }

    private static double value(double[] kernelRow, SortedMap<Integer, Double> coefficients) {
        double sum = 0;
        for (var entry : coefficients.entrySet()) {
            sum += entry.getValue() * kernelRow[entry.getKey()];
        }
        return sum;
    }
}
