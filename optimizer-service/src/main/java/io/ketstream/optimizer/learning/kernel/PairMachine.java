package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.RealVector;
import io.ketstream.model.learning.SupportVectorClassifier.Machine;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// A machine of two classes on rows of training.
final class PairMachine {

    private final int first;
    private final int second;
    private final double[] coefficients;
    private final double bias;
    private final double dualObjective;

    private PairMachine(int first, int second, double[] coefficients, double bias, double dualObjective) {
        this.first = first;
        this.second = second;
        this.coefficients = coefficients;
        this.bias = bias;
        this.dualObjective = dualObjective;
    }

    /// @param labels of all rows of the kernel; those of neither class are left out
    static PairMachine train(MachineKernel kernel, Libsvm solver, int[] labels, int first, int second, double c) {
        int[] ofFirst = Labels.rowsOf(labels, first);
        int[] ofSecond = Labels.rowsOf(labels, second);
        int[] rows =
                IntStream.concat(IntStream.of(ofFirst), IntStream.of(ofSecond)).toArray();
        // LIBSVM's positive class is the first, this one's the second
        double[] y = IntStream.range(0, rows.length)
                .mapToDouble(i -> i < ofFirst.length ? 1 : -1)
                .toArray();
        double[] solved = solver.classifier(rows, y, c);
        var coefficients = new double[labels.length];
        for (int i = 0; i < rows.length; i++) {
            coefficients[rows[i]] = -solved[i];
        }
        double[] values = kernel.times(rows, coefficients);
        var bounds = new BiasBounds();
        double dual = 0;
        for (int i = 0; i < rows.length; i++) {
            double value = values[i];
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

    /// Of some rows of the kernel, positive for the second class.
    double[] scores(MachineKernel kernel, int[] rows) {
        double[] scores = kernel.times(rows, coefficients);
        for (int i = 0; i < scores.length; i++) {
            scores[i] += bias;
        }
        return scores;
    }

    List<Integer> supportVectors() {
        return IntStream.of(MachineKernel.nonzero(coefficients)).boxed().toList();
    }

    /// @param rows of training that are kept, ascending
    Machine machine(List<Integer> rows) {
        int[] support = MachineKernel.nonzero(coefficients);
        List<Integer> places = IntStream.of(support)
                .mapToObj(row -> Collections.binarySearch(rows, row))
                .toList();
        RealVector values = RealVector.of(
                IntStream.of(support).mapToDouble(row -> coefficients[row]).toArray());
        return new Machine(first, second, places, values, bias, dualObjective, null);
    }
}
