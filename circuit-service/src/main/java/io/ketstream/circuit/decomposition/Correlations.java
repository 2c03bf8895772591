package io.ketstream.circuit.decomposition;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;

/// The correlation matrix Cᵢⱼ = σᵢⱼ/√(σᵢᵢσⱼⱼ) of a covariance, which it reads in place.
final class Correlations implements SymmetricOperator {

    private final RealMatrix covariance;
    private final double[] precisions;

    Correlations(RealMatrix covariance) {
        this.covariance = covariance;
        this.precisions = new double[covariance.rows()];
        for (int i = 0; i < precisions.length; i++) {
            precisions[i] = 1 / Math.sqrt(covariance.get(i, i));
        }
    }

    @Override
    public int size() {
        return precisions.length;
    }

    double get(int i, int j) {
        return covariance.get(i, j) * precisions[i] * precisions[j];
    }

    @Override
    public void apply(double[] vector, double[] image) {
        double[] scaled = new double[vector.length];
        for (int j = 0; j < scaled.length; j++) {
            scaled[j] = vector[j] * precisions[j];
        }
        Rows.forEach(size(), i -> image[i] = precisions[i] * product(covariance.row(i), scaled));
    }

    /// Four sums at a time: one alone would wait for each of its additions.
    private static double product(RealVector row, double[] vector) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int j = 0;
        for (; j + 3 < vector.length; j += 4) {
            first += row.get(j) * vector[j];
            second += row.get(j + 1) * vector[j + 1];
            third += row.get(j + 2) * vector[j + 2];
            fourth += row.get(j + 3) * vector[j + 3];
        }
        for (; j < vector.length; j++) {
            first += row.get(j) * vector[j];
        }
        return (first + second) + (third + fourth);
    }
}
