package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.Rules;
import java.util.Arrays;
import java.util.stream.IntStream;

/// A kernel of rows of training as support vector machines take it.
sealed interface MachineKernel {

    int size();

    /// Of any of the rows.
    Libsvm solver();

    /// Σⱼ cⱼ k(xᵢ, xⱼ) for some rows i, over all rows j in their order.
    double[] times(int[] rows, double[] coefficients);

    /// The same for all rows.
    default double[] times(double[] coefficients) {
        int[] all = new int[size()];
        Arrays.setAll(all, i -> i);
        return times(all, coefficients);
    }

    /// By its matrix.
    final class OfMatrix implements MachineKernel {

        private final double[][] gram;
        private final StoppingRule rule;

        OfMatrix(double[][] gram, StoppingRule rule) {
            this.rule = rule;
            KernelMatrices.check(gram);
            this.gram = gram;
        }

        @Override
        public int size() {
            return gram.length;
        }

        @Override
        public Libsvm solver() {
            return Libsvm.ofKernel(gram, rule);
        }

        @Override
        public double[] times(int[] rows, double[] coefficients) {
            int[] support = nonzero(coefficients);
            var values = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                double[] kernelRow = gram[rows[i]];
                for (int j : support) {
                    values[i] += coefficients[j] * kernelRow[j];
                }
            }
            return values;
        }
    }

    /// By features, whose inner products it is.
    final class OfFeatures implements MachineKernel {

        private final double[][] features;
        private final StoppingRule rule;

        OfFeatures(double[][] features, StoppingRule rule) {
            this.rule = rule;
            Rules.within("features", features.length, 1, Integer.MAX_VALUE);
            this.features = features;
        }

        @Override
        public int size() {
            return features.length;
        }

        @Override
        public Libsvm solver() {
            return Libsvm.ofFeatures(features, rule);
        }

        @Override
        public double[] times(int[] rows, double[] coefficients) {
            var weights = new double[features[0].length];
            for (int j : nonzero(coefficients)) {
                for (int k = 0; k < weights.length; k++) {
                    weights[k] += coefficients[j] * features[j][k];
                }
            }
            var values = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                double[] row = features[rows[i]];
                for (int k = 0; k < weights.length; k++) {
                    values[i] += weights[k] * row[k];
                }
            }
            return values;
        }
    }

    /// The places of those that are not 0.
    static int[] nonzero(double[] coefficients) {
        return IntStream.range(0, coefficients.length)
                .filter(i -> coefficients[i] != 0)
                .toArray();
    }
}
