package io.ketstream.optimizer.learning.control;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.optimizer.learning.metric.ClassificationMetrics;
import io.ketstream.optimizer.learning.metric.RegressionMetrics;
import io.ketstream.optimizer.learning.split.Split;
import io.ketstream.optimizer.learning.split.Splits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Trains the classical models on the rows of training that a quantum one has, and tells the same rows of
/// test.
///
/// Where there are several configurations, the one is taken that is best on the rows of training in up to
/// five seeded folds, of several the first: by accuracy, or by root mean square error. Rows of test have no
/// part in it.
public final class ClassicalModels {

    private static final int FOLDS = 5;

    private ClassicalModels() {}

    /// @param rows of training with their features, preprocessed as for the quantum model
    /// @param labels the class of each, from 0; every class has a row
    /// @param test rows with the same features
    public static ToldClasses classify(
            ControlModel control,
            double[][] rows,
            int[] labels,
            int classes,
            double[][] test,
            ControlBudget budget,
            long seed) {
        Rules.size("labels", labels.length, rows.length);
        List<Configuration<ClassifierTrainer>> tried =
                control.classifiers(budget.frequencies(), budget.configurations());
        List<Split> folds = tried.size() == 1 ? List.of() : classFolds(labels, classes, seed);
        int best = 0;
        long most = -1;
        for (int k = 0; k < tried.size() && !folds.isEmpty(); k++) {
            long right = 0;
            for (Split fold : folds) {
                Classifier trained = tried.get(k)
                        .trainer()
                        .train(part(rows, fold.training()), part(labels, fold.training()), classes, seed);
                int[] told = fold.test().stream()
                        .mapToInt(i -> trained.decide(rows[i]).label())
                        .toArray();
                right += ClassificationMetrics.right(part(labels, fold.test()), told);
            }
            if (right > most) {
                most = right;
                best = k;
            }
        }
        Classifier trained = tried.get(best).trainer().train(rows, labels, classes, seed);
        return new ToldClasses(
                control,
                tried.get(best).settings(),
                tried.size(),
                Arrays.stream(test).map(trained::decide).toList());
    }

    /// @param rows of training with their features, preprocessed as for the quantum model
    /// @param test rows with the same features
    public static ToldNumbers regress(
            ControlModel control, double[][] rows, double[] targets, double[][] test, ControlBudget budget, long seed) {
        Rules.size("targets", targets.length, rows.length);
        List<Configuration<RegressorTrainer>> tried = control.regressors(budget.frequencies(), budget.configurations());
        List<Split> folds = tried.size() == 1 || rows.length < 4
                ? List.of()
                : Splits.folds(rows.length, Math.min(FOLDS, rows.length / 2), seed);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < tried.size() && !folds.isEmpty(); k++) {
            double[] told = new double[rows.length];
            for (Split fold : folds) {
                Regressor trained =
                        tried.get(k).trainer().train(part(rows, fold.training()), part(targets, fold.training()), seed);
                for (int i : fold.test()) {
                    told[i] = trained.value(rows[i]);
                }
            }
            double error = RegressionMetrics.rmse(targets, told);
            if (error < least) {
                least = error;
                best = k;
            }
        }
        Regressor trained = tried.get(best).trainer().train(rows, targets, seed);
        return new ToldNumbers(
                control,
                tried.get(best).settings(),
                tried.size(),
                RealVector.of(Arrays.stream(test).mapToDouble(trained::value).toArray()));
    }

    /// None where a class has one row: then the default is taken.
    private static List<Split> classFolds(int[] labels, int classes, long seed) {
        var counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        int smallest = IntStream.of(counts).min().orElse(0);
        return smallest < 2 ? List.of() : Splits.stratifiedFolds(labels, Math.min(FOLDS, smallest), seed);
    }

    private static double[][] part(double[][] rows, List<Integer> places) {
        var part = new ArrayList<double[]>();
        places.forEach(i -> part.add(rows[i]));
        return part.toArray(double[][]::new);
    }

    private static int[] part(int[] labels, List<Integer> places) {
        return places.stream().mapToInt(i -> labels[i]).toArray();
    }

    private static double[] part(double[] targets, List<Integer> places) {
        return places.stream().mapToDouble(i -> targets[i]).toArray();
    }
}
