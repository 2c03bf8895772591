package io.ketstream.optimizer.training;

import io.ketstream.model.learning.ClassificationScores;
import io.ketstream.model.learning.Interval;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.learning.RegressionScores;
import io.ketstream.optimizer.learning.metric.ClassificationMetrics;
import io.ketstream.optimizer.learning.metric.Intervals;
import io.ketstream.optimizer.learning.metric.RegressionMetrics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Figures of what a model tells of rows, as a report has them.
final class Scores {

    static final double LEVEL = 0.95;

    /// Of the samples that an interval of regression is made of; a constant, since the rows are drawn already.
    private static final long SEED = 0;

    private Scores() {}

    /// Accuracy, or R².
    static double score(Target target, Told told) {
        return switch (target) {
            case Target.Classes classes -> {
                int[] truth = classes.labels();
                yield (double) ClassificationMetrics.right(truth, labels(told)) / truth.length;
            }
            case Target.Numbers numbers -> {
                Double r2 = regression(numbers, told, null).r2();
                yield r2 == null ? 0 : r2;
            }
        };
    }

    /// @param interval of the accuracy or the root mean square error; null: that of one test part
    static List<Metric> metrics(Target target, Told told, @Nullable Interval interval) {
        var metrics = new ArrayList<Metric>();
        switch (target) {
            case Target.Classes classes -> {
                ClassificationScores scores = classification(classes, told, interval);
                metrics.add(bounded("accuracy", scores.accuracy(), scores.interval()));
                metrics.add(plain("balancedAccuracy", scores.balancedAccuracy()));
                metrics.add(plain("macroF1", scores.macroF1()));
                if (scores.logLoss() != null) {
                    metrics.add(plain("logLoss", scores.logLoss()));
                }
            }
            case Target.Numbers numbers -> {
                RegressionScores scores = regression(numbers, told, interval);
                if (scores.r2() != null) {
                    metrics.add(plain("r2", scores.r2()));
                }
                metrics.add(bounded("rmse", scores.rmse(), scores.interval()));
                metrics.add(plain("mae", scores.mae()));
            }
        }
        return metrics;
    }

    /// Rows are what is true, columns what was told; null in regression.
    static @Nullable List<List<Integer>> confusion(Target target, Told told) {
        return target instanceof Target.Classes classes
                ? classification(classes, told, null).confusion()
                : null;
    }

    /// What models are compared by: accuracy, or the root mean square error.
    static double decisive(Target target, Told told) {
        return target instanceof Target.Numbers numbers
                ? RegressionMetrics.rmse(numbers.values(), values(told))
                : score(target, told);
    }

    static int[] labels(Told told) {
        return ((Told.Classes) told).labels();
    }

    static double[] values(Told told) {
        return ((Told.Numbers) told).values();
    }

    private static ClassificationScores classification(Target.Classes target, Told told, @Nullable Interval interval) {
        int[] truth = target.labels();
        int[] labels = labels(told);
        Interval known = interval == null
                ? Intervals.wilson(ClassificationMetrics.right(truth, labels), truth.length, LEVEL)
                : interval;
        return ClassificationMetrics.scores(
                truth, labels, target.names().size(), ((Told.Classes) told).probabilities(), known);
    }

    private static RegressionScores regression(Target.Numbers target, Told told, @Nullable Interval interval) {
        double[] truth = target.values();
        double[] values = values(told);
        Interval known = interval == null ? Intervals.bootstrapRmse(truth, values, LEVEL, SEED) : interval;
        return RegressionMetrics.scores(truth, values, known);
    }

    private static Metric plain(String name, double value) {
        return new Metric(name, value, null, null);
    }

    private static Metric bounded(String name, double value, Interval interval) {
        return new Metric(name, value, interval.low(), interval.high());
    }
}
