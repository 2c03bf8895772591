package io.ketstream.optimizer.learning.control;

import java.util.Arrays;

/// Columns of mean 0 and deviation 1 on the rows of training, constant ones of 0; for regression the
/// targets likewise, so that a trainer's settings mean the same for every unit.
final class Standardised {

    private final double[] mean;
    private final double[] deviation;

    private Standardised(double[] mean, double[] deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    static ClassifierTrainer of(ClassifierTrainer trainer) {
        return (rows, labels, classes, seed) -> {
            Standardised columns = fit(rows);
            Classifier trained = trainer.train(columns.apply(rows), labels, classes, seed);
            return row -> trained.decide(columns.apply(row));
        };
    }

    static RegressorTrainer of(RegressorTrainer trainer) {
        return (rows, targets, seed) -> {
            Standardised columns = fit(rows);
            Standardised target = fit(Arrays.stream(targets)
                    .mapToObj(value -> new double[] {value})
                    .toArray(double[][]::new));
            double[] scaled = Arrays.stream(targets)
                    .map(value -> target.apply(new double[] {value})[0])
                    .toArray();
            Regressor trained = trainer.train(columns.apply(rows), scaled, seed);
            return row -> target.mean[0] + target.deviation[0] * trained.value(columns.apply(row));
        };
    }

    private static Standardised fit(double[][] rows) {
        int columns = rows[0].length;
        var mean = new double[columns];
        var deviation = new double[columns];
        for (int j = 0; j < columns; j++) {
            for (double[] row : rows) {
                mean[j] += row[j] / rows.length;
            }
            for (double[] row : rows) {
                deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / rows.length;
            }
            deviation[j] = Math.sqrt(deviation[j]);
            // what rounding leaves of equal numbers
            if (deviation[j] <= 1e-14 * Math.abs(mean[j])) {
                deviation[j] = 0;
            }
        }
        return new Standardised(mean, deviation);
    }

    private double[][] apply(double[][] rows) {
        return Arrays.stream(rows).map(this::apply).toArray(double[][]::new);
    }

    private double[] apply(double[] row) {
        var scaled = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            scaled[j] = deviation[j] == 0 ? 0 : (row[j] - mean[j]) / deviation[j];
        }
        return scaled;
    }
}
